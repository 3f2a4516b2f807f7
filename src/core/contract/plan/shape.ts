import { fromPointer } from "../../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemas } from "../../operation/json-schema.ts";

/** Which members a payload has, worked out once a schema. */
export interface Shape {
	/** Undefined where the description leaves the members open. */
	readonly members?: ReadonlyMap<string, MemberShape>;
	readonly items?: Shape;
}

export interface MemberShape {
	readonly shape: Shape;
	readonly isDate: boolean;
	readonly isAddress: boolean;
	readonly nullable: boolean;
}

const shapes = new WeakMap<object, Shape>();

/** The shape of a schema. One that contains itself is a shape that contains itself. */
export function shapeOf(schema: JsonSchema, schemas: JsonSchemas): Shape {
	if (typeof schema === "boolean") return {};
	const known = shapes.get(schema);
	if (known !== undefined) return known;
	const shape: { members?: Map<string, MemberShape>; items?: Shape } = {};
	shapes.set(schema, shape);
	for (const part of partsOf(schema, schemas)) {
		if (typeof part === "boolean") continue;
		if (part.items !== undefined) shape.items = shapeOf(part.items as JsonSchema, schemas);
		const properties = (part.properties ?? {}) as Record<string, JsonSchema>;
		for (const [name, member] of Object.entries(properties)) {
			shape.members ??= new Map();
			shape.members.set(name, memberShape(member, schemas));
		}
	}
	return shape;
}

function memberShape(schema: JsonSchema, schemas: JsonSchemas): MemberShape {
	const parts = partsOf(schema, schemas).filter((part) => typeof part === "object");
	return {
		shape: shapeOf(schema, schemas),
		isDate: parts.some(({ format }) => format === "date-time" || format === "date"),
		isAddress: parts.some(({ format }) => format === "uri"),
		nullable: parts.some(({ type }) => [type].flat().includes("null")),
	};
}

/** A schema with everything that it refers to or is put together from. */
function partsOf(schema: JsonSchema, schemas: JsonSchemas, followed: readonly string[] = []): JsonSchema[] {
	if (typeof schema === "boolean") return [schema];
	const name = schema.$ref;
	const referred = typeof name === "string" && !followed.includes(name) ? [schemas[name] ?? true] : [];
	const inner = [...referred, ...((schema.allOf ?? []) as JsonSchema[])];
	const path = typeof name === "string" ? [...followed, name] : followed;
	return [schema, ...inner.flatMap((part) => partsOf(part, schemas, path))];
}

/** The members of one resource: of the payload itself, or of the items where a JSON pointer to them is given. */
export function membersAt(shape: Shape | undefined, items?: string): ReadonlyMap<string, MemberShape> | undefined {
	if (items === undefined || shape === undefined) return shape?.members;
	let current: Shape | undefined = shape;
	for (const name of fromPointer(items)) current = current?.members?.get(name)?.shape;
	return current?.items?.members;
}
