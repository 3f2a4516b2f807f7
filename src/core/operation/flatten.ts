import type { JsonSchema, JsonSchemaObject, JsonSchemas } from "./json-schema.ts";

/** Resolves a reference and merges the parts of `allOf` into one schema. Outer keywords win. */
export function flatten(schema: JsonSchemaObject, schemas: JsonSchemas): JsonSchemaObject {
	const { $ref, allOf, ...own } = schema as { $ref?: string; allOf?: JsonSchema[] } & JsonSchemaObject;
	const parts = [...($ref === undefined ? [] : [schemas[$ref] ?? true]), ...(allOf ?? [])].filter(
		(part) => typeof part === "object",
	);
	return parts.map((part) => flatten(part, schemas)).reduce<JsonSchemaObject>(mergeSchemas, own);
}

function mergeSchemas(whole: JsonSchemaObject, part: JsonSchemaObject): JsonSchemaObject {
	const merged: Record<string, unknown> = { ...part, ...whole };
	if (part.properties || whole.properties) {
		merged.properties = { ...(part.properties ?? {}), ...(whole.properties ?? {}) };
	}
	const required = [...((part.required as string[] | undefined) ?? []), ...((whole.required as string[] | undefined) ?? [])];
	if (required.length > 0) merged.required = required;
	return merged;
}
