import type { GeneratedApi } from "../../operation/generated-api.ts";
import { fromPointer, toPointer } from "../../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemaObject } from "../../operation/json-schema.ts";
import type { PartPayloads } from "../../operation/payloads.ts";

/** Where the description says something, and where it has it from. */
export interface Place {
	/** A JSON pointer into the bundle. */
	readonly location: string;
	readonly source: readonly string[];
}

/** The place of an operation itself. */
export function placeOfOperation({ payloads }: GeneratedApi, operationId: string): Place {
	const { pointer = "", source = [] } = payloads.operations[operationId] ?? {};
	return { location: pointer, source };
}

/**
 * The place of an operation's documented answer.
 *
 * @param status as it is documented, such as `200` or `4XX`; the operation's own place where there is none
 */
export function placeOfResponse(api: GeneratedApi, operationId: string, status: string | undefined): Place {
	const response = status === undefined ? undefined : api.payloads.operations[operationId]?.responses[status];
	if (response === undefined) return placeOfOperation(api, operationId);
	return { location: response.pointer, source: response.source };
}

/** The place of what is said about a value inside a part: as far down as the description goes. */
export function placeWithin(api: GeneratedApi, part: PartPayloads | undefined, pointer: string, outer: Place): Place {
	if (part === undefined) return outer;
	let place: Place = { location: part.pointer, source: outer.source };
	let node = enter(api, { schema: part.schema, ...place });
	for (const [depth, segment] of fromPointer(pointer).entries()) {
		const found = child(api, node, segment);
		if (found === undefined) break;
		const own = depth === 0 ? part.members?.[segment] : undefined;
		place = { location: own ?? found.location, source: found.source };
		// A parameter or header that stands by itself has its schema below it.
		node = enter(api, own === undefined ? found : { ...found, location: `${own}/schema` });
	}
	return place;
}

interface Located extends Place {
	readonly schema: JsonSchema;
}

/** Follows references. A component names its own source. */
function enter(api: GeneratedApi, { schema, location, source }: Located): Located {
	if (typeof schema === "boolean") return { schema, location, source };
	const inherited = sourceOf(schema) ?? source;
	const name = schema.$ref;
	if (typeof name !== "string") return { schema, location, source: inherited };
	const target = api.payloads.schemas[name] ?? true;
	return enter(api, { schema: target, location: componentPointer(name), source: inherited });
}

function child(api: GeneratedApi, { schema, location, source }: Located, segment: string): Located | undefined {
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

function withSource(schema: JsonSchema, location: string, inherited: readonly string[]): Located {
	return { schema, location, source: (typeof schema === "object" && sourceOf(schema)) || inherited };
}

function sourceOf(schema: JsonSchemaObject): readonly string[] | undefined {
	const source = schema["x-source"];
	return source === undefined ? undefined : ([source].flat() as string[]);
}

/** "This component, or null" stands where the component does. */
function componentPointer(name: string): string {
	return toPointer(["components", "schemas", name.replace(/_or_null$/, "")]);
}
