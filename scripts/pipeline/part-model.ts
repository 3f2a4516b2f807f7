import { toPointer } from "../../src/core/operation/json-pointer.ts";
import type { JsonSchema } from "../../src/core/operation/json-schema.ts";
import type { DocumentReader, Located, NamedExample } from "./document-reader.ts";
import { lowerSchema } from "./lower-schema.ts";
import type { PartModel } from "./model.ts";
import type { Header, Schema } from "./openapi.ts";
import type { ReportProblem } from "./problem.ts";

/** Reports every media type but the first: a body is written, read and checked in one. */
export function reportOtherMedia(content: Readonly<Record<string, unknown>>, pointer: string, report: ReportProblem): void {
	const [first, ...others] = Object.keys(content);
	for (const other of others) {
		report(pointer + toPointer([other]), `expected one media type, got ${other} beside ${first}; keep the one that is meant`);
	}
}

/** Reads the schema of a body. */
export function bodyPart(schema: Schema, pointer: string, { schemas }: DocumentReader): PartModel {
	return {
		schema: lowerSchema(schema, schemas),
		annotated: lowerSchema(schema, schemas, { annotations: true }),
		pointer,
	};
}

/**
 * Makes one schema of parameters or headers: of the object of their decoded values.
 *
 * @param pointer where the list of them is, or the node that would hold it
 */
export function objectPart(
	members: readonly (Located<Header> & { readonly name: string })[],
	pointer: string,
	reader: DocumentReader,
): PartModel {
	const parts = members.map(({ name, node, pointer }) => ({
		name,
		...bodyPart(node.schema ?? {}, `${pointer}/schema`, reader),
		source: node["x-source"],
	}));
	const required = members.filter(({ node }) => node.required === true).map(({ name }) => name);
	const objectOf = (properties: readonly (readonly [string, JsonSchema])[]) => ({
		type: "object",
		...(required.length > 0 && { required }),
		properties: Object.fromEntries(properties),
	});
	return {
		schema: objectOf(parts.map(({ name, schema }) => [name, schema])),
		annotated: objectOf(parts.map(({ name, annotated, source }) => [name, addSource(annotated, source)])),
		pointer,
		members: Object.fromEntries(members.map(({ name, pointer }) => [name, pointer])),
	};
}

/** Adds the source of a parameter or header to its schema, unless the schema names its own. */
function addSource(schema: JsonSchema, source: Header["x-source"]): JsonSchema {
	return source === undefined || typeof schema === "boolean" ? schema : { "x-source": source, ...schema };
}

/** The values of examples by name. */
export function examplesByName(examples: readonly Pick<NamedExample, "name" | "value">[]): Record<string, unknown> {
	return Object.fromEntries(examples.map(({ name, value }) => [name, value]));
}

/** The examples of those parameters or headers that have one, by name. */
export function headerExamples(named: readonly { readonly name: string; readonly node: Header }[]): Record<string, unknown> {
	return Object.fromEntries(named.filter(({ node }) => node.example !== undefined).map(({ name, node }) => [name, node.example]));
}
