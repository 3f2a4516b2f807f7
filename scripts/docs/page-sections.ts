import type { RootContent } from "mdast";
import { groupBy } from "../../src/core/operation/group-by.ts";
import type { ExampleDoc, OperationDoc, ResponseDoc } from "../pipeline/describe-operations.ts";
import {
	bulletList,
	code,
	codeBlock,
	heading,
	joinPhrases,
	link,
	namedTable,
	type Phrase,
	paragraph,
	text,
	warning,
} from "./nodes.ts";
import { untrusted, untrustedPhrase } from "./read-markdown.ts";
import type { Sample } from "./samples/sample.ts";
import { sourceNames, valueTable } from "./value-table.ts";

/** The input of the page of an operation or a webhook. */
export interface PageInput {
	readonly doc: OperationDoc;
	readonly samples: readonly Sample[];
	/** The notice on deprecated operations. */
	readonly deprecation: readonly RootContent[];
	/** The meaning of each source, by its name. */
	readonly sources: Readonly<Record<string, string>>;
}

/** The word for a value that the reader has to send. */
export const REQUIRED = "required";
/** The word for a value that the reader can rely on. */
export const ALWAYS = "always there";

export function isSuccess({ status }: ResponseDoc): boolean {
	return status.startsWith("2");
}

/** One sentence about the page. */
export function pageSummary({ operation: { id, summary, description, descriptor } }: OperationDoc): string {
	return `${descriptor.deprecated ? "Deprecated. " : ""}${firstSentence(description) || summary || id}`;
}

/** The first sentence of a text, on one line. */
export function firstSentence(markdown: string): string {
	return /^.*?[.!?](?=\s|$)/s.exec(markdown.trim())?.[0].replace(/\s+/g, " ") ?? "";
}

export function deprecationSection({ operation }: OperationDoc, notice: readonly RootContent[]): RootContent[] {
	return operation.descriptor.deprecated ? [warning("Deprecated", notice)] : [];
}

/** @param kind what the name is of */
export function nameTrait(kind: string, { operation: { id, descriptor }, tag }: OperationDoc): Phrase {
	const more = `${tag === "" ? "" : `, of ${tag}`}${descriptor.deprecated ? " (deprecated)" : ""}`;
	return [text(`${kind}: `), code(id), ...(more === "" ? [] : [text(more)])];
}

export function sourceTrait({ sources }: OperationDoc): Phrase[] {
	return sources.length > 0 ? [[text("Source: "), ...sourceNames(sources)]] : [];
}

export function referenceTrait({ operation: { id } }: OperationDoc): Phrase {
	return [link("In the interactive reference", `reference.html#operation/${encodeURIComponent(id)}`)];
}

const LOCATIONS = { path: "Path parameters", query: "Query parameters", header: "Request headers", cookie: "Cookies" } as const;

/** @param presence the word for a required value, here and below */
export function parameterSection({ parameters }: OperationDoc, presence: string): RootContent[] {
	if (parameters.length === 0) return [];
	const located = Object.entries(LOCATIONS).flatMap(([location, title]) => {
		const here = parameters.filter((parameter) => parameter.in === location);
		return here.length === 0 ? [] : [heading(3, title), valueTable(title, here, presence)];
	});
	return [heading(2, "Parameters", "parameters"), ...located];
}

export function bodySection(
	{ body }: OperationDoc,
	presence: string,
	nodesOf: (example: ExampleDoc) => RootContent[],
): RootContent[] {
	if (body === undefined) return [];
	const { mediaType, required, description, sources, members, examples } = body;
	return [
		heading(2, "Request body", "request-body"),
		...untrusted(description),
		paragraph(code(mediaType), text(`, ${required ? presence : "optional"}. Source: `), ...sourceNames(sources)),
		valueTable("Request body", members, presence),
		...examples.flatMap(nodesOf),
	];
}

export function sampleSection(samples: readonly Sample[]): RootContent[] {
	if (samples.length === 0) return [];
	const calls = [...groupBy(samples, ({ call }) => call)].flatMap(([call, written]) => [
		heading(3, call.summary),
		...written.flatMap(({ writer, source }) => [
			heading(4, writer.label),
			codeBlock(writer.language, source, { dataSample: writer.id, dataCall: call.name }),
		]),
	]);
	return [heading(2, "Code", "code"), ...calls];
}

export function responseSection(
	{ status, description, mediaType, sources, members, examples }: ResponseDoc,
	presence: string,
): RootContent[] {
	const type = mediaType === "" ? text("No body") : code(mediaType);
	return [
		heading(3, `Status ${status}`, `status-${status}`),
		...untrusted(description),
		paragraph(type, text(". Source: "), ...sourceNames(sources)),
		...(members.length > 0 ? [valueTable(`Body of status ${status}`, members, presence)] : []),
		...examples.flatMap((example) => exampleNodes("Example", example)),
	];
}

/** Most errors have the same body: it is shown once for all of them. */
export function errorSection(responses: readonly ResponseDoc[], label: string, presence: string): RootContent[] {
	const errors = responses.filter((response) => !isSuccess(response));
	if (errors.length === 0) return [];
	const rows = errors.map(({ status, description, sources }) => [
		[code(status)],
		untrustedPhrase(description),
		sourceNames(sources),
	]);
	const bodies = groupBy(errors, ({ members }) => JSON.stringify(members));
	return [
		heading(2, label, "errors"),
		namedTable(label, ["Status", "Meaning", "Source"], rows),
		...[...bodies.values()].flatMap((same) => {
			const title = `Body of status ${same.map(({ status }) => status).join(", ")}`;
			const members = same[0]?.members ?? [];
			return members.length === 0 ? [] : [heading(3, title), valueTable(title, members, presence)];
		}),
		...errors.flatMap(({ status, examples }) => examples.flatMap((example) => exampleNodes(`Status ${status}`, example))),
	];
}

/** Most headers come with every response: each is shown once, with the statuses that it comes with. */
export function headerSection(responses: readonly ResponseDoc[], presence: string): RootContent[] {
	const named = new Map(responses.flatMap(({ headers }) => headers.map((header) => [header.name, header] as const)));
	if (named.size === 0) return [];
	const groups = groupBy([...named.values()], ({ name }) => {
		const having = responses.filter(({ headers }) => headers.some((header) => header.name === name));
		return having.length === responses.length ? "every response" : `status ${having.map(({ status }) => status).join(", ")}`;
	});
	const tables = [...groups].flatMap(([responses, headers]) => [
		heading(3, `With ${responses}`),
		valueTable(`Headers with ${responses}`, headers, presence),
	]);
	return [heading(2, "Response headers", "response-headers"), ...tables];
}

export function exampleNodes(title: string, { name, summary, mediaType, value }: ExampleDoc): RootContent[] {
	const label = summary || (name === "default" ? "" : name);
	const isText = typeof value === "string" && !/\bjson$/.test(mediaType);
	return [
		heading(4, label === "" ? title : `${title}: ${label}`),
		codeBlock(isText ? "text" : "json", isText ? value : JSON.stringify(value, null, 2), { dataExample: name }),
	];
}

export function sourceSection(sources: Readonly<Record<string, string>>): RootContent[] {
	const entries = Object.entries(sources);
	if (entries.length === 0) return [];
	const items = entries.map(([name, meaning]) => joinPhrases([[code(name)], [text(meaning)]], ": "));
	return [heading(2, "Sources", "sources"), bulletList(items)];
}
