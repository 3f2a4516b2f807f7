import { propertyName } from "../../generators/print.ts";
import type { Setting } from "./sample.ts";

const WIDTH = 78;

/**
 * Prints a value as a JavaScript literal: on one line if it fits, else over several.
 *
 * @param used the width of what precedes the value on its line
 */
export function printLiteral(value: unknown, indent = "", used = indent.length): string {
	const line = printLine(value);
	const plain = typeof value !== "object" || value === null || value instanceof Code;
	if (used + line.length <= WIDTH || plain) return line;
	const inner = `${indent}  `;
	if (Array.isArray(value)) return `[\n${value.map((item) => `${inner}${printLiteral(item, inner)},\n`).join("")}${indent}]`;
	const members = Object.entries(value).map(([name, member]) => {
		const key = `${propertyName(name)}: `;
		return `${inner}${key}${printLiteral(member, inner, inner.length + key.length)},\n`;
	});
	return `{\n${members.join("")}${indent}}`;
}

function printLine(value: unknown): string {
	if (value instanceof Code) return value.source;
	if (Array.isArray(value)) return `[${value.map(printLine).join(", ")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const members = Object.entries(value).map(([name, member]) => `${propertyName(name)}: ${printLine(member)}`);
	return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** An expression in place of a value. */
export class Code {
	readonly source: string;
	constructor(source: string) {
		this.source = source;
	}
}

/** The expression for a setting. */
export function settingCode(setting: Setting): Code {
	return new Code("literal" in setting ? JSON.stringify(setting.literal) : `process.env.${setting.variable}`);
}
