import { toPointer } from "../../src/core/operation/json-pointer.ts";
import type { DocumentReader } from "./document-reader.ts";
import type { MediaType, Schema } from "./openapi.ts";
import { visitSchemas } from "./visit-schemas.ts";

/** A value that a description gives for a schema. */
export interface DescribedValue {
	readonly schema: Schema;
	/** Where the value is in the bundle. */
	readonly pointer: string;
	/** Undefined for an example without a value. */
	readonly value: unknown;
}

/** Lists every example of parameters, headers, bodies and schemas, and every default. */
export function describedValuesOf(reader: DocumentReader): DescribedValue[] {
	const values: DescribedValue[] = [];
	visitSchemas(reader.document, (schema, pointer, owner) => {
		const add = (at: string, value: unknown) => values.push({ schema, pointer: at, value });
		for (const keyword of ["default", "example"]) {
			if (Object.hasOwn(schema, keyword)) add(pointer + toPointer([keyword]), schema[keyword]);
		}
		const own = Array.isArray(schema.examples) ? schema.examples : [];
		for (const [index, value] of own.entries()) add(pointer + toPointer(["examples", index]), value);
		const around = owner === undefined ? [] : reader.examples(owner as MediaType, pointer.replace(/\/schema$/, ""));
		for (const example of around) add(example.pointer, example.value);
	});
	return values;
}
