import type { RootContent } from "mdast";
import { groupBy } from "../../src/core/operation/group-by.ts";
import type { ExampleDoc, OperationDoc, ResponseDoc } from "../pipeline/describe-operations.ts";
import type { Citations } from "./citations.ts";
import { examplePanels } from "./example-nodes.ts";
import {
	alternatives,
	box,
	code,
	codeBlock,
	heading,
	joinPhrases,
	link,
	type Phrase,
	paragraph,
	span,
	strong,
	text,
	warning,
} from "./nodes.ts";
import { untrusted } from "./read-markdown.ts";
import type { Sample } from "./samples/sample.ts";
import { valueList } from "./value-list.ts";

/** The input of the page of an operation or a webhook. */
export interface PageInput {
	readonly doc: OperationDoc;
	readonly samples: readonly Sample[];
	/** The notice on deprecated operations. */
	readonly deprecation: readonly RootContent[];
	/** The meaning of each source, by its name. */
	readonly sources: Readonly<Record<string, string>>;
	/** Whether the site has a playground, where the operation can be tried. */
	readonly playground?: boolean;
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

/** What a section as a whole is, and where it comes from. */
function contentLine(phrase: Phrase, sources: readonly string[], citations: Citations): RootContent {
	return paragraph(...phrase, ...citations.cite(sources));
}

/** The method, and where the request goes. */
export function methodLine(method: string, target: Phrase): RootContent {
	const badge = span("span", { className: ["method", `method-${method.toLowerCase()}`] }, [strong(method)]);
	return box("div", { className: ["request"] }, [paragraph(badge, text(" "), ...target)]);
}

/** Where the operation can be tried, and looked at otherwise. */
export function actionLinks({ operation: { id } }: OperationDoc, canTry: boolean): RootContent {
	const name = encodeURIComponent(id);
	const links = [
		...(canTry ? [[link("Try it", `playground.html#operation=${name}`)]] : []),
		[link("In the interactive reference", `reference.html#operation/${name}`)],
	];
	return box("div", { className: ["actions"] }, [paragraph(...joinPhrases(links, " · "))]);
}

const LOCATIONS = { path: "Path parameters", query: "Query parameters", header: "Request headers", cookie: "Cookies" } as const;

/** @param presence the word for a required value, here and below */
export function parameterSection({ parameters }: OperationDoc, presence: string, citations: Citations): RootContent[] {
	if (parameters.length === 0) return [];
	const located = Object.entries(LOCATIONS).flatMap(([location, title]) => {
		const here = parameters.filter((parameter) => parameter.in === location);
		return here.length === 0 ? [] : [heading(3, title), valueList(here, presence, citations)];
	});
	return [heading(2, "Parameters", "parameters"), ...located];
}

/** @param nodesOf shows an example */
export function bodySection(
	{ body }: OperationDoc,
	presence: string,
	citations: Citations,
	nodesOf: (example: ExampleDoc) => RootContent[],
): RootContent[] {
	if (body === undefined) return [];
	const { mediaType, required, description, sources, members, examples } = body;
	return [
		heading(2, "Request body", "request-body"),
		...untrusted(description),
		contentLine([code(mediaType), text(`, ${required ? presence : "optional"}`)], sources, citations),
		valueList(members, presence, citations),
		...alternatives("examples", examples.map(nodesOf)),
	];
}

export function sampleSection(samples: readonly Sample[]): RootContent[] {
	if (samples.length === 0) return [];
	const calls = [...groupBy(samples, ({ call }) => call)].map(([call, written]) => {
		const panels = written.map(({ writer, source }) => [
			heading(4, writer.label),
			codeBlock(writer.language, source, { dataSample: writer.id, dataCall: call.name }),
		]);
		return [heading(3, call.summary), ...alternatives("languages", panels)];
	});
	return [heading(2, "Code", "code"), ...alternatives("calls", calls)];
}

export function responseSection(
	{ status, description, mediaType, sources, members, examples }: ResponseDoc,
	presence: string,
	citations: Citations,
): RootContent[] {
	const type = mediaType === "" ? text("No body") : code(mediaType);
	return [
		heading(3, `Status ${status}`, `status-${status}`),
		...untrusted(description),
		contentLine([type], sources, citations),
		...(members.length > 0 ? [valueList(members, presence, citations)] : []),
		...examplePanels(examples.map((example) => ({ title: "Example", example }))),
	];
}

/** Most headers come with every response: each is shown once, with the statuses that it comes with. */
export function headerSection(responses: readonly ResponseDoc[], presence: string, citations: Citations): RootContent[] {
	const named = new Map(responses.flatMap(({ headers }) => headers.map((header) => [header.name, header] as const)));
	if (named.size === 0) return [];
	const groups = groupBy([...named.values()], ({ name }) => {
		const having = responses.filter(({ headers }) => headers.some((header) => header.name === name));
		return having.length === responses.length ? "every response" : `status ${having.map(({ status }) => status).join(", ")}`;
	});
	const lists = [...groups].flatMap(([responses, headers]) => [
		heading(3, `With ${responses}`),
		valueList(headers, presence, citations),
	]);
	return [heading(2, "Response headers", "response-headers"), ...lists];
}
