import type { ValueDescriptor } from "./descriptor.ts";
import type { JsonSchema, JsonSchemas } from "./json-schema.ts";
import type { RequestPart } from "./violation.ts";

/**
 * The description of every payload, to be read at run time: the schemas that the validators were compiled from, the place and
 * the source of each, and the documented examples.
 *
 * Schemas keep `x-source`, which names the source of a fact where it differs from the enclosing one, and `default`.
 */
export interface Payloads {
	/** The schema components by name; a `$ref` in any schema is such a name. */
	readonly schemas: JsonSchemas;
	/** By operationId. */
	readonly operations: Readonly<Record<string, OperationPayloads>>;
}

export interface OperationPayloads {
	/** The operation in the bundle, as a JSON pointer. */
	readonly pointer: string;
	/** The sources of its facts (`x-source`). */
	readonly source: readonly string[];
	/** The tags that group operations into products. */
	readonly tags: readonly string[];
	/** The parts of the request that have parameters or fields. */
	readonly request: Readonly<Partial<Record<RequestPart, PartPayloads>>>;
	/** The documented values of parameters by name. */
	readonly parameterExamples: Readonly<Record<string, unknown>>;
	/** The documented request bodies by name. */
	readonly examples: Readonly<Record<string, unknown>>;
	/** By status, as it is documented. */
	readonly responses: Readonly<Record<string, ResponsePayloads>>;
}

/** A schema, and its place in the bundle as a JSON pointer. */
export interface PartPayloads {
	readonly pointer: string;
	readonly schema: JsonSchema;
	/** The places of its members, if they are not below the schema itself. */
	readonly members?: Readonly<Record<string, string>>;
}

/** The schema of the object of all headers of a response. */
export interface HeaderPayloads extends PartPayloads {
	/** How each header is read, by its documented name. */
	readonly descriptors: Readonly<Record<string, ValueDescriptor>>;
}

export interface ResponsePayloads {
	readonly pointer: string;
	readonly source: readonly string[];
	readonly headers: HeaderPayloads;
	readonly body?: PartPayloads;
	/** The documented bodies by name. */
	readonly examples: Readonly<Record<string, unknown>>;
	/** The documented header values by name, as they are before they are written as text. */
	readonly headerExamples: Readonly<Record<string, unknown>>;
}
