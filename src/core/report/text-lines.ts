import { json as isJson } from "../operation/formats.ts";
import { fromPointer, toPointer } from "../operation/json-pointer.ts";

/** One line of a text, and what is on it. */
export interface TextLine {
	readonly text: string;
	/** The JSON pointer of the value that begins on the line. */
	readonly pointer?: string;
	/** Whether that value has members, each on a line of its own. */
	readonly isParent?: boolean;
}

/** The line that a pointer leads to. */
export interface TextMark {
	/** From 0. */
	readonly line: number;
	/** What is there, in words. */
	readonly note: string;
}

/** Longer texts are not laid out: their lines would take too much memory. */
const MAX_LAID_OUT = 1_000_000;
/** Deeper values are not laid out. */
const MAX_LEVELS = 1000;
/** Lines are indented to this level, so that deep nesting leaves room for what is nested. */
const MAX_INDENT = 20;

/** A string, a mark, or a literal of JSON. */
const TOKEN = /"(?:[^"\\]+|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * Lays out JSON with a line for each member. Literals stay as they are written, and members that are there twice, twice.
 *
 * @param pointer the place of the whole value
 * @returns undefined if the text is no JSON, too long, or nested too deep
 */
export function layOutJson(text: string, pointer: string): TextLine[] | undefined {
	if (text.length > MAX_LAID_OUT || !isJson(text)) return undefined;
	const tokens = text.match(TOKEN) ?? [];
	const lines: { text: string; pointer?: string; isParent?: boolean }[] = [];
	let position = 0;
	/** @returns whether the value could be laid out */
	const layOutValue = (place: string, label: string, level: number): boolean => {
		if (level > MAX_LEVELS) return false;
		const indent = "  ".repeat(Math.min(level, MAX_INDENT));
		const token = tokens[position++] ?? "";
		const end = { "{": "}", "[": "]" }[token];
		if (end === undefined || tokens[position] === end) {
			const last = end === undefined ? "" : (tokens[position++] ?? "");
			lines.push({ text: indent + label + token + last, pointer: place, isParent: end !== undefined });
			return true;
		}
		lines.push({ text: indent + label + token, pointer: place, isParent: true });
		for (let index = 0; ; index++) {
			const name = token === "{" ? (tokens[position] ?? "") : undefined;
			if (name !== undefined) position += 2;
			const member = place + toPointer([name === undefined ? index : JSON.parse(name)]);
			if (!layOutValue(member, name === undefined ? "" : `${name}: `, level + 1)) return false;
			if (tokens[position++] === end) break;
			const before = lines.at(-1);
			if (before) before.text += ",";
		}
		lines.push({ text: indent + end });
		return true;
	};
	return layOutValue(pointer, "", 0) ? lines : undefined;
}

/**
 * Finds the line of a pointer; where nothing is at the pointer, that of what should contain it.
 *
 * @returns undefined if no line has to do with the pointer
 */
export function findMark(lines: readonly TextLine[], pointer: string): TextMark | undefined {
	const segments = fromPointer(pointer);
	for (let length = segments.length; length > 0; length--) {
		const place = toPointer(segments.slice(0, length));
		// Of members that are there twice, the last one counts.
		const line = lines.findLastIndex((one) => one.pointer === place);
		if (line < 0) continue;
		const rest = segments.slice(length).join("/");
		const inside = lines[line]?.isParent ? `${rest} is missing here` : "in here";
		return { line, note: rest === "" ? "here" : inside };
	}
	return undefined;
}
