import type { JsonSchema } from "../../src/core/operation/json-schema.ts";
import type { DocumentReader } from "./document-reader.ts";
import { lowerSchema } from "./lower-schema.ts";
import type { Header, METHODS, PathItem, PathOperation, Schema } from "./openapi.ts";

/** Tells of something that the generators cannot express, at a pointer into the bundle. */
export type Report = (pointer: string, message: string) => void;

/** An operation, and what is needed to read it. */
export interface OperationContext {
	readonly reader: DocumentReader;
	readonly report: Report;
	readonly path: string;
	readonly item: PathItem;
	readonly method: (typeof METHODS)[number];
	readonly operation: PathOperation;
	readonly pointer: string;
}

/** The schema of an object of decoded values. */
export function objectSchema(
	members: readonly { name: string; schema: Schema; required: boolean }[],
	reader: DocumentReader,
): JsonSchema {
	const required = members.filter((member) => member.required).map(({ name }) => name);
	return {
		type: "object",
		...(required.length > 0 && { required }),
		properties: Object.fromEntries(members.map(({ name, schema }) => [name, lowerSchema(schema, reader.schemas)])),
	};
}

/** The examples of parameters or headers, where they have one. */
export function examplesOf(named: readonly (readonly [string, Header])[]): Record<string, unknown> {
	return Object.fromEntries(
		named.filter(([, { example }]) => example !== undefined).map(([name, { example }]) => [name, example]),
	);
}
