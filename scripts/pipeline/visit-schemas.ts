import { toPointer } from "../../src/core/operation/json-pointer.ts";
import type { OpenApi, Schema } from "./openapi.ts";

/**
 * Visits every member below a value, the outer before the inner.
 *
 * @param visit gets a member and the keys that lead to it; returns whether to visit what is below it
 */
export function visitMembers(
	value: unknown,
	visit: (member: unknown, path: readonly string[]) => boolean,
	path: readonly string[] = [],
): void {
	if (typeof value !== "object" || value === null) return;
	for (const [key, member] of Object.entries(value)) {
		const at = [...path, key];
		if (visit(member, at)) visitMembers(member, visit, at);
	}
}

/** Visits every schema of a bundle, in components and in operations, the outer before the inner. */
export function visitSchemas(document: OpenApi, visit: (schema: Schema, pointer: string) => void): void {
	visitMembers(document, (member, path) => {
		if (isPayload(path)) return false;
		if (typeof member === "object" && member !== null && isSchema(path)) visit(member as Schema, toPointer(path));
		return true;
	});
}

/** Keywords that hold schemas by name, in a list, and one alone. */
export const MAPS: ReadonlySet<string> = new Set(["properties", "patternProperties", "dependentSchemas", "$defs"]);
export const LISTS: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
export const SINGLE: ReadonlySet<string> = new Set([
	...["items", "not", "if", "then", "else", "contains", "propertyNames"],
	...["additionalProperties", "unevaluatedProperties", "unevaluatedItems"],
]);
const PAYLOADS = new Set(["example", "examples", "default", "enum", "const"]);

/** Whether a schema is at a path: by the key that leads to it, unless that key is a member's name. */
function isSchema(path: readonly string[]): boolean {
	const [last = "", parent = ""] = [path.at(-1), path.at(-2)];
	return isName(path) || LISTS.has(parent) || SINGLE.has(last) || last === "schema";
}

/** Whether the last key of a path is a name that the author chose: of a member of an object, or of a component. */
function isName(path: readonly string[]): boolean {
	const above = path.slice(0, -1);
	if (above.length === 2 && above[0] === "components" && above[1] === "schemas") return true;
	return MAPS.has(above.at(-1) ?? "") && !isName(above);
}

/** Examples and the like hold payloads, in which a `schema` is a member like any other. */
function isPayload(path: readonly string[]): boolean {
	return PAYLOADS.has(path.at(-1) ?? "") && !isName(path);
}
