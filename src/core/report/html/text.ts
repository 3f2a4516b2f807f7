import { countOf } from "../../operation/count-of.ts";
import { escapeXml } from "../../operation/escape-xml.ts";
import { stripControlCharacters } from "../../operation/strip-control-characters.ts";
import type { ViewText } from "../report-view.ts";
import { printFold } from "./elements.ts";

/** A text of so many lines is shown whole. */
const SHORT = 30;
/** The lines before and after the marked one that are shown of a longer text. */
const AROUND = 8;
/** The lines that are folded up before and after; the others are left out. */
const MAX_FOLDED = 400;
/** The characters of a line that are shown. */
const MAX_LINE = 1000;

/** A text with its marked line in sight, and what is far from it folded up. The one with the mark is open. */
export function printViewText({ name, lines, mark }: ViewText, markId: string): string {
	const place = mark ? `line ${mark.line + 1} of ${lines.length} is marked` : countOf(lines.length, "line");
	const isShort = lines.length <= SHORT;
	const middle = mark?.line ?? 0;
	const from = isShort ? 0 : Math.max(0, middle - AROUND);
	const to = isShort ? lines.length : middle + AROUND + 1;
	const shown = lines.slice(from, to).map((line, index) => {
		return mark && from + index === mark.line ? printMarked(line, mark.note, markId) : printTextLine(line);
	});
	const content = [printBefore(lines.slice(0, from)), `<pre>${shown.join("\n")}</pre>`, printAfter(lines.slice(to))];
	return printFold(`${name}: ${place}`, content.join(""), mark !== undefined);
}

function printTextLine(line: string): string {
	const left = line.length - MAX_LINE;
	const text = escapeXml(stripControlCharacters(line.slice(0, MAX_LINE)));
	return left > 0 ? `${text}… <i>${countOf(left, "more character")}</i>` : text;
}

function printMarked(line: string, note: string, id: string): string {
	const indent = /^ */.exec(line)?.[0] ?? "";
	const text = printTextLine(line.slice(indent.length));
	return `${indent}<mark id="${id}">${text}</mark> <b>← ${escapeXml(stripControlCharacters(note))}</b>`;
}

function printBefore(lines: readonly string[]): string {
	const rest = lines.length - MAX_FOLDED;
	const omission = rest > 0 ? [`<i>… ${countOf(rest, "line")} before that</i>`] : [];
	return printLines(lines.length, "before", [...omission, ...lines.slice(-MAX_FOLDED).map(printTextLine)]);
}

function printAfter(lines: readonly string[]): string {
	const rest = lines.length - MAX_FOLDED;
	const omission = rest > 0 ? [`<i>… ${countOf(rest, "line")} after that</i>`] : [];
	return printLines(lines.length, "after", [...lines.slice(0, MAX_FOLDED).map(printTextLine), ...omission]);
}

function printLines(count: number, where: string, printed: readonly string[]): string {
	return count === 0 ? "" : printFold(`${countOf(count, "line")} ${where}`, `<pre>${printed.join("\n")}</pre>`);
}
