import type { ValueDescriptor } from "../../src/core/operation/descriptor.ts";
import type { DocumentReader } from "./document-reader.ts";
import type { Schema, SchemaType } from "./openapi.ts";

const SCALARS = ["string", "integer", "number", "boolean"] as const;

/**
 * Describes how a value of a schema is written as text: in a parameter, a header or a form field. Only plain values
 * and lists of them can be; `problem` says why any other schema cannot.
 */
export function toValueDescriptor(schema: Schema, reader: DocumentReader): { value: ValueDescriptor; problem?: string } {
	const { types, node } = typesOf(schema, reader);
	const named = types.filter((type) => type !== "null");
	const nullable = types.includes("null") ? { nullable: true as const } : {};
	if (named.length === 1 && named[0] === "array") {
		const items = node.items ?? {};
		if (typesOf(items, reader).types.includes("array")) {
			return { value: { type: "string" }, problem: "expected a list of plain values, got a list of lists" };
		}
		const { value, problem } = toValueDescriptor(items, reader);
		if (problem !== undefined) return { value, problem };
		return { value: { ...value, array: true, ...nullable } };
	}
	const type = SCALARS.find((scalar) => named.length === 1 && named[0] === scalar);
	if (type === undefined) {
		const problem = `expected one type of ${SCALARS.join(", ")}, or a list of it, got ${named.join(" and ") || "none"}; nothing else can be written as text`;
		return { value: { type: "string" }, problem };
	}
	return {
		value: {
			type,
			...nullable,
			...(type === "string" && node.contentMediaType === "application/json" && { json: true }),
			...(type === "string" && node.format === "date-time" && { dateTime: true }),
		},
	};
}

/** The types of a schema, `anyOf: [X, { type: "null" }]` included, and the node that names them. */
function typesOf(schema: Schema, reader: DocumentReader): { types: SchemaType[]; node: Schema } {
	const { node } = reader.resolve(schema, "");
	if (node.anyOf === undefined) return { types: [node.type ?? []].flat(), node };
	const branches = node.anyOf.map((branch) => typesOf(branch, reader));
	const main = branches.find(({ types }) => !types.includes("null")) ?? branches[0];
	return { types: [...new Set(branches.flatMap(({ types }) => types))], node: main?.node ?? node };
}
