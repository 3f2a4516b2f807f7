import type { RootContent } from "mdast";
import { isRecord } from "../../../src/core/operation/is-record.ts";
import { isSuccessKey } from "../../../src/core/operation/response.ts";
import type { OperationDoc, ResponseDoc } from "../../pipeline/describe-operations.ts";
import type { ValueDoc } from "../../pipeline/describe-schema.ts";
import { isWebhook } from "../../pipeline/model.ts";
import type { Page } from "../nodes.ts";
import { plainText, untrusted } from "../read-markdown.ts";
import type { SearchEntry } from "./search-data.ts";

/** An entry of a page, and the names by which it is found at once: identifiers, paths, codes. */
export interface NamedEntry extends Omit<SearchEntry, "page"> {
	readonly names: readonly string[];
}

/** The sections of a text: what comes before the second heading is the page itself. */
export function sectionEntries({ title, content }: Page): NamedEntry[] {
	const sections: { name: string; anchor: string; nodes: RootContent[] }[] = [{ name: title, anchor: "", nodes: [] }];
	for (const node of content) {
		const isSection = node.type === "heading" && node.depth > 1;
		const anchor = String(node.data?.hProperties?.id ?? "");
		if (isSection) sections.push({ name: plainText(node), anchor, nodes: [] });
		else if (node.type !== "heading") sections.at(-1)?.nodes.push(node);
	}
	return sections.map(({ name, anchor, nodes }, index) => ({
		name,
		anchor,
		place: index === 0 ? "Page" : "Section",
		text: nodes.map(spacedText).join(" ").replace(/\s+/g, " "),
		weight: index === 0 ? 2 : 1.5,
		names: [name],
	}));
}

/** The text of a node, with spaces between cells and lines. */
function spacedText(node: RootContent): string {
	const isLine = !("children" in node) || ["paragraph", "tableCell", "heading"].includes(node.type);
	return isLine ? plainText(node) : (node.children as RootContent[]).map(spacedText).join(" ");
}

/** The page of an operation or a webhook itself, and all that has a name on it. */
export function operationEntries(doc: OperationDoc): NamedEntry[] {
	const { operation, parameters, body, responses } = doc;
	const { id, summary, description, descriptor } = operation;
	const request = isWebhook(operation) ? [] : [descriptor.path, `${descriptor.method} ${descriptor.path}`];
	const place = isWebhook(operation) ? "Webhook" : "Operation";
	return [
		{ name: id, place, anchor: "", text: inWords(description), weight: 2, names: [id, summary, ...request] },
		...parameters.map((value) => valueEntry(value, `${PARAMETER_PLACES[value.in]} parameter`, "parameters", 1)),
		...(body?.members ?? []).map((value) => valueEntry(value, "Request body", "request-body", 1)),
		...responses.flatMap(responseEntries),
	];
}

const PARAMETER_PLACES = { path: "Path", query: "Query", header: "Header", cookie: "Cookie" } as const;

function valueEntry({ name, description }: ValueDoc, place: string, anchor: string, weight: number): NamedEntry {
	// The last part of a nested name is a name of its own.
	return { name, place, anchor, text: inWords(description), weight, names: [name, name.replace(/^.*\./, "")] };
}

function responseEntries(response: ResponseDoc): NamedEntry[] {
	const { status, members, headers } = response;
	const header = headers.map((value) => valueEntry(value, `Header of status ${status}`, "response-headers", 0.6));
	if (!isSuccessKey(status)) return [errorEntry(response), ...header];
	return [...members.map((value) => valueEntry(value, `Response ${status}`, `status-${status}`, 0.8)), ...header];
}

/** An error by its status, and by what its examples say: codes and messages. */
function errorEntry({ status, description, examples }: ResponseDoc): NamedEntry {
	const values = examples.flatMap(({ value }) => (isRecord(value) ? Object.values(value) : [])).filter(isShort);
	const said = [...new Set(values.map(String))];
	const text = [inWords(description), ...said].join(" · ");
	return { name: status, place: "Error", anchor: "errors", text, weight: 1, names: [status, ...said] };
}

/** Whether a value is worth looking for: a number, or a text that is no address. */
function isShort(value: unknown): boolean {
	return typeof value === "number" || (typeof value === "string" && !value.includes("://"));
}

/** The text of Markdown of the description. */
function inWords(markdown: string): string {
	return untrusted(markdown).map(spacedText).join(" ").replace(/\s+/g, " ").trim();
}
