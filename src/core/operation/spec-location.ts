import type { GeneratedApi } from "./generated-api.ts";
import { fromPointer, toPointer } from "./json-pointer.ts";
import type { JsonSchema, JsonSchemaObject } from "./json-schema.ts";
import type { PartPayloads } from "./payloads.ts";

/** Where the description says something, and which source it cites. */
export interface SpecLocation {
	/** A JSON pointer into the bundle. */
	readonly location: string;
	/** The `x-source` that applies there. */
	readonly source: readonly string[];
}

/** The location of an operation itself. */
export function placeOfOperation({ payloads }: GeneratedApi, operationId: string): SpecLocation {
	const { pointer = "", source = [] } = payloads.operations[operationId] ?? {};
	return { location: pointer, source };
}

/**
 * The location of a documented response, or of its operation if the status is not documented.
 *
 * @param status as documented, such as `200` or `4XX`
 */
export function placeOfResponse(api: GeneratedApi, operationId: string, status: string | undefined): SpecLocation {
	const response = status === undefined ? undefined : api.payloads.operations[operationId]?.responses[status];
	if (response === undefined) return placeOfOperation(api, operationId);
	return { location: response.pointer, source: response.source };
}

/** The location of the value at a pointer inside a part: as far down as the description goes. */
export function placeWithin(
	api: GeneratedApi,
	part: PartPayloads | undefined,
	pointer: string,
	outer: SpecLocation,
): SpecLocation {
	if (part === undefined) return outer;
	let place: SpecLocation = { location: part.pointer, source: outer.source };
	let node = enter(api, { schema: part.schema, ...place });
	for (const [depth, segment] of fromPointer(pointer).entries()) {
		const found = child(api, node, segment);
		if (found === undefined) break;
		const own = depth === 0 ? part.members?.[segment] : undefined;
		place = { location: own ?? found.location, source: found.source };
		// A parameter or header with a location of its own has its schema below it.
		node = enter(api, own === undefined ? found : { ...found, location: `${own}/schema` });
	}
	return place;
}

interface LocatedSchema extends SpecLocation {
	readonly schema: JsonSchema;
}

/** Follows references. A component cites its own source. */
function enter(api: GeneratedApi, { schema, location, source }: LocatedSchema): LocatedSchema {
	if (typeof schema === "boolean") return { schema, location, source };
	const inherited = schemaSource(schema) ?? source;
	const name = schema.$ref;
	if (typeof name !== "string") return { schema, location, source: inherited };
	const target = api.payloads.schemas[name] ?? true;
	return enter(api, { schema: target, location: componentPointer(name), source: inherited });
}

function child(api: GeneratedApi, { schema, location, source }: LocatedSchema, segment: string): LocatedSchema | undefined {
	if (typeof schema === "boolean") return undefined;
	const member = (schema.properties as Record<string, JsonSchema> | undefined)?.[segment];
	if (member !== undefined) return withSource(member, location + toPointer(["properties", segment]), source);
	if (schema.items !== undefined && /^\d+$/.test(segment)) {
		return withSource(schema.items as JsonSchema, `${location}/items`, source);
	}
	for (const [index, part] of ((schema.allOf ?? []) as JsonSchema[]).entries()) {
		const entered = enter(api, { schema: part, location: `${location}/allOf/${index}`, source });
		const found = child(api, entered, segment);
		if (found !== undefined) return found;
	}
	return undefined;
}

function withSource(schema: JsonSchema, location: string, inherited: readonly string[]): LocatedSchema {
	return { schema, location, source: (typeof schema === "object" && schemaSource(schema)) || inherited };
}

function schemaSource(schema: JsonSchemaObject): readonly string[] | undefined {
	const source = schema["x-source"];
	return source === undefined ? undefined : ([source].flat() as string[]);
}

/** The generated component "X or null" is described where X is. */
function componentPointer(name: string): string {
	return toPointer(["components", "schemas", name.replace(/_or_null_*$/, "")]);
}
