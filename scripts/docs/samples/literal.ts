import { Code, type LiteralLayout, printLiteral } from "../../generators/print.ts";
import type { Setting } from "./sample.ts";

export { Code };

const SAMPLE_LAYOUT: LiteralLayout = { step: "  ", width: 78 };

/**
 * Prints a value as the literal of a sample.
 *
 * @param used the width of what precedes the value on its line
 */
export function sampleLiteral(value: unknown, indent?: string, used?: number): string {
	return printLiteral(value, SAMPLE_LAYOUT, indent, used);
}

/** The expression for a setting. */
export function settingCode(setting: Setting): Code {
	return new Code("literal" in setting ? JSON.stringify(setting.literal) : `process.env.${setting.variable}`);
}
