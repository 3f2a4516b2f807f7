import { ITEM, type PathStep } from "../../../src/core/contract/plan/constraints.ts";
import { fromPointer, toPointer } from "../../../src/core/operation/json-pointer.ts";
import type { JsonSchema } from "../../../src/core/operation/json-schema.ts";
import { viewSchema } from "../../../src/core/operation/schema-view.ts";
import type { RequestPart } from "../../../src/core/operation/violation.ts";
import type { DescriptionSide, SideOperation } from "./side.ts";

/** A place in an exchange, read from its pointer. */
export interface Place {
	/** As the description of the operation names it: the other may call a parameter of the path by another name. */
	readonly pointer: string;
	readonly of: "request" | "response";
	/** Of a response: its status as documented. */
	readonly status?: string;
	/** Undefined where the place is a whole operation or response. */
	readonly part?: RequestPart | "headers";
	/** The names of the members that lead to the value; empty where the place is the part itself. */
	readonly members: readonly string[];
}

/** Reads a pointer that names parameters of the path as the base does. */
export function placeOf(pointer: string, base: SideOperation, operation: SideOperation): Place {
	const [of = "", second, ...rest] = fromPointer(pointer);
	if (of === "response") {
		const [part, ...members] = rest;
		return { pointer, of, status: second ?? "", ...(part !== undefined && { part: part as "headers" }), members };
	}
	if (second === undefined) return { pointer, of: "request", members: [] };
	const at = base.pathNames.indexOf(rest[0] ?? "");
	const members = second === "path" && at >= 0 ? [operation.pathNames[at] ?? ""] : rest;
	return { pointer: toPointer([of, second, ...members]), of: "request", part: second as RequestPart, members };
}

/** The steps that lead to a value: a number is an item where the schema has a list. */
export function stepsTo(members: readonly string[], schema: JsonSchema, { schemas }: DescriptionSide): PathStep[] {
	let node: JsonSchema | undefined = schema;
	return members.map((name) => {
		const { items, properties } = viewSchema(node, schemas);
		const isItem = items !== undefined && /^\d+$/.test(name) && !Object.hasOwn(properties ?? {}, name);
		node = isItem ? items : properties?.[name];
		return isItem ? ITEM : name;
	});
}

/** The schema of the value that members lead to; undefined where there is none. */
export function schemaAt(
	members: readonly string[],
	schema: JsonSchema | undefined,
	{ schemas }: DescriptionSide,
): JsonSchema | undefined {
	return members.reduce<JsonSchema | undefined>((node, name) => {
		const { items, properties = {} } = viewSchema(node, schemas);
		return Object.hasOwn(properties, name) ? properties[name] : items;
	}, schema);
}
