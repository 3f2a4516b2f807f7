import type { RootContent } from "mdast";
import { groupBy } from "../../src/core/operation/group-by.ts";
import type { ExampleDoc, OperationDoc, ResponseDoc } from "../pipeline/describe-operations.ts";
import { operationPath } from "./links.ts";
import {
	bulletList,
	code,
	codeBlock,
	heading,
	joinPhrases,
	link,
	namedTable,
	type Page,
	type Phrase,
	paragraph,
	strong,
	text,
	warning,
} from "./nodes.ts";
import { untrusted, untrustedPhrase } from "./read-markdown.ts";
import type { Sample } from "./samples/sample.ts";
import { sourceNames, valueTable } from "./value-table.ts";

export interface OperationPageInput {
	readonly doc: OperationDoc;
	readonly samples: readonly Sample[];
	/** The notice on deprecated operations. */
	readonly deprecation: readonly RootContent[];
	/** The meaning of each source, by its name. */
	readonly sources: Readonly<Record<string, string>>;
}

/** The page of one operation: everything that the description says about it. */
export function operationPage({ doc, samples, deprecation, sources }: OperationPageInput): Page {
	const { id, description, descriptor } = doc.operation;
	const title = doc.operation.summary || id;
	const isSuccess = ({ status }: ResponseDoc) => status.startsWith("2");
	const content: RootContent[] = [
		heading(1, title),
		...(descriptor.deprecated ? [warning("Deprecated", deprecation)] : []),
		paragraph(strong(descriptor.method), text(" "), code(descriptor.server + descriptor.path)),
		...untrusted(description),
		bulletList(traitsOf(doc)),
		...parameterSection(doc),
		...bodySection(doc),
		...sampleSection(samples),
		heading(2, "Responses", "responses"),
		...doc.responses.filter(isSuccess).flatMap(responseSection),
		...errorSection(doc.responses.filter((response) => !isSuccess(response))),
		...headerSection(doc.responses),
		...sourceSection(sources),
	];
	const summary = `${descriptor.deprecated ? "Deprecated. " : ""}${firstSentence(description) || title}`;
	return { path: operationPath(id), title, summary, content };
}

function firstSentence(markdown: string): string {
	return /^.*?[.!?](?=\s|$)/s.exec(markdown.trim())?.[0].replace(/\s+/g, " ") ?? "";
}

function traitsOf({ operation: { id, descriptor }, tag, sources }: OperationDoc): Phrase[] {
	const { deprecated, idempotent, secured, pagination } = descriptor;
	const more = `${tag === "" ? "" : `, of ${tag}`}${deprecated ? " (deprecated)" : ""}`;
	const pages = pagination && [
		text("Returns one page at a time: items in "),
		code(pagination.items),
		text(", the next page at "),
		code(pagination.next),
		text("."),
	];
	return [
		[text("Operation: "), code(id), ...(more === "" ? [] : [text(more)])],
		[text(idempotent ? "Safe to repeat." : "Not safe to repeat: every request counts.")],
		[text(secured ? "Needs credentials." : "Needs no credentials.")],
		...(pages ? [pages] : []),
		...(sources.length > 0 ? [[text("Source: "), ...sourceNames(sources)]] : []),
		[link("In the interactive reference", `reference.html#operation/${encodeURIComponent(id)}`)],
	];
}

/** The word for a required value of a response. */
const ALWAYS = "always there";

const LOCATIONS = { path: "Path parameters", query: "Query parameters", header: "Request headers", cookie: "Cookies" } as const;

function parameterSection({ parameters }: OperationDoc): RootContent[] {
	if (parameters.length === 0) return [];
	const located = Object.entries(LOCATIONS).flatMap(([location, title]) => {
		const here = parameters.filter((parameter) => parameter.in === location);
		return here.length === 0 ? [] : [heading(3, title), valueTable(title, here)];
	});
	return [heading(2, "Parameters", "parameters"), ...located];
}

function bodySection({ body }: OperationDoc): RootContent[] {
	if (body === undefined) return [];
	const { mediaType, required, description, sources, members, examples } = body;
	const presence = text(required ? ", required. Source: " : ", optional. Source: ");
	return [
		heading(2, "Request body", "request-body"),
		...untrusted(description),
		paragraph(code(mediaType), presence, ...sourceNames(sources)),
		valueTable("Request body", members),
		...examples.flatMap((example) => exampleNodes("Example", example)),
	];
}

function sampleSection(samples: readonly Sample[]): RootContent[] {
	const calls = [...groupBy(samples, ({ call }) => call)].flatMap(([call, written]) => [
		heading(3, call.summary),
		...written.flatMap(({ writer, source }) => [
			heading(4, writer.label),
			codeBlock(writer.language, source, { dataSample: writer.id, dataCall: call.name }),
		]),
	]);
	return [heading(2, "Code", "code"), ...calls];
}

function responseSection({ status, description, mediaType, sources, members, examples }: ResponseDoc): RootContent[] {
	const type = mediaType === "" ? text("No body") : code(mediaType);
	return [
		heading(3, `Status ${status}`, `status-${status}`),
		...untrusted(description),
		paragraph(type, text(". Source: "), ...sourceNames(sources)),
		...(members.length > 0 ? [valueTable(`Body of status ${status}`, members, ALWAYS)] : []),
		...examples.flatMap((example) => exampleNodes("Example", example)),
	];
}

/** Most errors have the same body: it is shown once for all of them. */
function errorSection(errors: readonly ResponseDoc[]): RootContent[] {
	if (errors.length === 0) return [];
	const rows = errors.map(({ status, description, sources }) => [
		[code(status)],
		untrustedPhrase(description),
		sourceNames(sources),
	]);
	const bodies = groupBy(errors, ({ members }) => JSON.stringify(members));
	return [
		heading(2, "Errors", "errors"),
		namedTable("Errors", ["Status", "Meaning", "Source"], rows),
		...[...bodies.values()].flatMap((same) => {
			const title = `Body of status ${same.map(({ status }) => status).join(", ")}`;
			const members = same[0]?.members ?? [];
			return members.length === 0 ? [] : [heading(3, title), valueTable(title, members, ALWAYS)];
		}),
		...errors.flatMap(({ status, examples }) => examples.flatMap((example) => exampleNodes(`Status ${status}`, example))),
	];
}

/** Most headers come with every response: each is shown once, with the statuses that it comes with. */
function headerSection(responses: readonly ResponseDoc[]): RootContent[] {
	const named = new Map(responses.flatMap(({ headers }) => headers.map((header) => [header.name, header] as const)));
	if (named.size === 0) return [];
	const groups = groupBy([...named.values()], ({ name }) => {
		const having = responses.filter(({ headers }) => headers.some((header) => header.name === name));
		return having.length === responses.length ? "every response" : `status ${having.map(({ status }) => status).join(", ")}`;
	});
	const tables = [...groups].flatMap(([responses, headers]) => [
		heading(3, `With ${responses}`),
		valueTable(`Headers with ${responses}`, headers, ALWAYS),
	]);
	return [heading(2, "Response headers", "response-headers"), ...tables];
}

function exampleNodes(title: string, { name, summary, mediaType, value }: ExampleDoc): RootContent[] {
	const label = summary || (name === "default" ? "" : name);
	const isText = typeof value === "string" && !/\bjson$/.test(mediaType);
	return [
		heading(4, label === "" ? title : `${title}: ${label}`),
		codeBlock(isText ? "text" : "json", isText ? value : JSON.stringify(value, null, 2), { dataExample: name }),
	];
}

function sourceSection(sources: Readonly<Record<string, string>>): RootContent[] {
	const entries = Object.entries(sources);
	if (entries.length === 0) return [];
	const items = entries.map(([name, meaning]) => joinPhrases([[code(name)], [text(meaning)]], ": "));
	return [heading(2, "Sources", "sources"), bulletList(items)];
}
