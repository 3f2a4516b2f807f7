import { type Content, element, textWithCode } from "./dom.ts";
import type { ExplorerData, ValueData } from "./explorer-data.ts";

/** A line of JSON, with what the description says about its member. */
interface ExplainedLine {
	readonly text: string;
	readonly value: ValueData | undefined;
}

/** Shows a value as JSON, and beside each line its member as the description explains it. */
export function explainedJson(value: unknown, members: readonly ValueData[], sources: ExplorerData["sources"]): HTMLElement {
	const known = new Map(members.map((member) => [member.name, member]));
	const lines = jsonLines(value, "", "", "", known);
	return element(
		"ol",
		{ class: "x-json" },
		lines.map(({ text, value: member }) =>
			element(
				"li",
				{},
				element("code", {}, text),
				member && element("span", { class: "x-explain" }, explanation(member, sources)),
			),
		),
	);
}

/** What the description says about a value, in one line. */
export function explanation({ type, description = "", sources = [] }: ValueData, meanings: ExplorerData["sources"]): Content {
	return [
		element("span", { class: "x-trait" }, type),
		description === "" ? "" : ". ",
		textWithCode(description),
		" ",
		sources.map((source) => [element("span", { class: "x-source", title: meanings[source] ?? "" }, source), " "]),
	];
}

/**
 * Writes a value as lines.
 *
 * @param path its name in the description, such as `items[].id`
 * @param known what is left to explain: each member is explained once
 */
function jsonLines(value: unknown, path: string, before: string, indent: string, known: Map<string, ValueData>): ExplainedLine[] {
	const explained = known.get(path);
	known.delete(path);
	const isList = Array.isArray(value);
	if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
		return [{ text: indent + before + JSON.stringify(value), value: explained }];
	}
	const inner = `${indent}  `;
	const parts = Object.entries(value).map(([name, member]) => {
		const at = isList ? `${path}[]` : `${path}${path && "."}${name}`;
		return jsonLines(member, at, isList ? "" : `${JSON.stringify(name)}: `, inner, known);
	});
	const joined = parts.flatMap((lines, index) => (index < parts.length - 1 ? withComma(lines) : lines));
	const [open, close] = isList ? "[]" : "{}";
	return [{ text: `${indent}${before}${open}`, value: explained }, ...joined, { text: `${indent}${close}`, value: undefined }];
}

function withComma(lines: ExplainedLine[]): ExplainedLine[] {
	const last = lines.at(-1);
	return last ? [...lines.slice(0, -1), { ...last, text: `${last.text},` }] : lines;
}
