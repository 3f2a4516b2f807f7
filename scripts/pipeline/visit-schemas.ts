import { toPointer } from "../../src/core/operation/json-pointer.ts";
import type { OpenApi, Schema } from "./openapi.ts";

/**
 * Visits every member below a value, the outer before the inner.
 *
 * @param visit gets a member, the keys that lead to it, and the value that holds it; returns whether to visit what is below it.
 * The list of keys is one for all visits: who keeps it copies it.
 */
export function visitMembers(
	value: unknown,
	visit: (member: unknown, path: readonly string[], holder: object) => boolean,
	path: string[] = [],
): void {
	if (typeof value !== "object" || value === null) return;
	for (const [key, member] of Object.entries(value)) {
		path.push(key);
		if (visit(member, path, value)) visitMembers(member, visit, path);
		path.pop();
	}
}

/**
 * Visits every node of a bundle, the outer before the inner, but no example, default or the like, and nothing below an
 * extension.
 */
export function visitNodes(document: OpenApi, visit: (member: unknown, path: readonly string[]) => void): void {
	visitMembers(document, (member, path) => {
		if (isPayload(member, path)) return false;
		visit(member, path);
		return !isExtensionAt(path);
	});
}

/** A schema, the pointer to it, and the parameter, header or media type whose schema it is. */
type PlacedSchema = readonly [schema: Schema, pointer: string, owner: object | undefined];

/** The schemas of the bundles that were visited: looking for them takes longer than most visits. */
const placedSchemas = new WeakMap<OpenApi, readonly PlacedSchema[]>();

/**
 * Visits every schema of a bundle, in components and in operations, the outer before the inner. The bundle must be complete, as
 * its schemas are looked for once.
 */
export function visitSchemas(document: OpenApi, visit: (...placed: PlacedSchema) => void): void {
	const schemas = placedSchemas.get(document) ?? findSchemas(document);
	placedSchemas.set(document, schemas);
	for (const placed of schemas) visit(...placed);
}

function findSchemas(document: OpenApi): PlacedSchema[] {
	const found: PlacedSchema[] = [];
	visitMembers(document, (member, path, holder) => {
		if (isPayload(member, path) || isExtensionAt(path)) return false;
		if (typeof member === "object" && member !== null && isSchemaAt(path)) {
			const owner = path.at(-1) === "schema" && !isNameAt(path) ? holder : undefined;
			found.push([member as Schema, toPointer(path), owner]);
		}
		return true;
	});
	return found;
}

/** Keywords that hold schemas by name, in a list, and one alone. */
export const MAPS: ReadonlySet<string> = new Set(["properties", "patternProperties", "dependentSchemas", "$defs"]);
export const LISTS: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
export const SINGLE: ReadonlySet<string> = new Set([
	...["items", "not", "if", "then", "else", "contains", "propertyNames"],
	...["additionalProperties", "unevaluatedProperties", "unevaluatedItems"],
]);

/** Members of OpenAPI's objects that hold other things by name. */
const NAMED = new Set([
	...["paths", "webhooks", "headers", "examples", "content", "responses", "callbacks", "links", "encoding", "variables"],
]);

/** Those of them that may have extensions beside the names. */
const EXTENSIBLE = new Set(["paths", "responses", "callbacks"]);

const PAYLOADS = new Set(["example", "default", "enum", "const"]);

/** Whether a schema is at a path: by the key that leads to it, unless that key is a name. */
export function isSchemaAt(path: readonly string[]): boolean {
	const [last = "", parent = ""] = [path.at(-1), path.at(-2)];
	if (isNameAt(path)) return MAPS.has(parent) || (path.length === 3 && path[1] === "schemas");
	return (LISTS.has(parent) && !isNameAt(path, path.length - 1)) || SINGLE.has(last) || last === "schema";
}

/**
 * Whether the last key of a path is a name that the author chose: of a member of an object, or of a component.
 *
 * @param length how many keys of the path count; all by default
 */
export function isNameAt(path: readonly string[], length: number = path.length): boolean {
	if (length === 3 && path[0] === "components") return true;
	const [key = "", holder = ""] = [path[length - 1], path[length - 2]];
	if (EXTENSIBLE.has(holder) && key.startsWith("x-")) return false;
	return (MAPS.has(holder) || NAMED.has(holder)) && !isNameAt(path, length - 1);
}

/** Whether an extension is at a path. It may hold anything. */
export function isExtensionAt(path: readonly string[]): boolean {
	return path.at(-1)?.startsWith("x-") === true && !isNameAt(path);
}

/**
 * Examples and the like hold payloads, in which a `schema` is a member like any other. `examples` is a list of them in a
 * schema, and holds them by name elsewhere.
 */
export function isPayload(member: unknown, path: readonly string[]): boolean {
	const last = path.at(-1) ?? "";
	if (isNameAt(path)) return false;
	if (last === "value") return isNameAt(path, path.length - 1) && path.at(-3) === "examples";
	return PAYLOADS.has(last) || (last === "examples" && Array.isArray(member));
}
