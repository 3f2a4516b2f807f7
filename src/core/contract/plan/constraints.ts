import { toPointer } from "../../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemaObject, JsonSchemas } from "../../operation/json-schema.ts";

/** A step into a value: a member's name, or any item of a list. */
export type PathStep = string | typeof ITEM;
export const ITEM = Symbol("item");

/** One rule that a schema puts on a value. */
export interface Constraint {
	/** Where the value that the rule is about stands. For `required`: where the object stands. */
	readonly path: readonly PathStep[];
	/** The keyword of JSON Schema. */
	readonly keyword: string;
	/** What the keyword asks for; for `required`, the one member. */
	readonly expected: unknown;
	/** The schema that the keyword stands in. */
	readonly schema: JsonSchemaObject;
}

/** Keywords that say where other schemas apply; they are walked, and are no rule by themselves. */
const APPLICATORS = new Set(["$ref", "properties", "items", "allOf"]);

/** Keywords under which rules could hide from the list. */
const HIDING = new Set("anyOf oneOf not if then else dependentSchemas prefixItems contains patternProperties".split(" "));

/**
 * Lists every rule of a schema, each once a place of the value. A recursive schema is followed once.
 *
 * @throws {Error} for a keyword under which rules could hide from this list
 */
export function constraintsOf(schema: JsonSchema, schemas: JsonSchemas): Constraint[] {
	return walk(schema, [], []);

	function walk(node: JsonSchema, path: readonly PathStep[], followed: readonly string[]): Constraint[] {
		if (typeof node === "boolean") return [];
		const found: Constraint[] = [];
		for (const [keyword, value] of Object.entries(node)) {
			// Annotations constrain nothing.
			if (keyword.startsWith("x-") || keyword === "default") continue;
			if (HIDING.has(keyword)) throw new Error(`Cannot list the rules under ${keyword}`);
			if (APPLICATORS.has(keyword)) {
				found.push(...apply(keyword, value, path, followed));
				continue;
			}
			// Each required member is a rule of its own.
			const rules = keyword === "required" ? (value as unknown[]) : [value];
			found.push(...rules.map((expected) => ({ path, keyword, expected, schema: node })));
		}
		return found;
	}

	function apply(keyword: string, value: unknown, path: readonly PathStep[], followed: readonly string[]): Constraint[] {
		switch (keyword) {
			case "$ref": {
				const name = value as string;
				if (followed.includes(name)) return [];
				return walk(schemas[name] ?? true, path, [...followed, name]);
			}
			case "properties":
				return Object.entries(value as Record<string, JsonSchema>).flatMap(([name, member]) =>
					walk(member, [...path, name], followed),
				);
			case "items":
				return walk(value as JsonSchema, [...path, ITEM], followed);
			default:
				return (value as JsonSchema[]).flatMap((part) => walk(part, path, followed));
		}
	}
}

/** The path as a JSON pointer, the first item standing for every item. */
export function pointerSegments(path: readonly PathStep[]): string[] {
	return path.map((step) => (step === ITEM ? "0" : step));
}

/** Where a broken rule is reported, as a JSON pointer into the value; for `required`, at the member itself. */
export function rulePointer({ path, keyword, expected }: Constraint): string {
	return toPointer([...pointerSegments(path), ...(keyword === "required" ? [String(expected)] : [])]);
}
