import type { JsonSchema, JsonSchemas } from "./json-schema.ts";
import type { RequestPart } from "./violation.ts";

/**
 * What the description says of every payload, ready for looking at while a program runs: the schemas that the validators
 * were compiled from, where each stands, where it comes from, and the documented examples.
 *
 * Schemas keep `x-source`, which names the source of a fact where it differs from that of what encloses it.
 */
export interface Payloads {
	/** The schema components by name; a `$ref` in any schema is such a name. */
	readonly schemas: JsonSchemas;
	/** By operationId. */
	readonly operations: Readonly<Record<string, OperationPayloads>>;
}

export interface OperationPayloads {
	/** Where the operation stands in the bundle, as a JSON pointer. */
	readonly pointer: string;
	/** Where what is said of it comes from (`x-source`). */
	readonly source: readonly string[];
	/** The parts of the request that take anything. */
	readonly request: Readonly<Partial<Record<RequestPart, PartPayloads>>>;
	/** The documented values of parameters by name. */
	readonly parameterExamples: Readonly<Record<string, unknown>>;
	/** The documented request bodies by name. */
	readonly examples: Readonly<Record<string, unknown>>;
	/** By status, as it is documented. */
	readonly responses: Readonly<Record<string, ResponsePayloads>>;
}

/** A schema, and where it stands in the bundle. */
export interface PartPayloads {
	readonly pointer: string;
	readonly schema: JsonSchema;
	/** Where its members stand, if not below the schema itself. */
	readonly members?: Readonly<Record<string, string>>;
}

export interface ResponsePayloads {
	readonly pointer: string;
	readonly source: readonly string[];
	readonly headers: PartPayloads;
	readonly body?: PartPayloads;
	/** The documented bodies by name. */
	readonly examples: Readonly<Record<string, unknown>>;
	/** The documented header values by name, as they are before they are written as text. */
	readonly headerExamples: Readonly<Record<string, unknown>>;
}
