import { toPointer } from "./json-pointer.ts";
import { nearest } from "./nearest.ts";
import type { Violation } from "./violation.ts";

/** Makes the violation of an unknown name; `expected` is the name that was most likely meant. */
export function unknownName(name: string, known: Iterable<string>, received: unknown): Violation {
	return { pointer: toPointer([name]), keyword: "unknown", expected: nearest(name, known), received };
}

/** Makes the violation of a missing value. */
export function missingValue(name: string): Violation {
	return { pointer: toPointer([name]), keyword: "required", expected: name, received: undefined };
}

/** Makes the violation of a value of the wrong kind; `expected` describes the right one. */
export function wrongValue(pointer: string, expected: string, received: unknown): Violation {
	return { pointer, keyword: "expected", expected, received };
}
