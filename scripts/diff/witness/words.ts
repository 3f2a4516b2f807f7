import { countOf } from "../../../src/core/operation/count-of.ts";
import { show } from "../../../src/core/operation/describe-rule.ts";
import { toPointer, valueAt } from "../../../src/core/operation/json-pointer.ts";

/** A text up to this length is shown, of a longer one its length. */
const MAX_SHOWN_TEXT = 40;

/** Says what is at a place of a part: `with Name of 101 characters`, `without Name`. */
export function describeVariation(part: unknown, members: readonly string[]): string {
	const name = members
		.map((member) => (/^\d+$/.test(member) ? `[${member}]` : `.${member}`))
		.join("")
		.replace(/^\./, "");
	const value = valueAt(part, toPointer(members));
	if (value === undefined) return `without ${name}`;
	if (typeof value === "string" && value.length > MAX_SHOWN_TEXT) return `with ${name} of ${[...value].length} characters`;
	if (Array.isArray(value)) return `with ${name} of ${countOf(value.length, "item")}`;
	return `with ${name} ${show(value)}`;
}
