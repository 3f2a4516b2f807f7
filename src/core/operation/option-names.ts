import { hintOf } from "./nearest.ts";
import { kindOf } from "./value.ts";

/** The names of all options of a function. The compiler notices one that is missing. */
export type OptionNames<Options> = { readonly [Name in keyof Options]-?: true };

/**
 * Checks that options are an object without a name that the function does not know: a misspelt one would have no effect.
 *
 * @param names a table by name
 * @throws {TypeError} naming the option, and the one that was probably meant. It repeats no value.
 */
export function checkOptionNames(subject: string, options: unknown, names: Readonly<Record<string, unknown>>): void {
	if (typeof options !== "object" || options === null || Array.isArray(options)) {
		throw new TypeError(`${subject}: expected an object of options, got ${kindOf(options)}`);
	}
	const unknown = Object.keys(options).find((name) => !Object.hasOwn(names, name));
	if (unknown !== undefined) throw new TypeError(`${subject}: ${unknown} is not known${hintOf(unknown, Object.keys(names))}`);
}
