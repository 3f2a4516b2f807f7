import { type Block, code, type Inline, joined, link, type Page, strong, text } from "./blocks.ts";
import { factTable, sourceCell } from "./fact-table.ts";
import type { ExampleFacts, OperationFacts, ResponseFacts } from "./facts.ts";
import { operationPath } from "./links.ts";
import type { Sample } from "./samples/sample.ts";

export interface OperationPageInput {
	readonly facts: OperationFacts;
	readonly samples: readonly Sample[];
	/** What is said of a deprecated operation, as Markdown. */
	readonly deprecation: string;
	/** What each source is, by its name. */
	readonly sources: Readonly<Record<string, string>>;
}

/** The page of one operation: all that the description says of it. */
export function operationPage({ facts, samples, deprecation, sources }: OperationPageInput): Page {
	const { operation } = facts;
	const summary = operation.summary || operation.id;
	const successes = facts.responses.filter(({ status }) => status.startsWith("2"));
	const errors = facts.responses.filter(({ status }) => !status.startsWith("2"));
	const blocks: Block[] = [
		{ kind: "heading", level: 1, text: summary },
		...(operation.descriptor.deprecated ? [{ kind: "warning", title: "Deprecated", markdown: deprecation } as const] : []),
		{
			kind: "paragraph",
			content: [strong(operation.descriptor.method), text(" "), code(operation.descriptor.server + operation.descriptor.path)],
		},
		{ kind: "foreign", markdown: operation.description },
		{ kind: "list", items: traitsOf(facts) },
		...parameterBlocks(facts),
		...bodyBlocks(facts),
		...sampleBlocks(samples),
		{ kind: "heading", level: 2, text: "Responses", id: "responses" },
		...successes.flatMap((response) => responseBlocks(response)),
		...errorBlocks(errors),
		...headerBlocks(facts.responses),
		...sourceBlocks(sources),
	];
	return { path: operationPath(operation.id), title: summary, summary: firstSentence(operation.description) || summary, blocks };
}

function firstSentence(markdown: string): string {
	return /^.*?[.!?](?=\s|$)/s.exec(markdown.trim())?.[0].replace(/\s+/g, " ") ?? "";
}

function traitsOf({ operation, tag, sources }: OperationFacts): Inline[][] {
	const { id, descriptor } = operation;
	return [
		[
			text("Operation: "),
			code(id),
			...(tag === "" ? [] : [text(`, of ${tag}`)]),
			...(descriptor.deprecated ? [text(" (deprecated)")] : []),
		],
		[text(descriptor.idempotent ? "Safe to repeat." : "Not safe to repeat: every request counts.")],
		[text(descriptor.secured ? "Needs credentials." : "Needs no credentials.")],
		...(descriptor.pagination
			? [
					[
						text("Answers a page at a time: items in "),
						code(descriptor.pagination.items),
						text(", the next page at "),
						code(descriptor.pagination.next),
						text("."),
					],
				]
			: []),
		...(sources.length > 0 ? [[text("Source: "), ...sourceCell(sources)]] : []),
		[link("In the interactive reference", `reference.html#operation/${encodeURIComponent(id)}`)],
	];
}

/** What "required" means for who reads an answer. */
const ALWAYS = "always there";

const LOCATIONS = { path: "Path parameters", query: "Query parameters", header: "Request headers", cookie: "Cookies" } as const;

function parameterBlocks({ parameters }: OperationFacts): Block[] {
	if (parameters.length === 0) return [];
	const located = Object.entries(LOCATIONS).flatMap(([location, title]): Block[] => {
		const facts = parameters.filter((fact) => fact.in === location);
		return facts.length === 0 ? [] : [{ kind: "heading", level: 3, text: title }, factTable(title, facts)];
	});
	return [{ kind: "heading", level: 2, text: "Parameters", id: "parameters" }, ...located];
}

function bodyBlocks({ body }: OperationFacts): Block[] {
	if (body === undefined) return [];
	const media: Inline[] = [
		code(body.mediaType),
		text(body.required ? ", required. Source: " : ", optional. Source: "),
		...sourceCell(body.sources),
	];
	return [
		{ kind: "heading", level: 2, text: "Request body", id: "request-body" },
		{ kind: "foreign", markdown: body.description },
		{ kind: "paragraph", content: media },
		factTable("Request body", body.facts),
		...body.examples.flatMap((example) => exampleBlocks("Example", example)),
	];
}

function sampleBlocks(samples: readonly Sample[]): Block[] {
	const calls = [...new Set(samples.map(({ call }) => call))];
	return [
		{ kind: "heading", level: 2, text: "Code", id: "code" },
		...calls.flatMap((call): Block[] => [
			{ kind: "heading", level: 3, text: call.summary },
			...samples
				.filter((sample) => sample.call === call)
				.flatMap(({ writer, source }): Block[] => [
					{ kind: "heading", level: 4, text: writer.label },
					{ kind: "code", language: writer.language, source, data: { sample: writer.id, call: call.name } },
				]),
		]),
	];
}

function responseBlocks({ status, description, mediaType, sources, facts, examples }: ResponseFacts): Block[] {
	return [
		{ kind: "heading", level: 3, text: `Status ${status}`, id: `status-${status}` },
		{ kind: "foreign", markdown: description },
		{
			kind: "paragraph",
			content: [...(mediaType ? [code(mediaType)] : [text("No body")]), text(". Source: "), ...sourceCell(sources)],
		},
		...(facts.length > 0 ? [factTable(`Body of status ${status}`, facts, ALWAYS)] : []),
		...examples.flatMap((example) => exampleBlocks("Example", example)),
	];
}

/** Errors mostly have the same body; it is shown once for all that do. */
function errorBlocks(errors: readonly ResponseFacts[]): Block[] {
	if (errors.length === 0) return [];
	const bodies = new Map<string, ResponseFacts[]>();
	for (const error of errors) {
		const key = JSON.stringify(error.facts);
		bodies.set(key, [...(bodies.get(key) ?? []), error]);
	}
	const rows = errors.map(({ status, description, sources }): Inline[][] => [
		[code(status)],
		[{ kind: "foreign", markdown: description }],
		sourceCell(sources),
	]);
	return [
		{ kind: "heading", level: 2, text: "Errors", id: "errors" },
		{ kind: "table", label: "Errors", columns: ["Status", "Meaning", "Source"], rows },
		...[...bodies.values()].flatMap((same): Block[] => {
			const [first] = same;
			if (first === undefined || first.facts.length === 0) return [];
			const statuses = same.map(({ status }) => status).join(", ");
			return [
				{ kind: "heading", level: 3, text: `Body of status ${statuses}` },
				factTable(`Body of status ${statuses}`, first.facts, ALWAYS),
			];
		}),
		...errors.flatMap(({ status, examples }) => examples.flatMap((example) => exampleBlocks(`Status ${status}`, example))),
	];
}

/** Most headers come with every answer; each is shown once, with the answers that it comes with. */
function headerBlocks(responses: readonly ResponseFacts[]): Block[] {
	const named = new Map(responses.flatMap(({ headers }) => headers.map((fact) => [fact.name, fact] as const)));
	if (named.size === 0) return [];
	const statusesOf = (name: string) =>
		responses.filter(({ headers }) => headers.some((fact) => fact.name === name)).map(({ status }) => status);
	const groups = new Map<string, string[]>();
	for (const name of named.keys()) {
		const statuses = statusesOf(name);
		const key = statuses.length === responses.length ? "every answer" : `status ${statuses.join(", ")}`;
		groups.set(key, [...(groups.get(key) ?? []), name]);
	}
	return [
		{ kind: "heading", level: 2, text: "Response headers", id: "response-headers" },
		...[...groups].flatMap(([key, names]): Block[] => [
			{ kind: "heading", level: 3, text: `With ${key}` },
			factTable(
				`Headers with ${key}`,
				names.flatMap((name) => named.get(name) ?? []),
				ALWAYS,
			),
		]),
	];
}

function exampleBlocks(title: string, { name, summary, mediaType, value }: ExampleFacts): Block[] {
	const json = typeof value !== "string" || /\bjson$/.test(mediaType);
	return [
		{ kind: "heading", level: 4, text: [title, summary || (name === "default" ? "" : name)].filter(Boolean).join(": ") },
		{
			kind: "code",
			language: json ? "json" : "text",
			source: json ? JSON.stringify(value, null, 2) : value,
			data: { example: name },
		},
	];
}

function sourceBlocks(sources: Readonly<Record<string, string>>): Block[] {
	const entries = Object.entries(sources);
	if (entries.length === 0) return [];
	return [
		{ kind: "heading", level: 2, text: "Sources", id: "sources" },
		{ kind: "list", items: entries.map(([name, meaning]) => joined([[code(name)], [text(meaning)]], ": ")) },
	];
}
