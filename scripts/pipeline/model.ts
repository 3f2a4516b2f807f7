import type { OperationDescriptor, ParameterLocation } from "../../src/core/operation/descriptor.ts";
import type { JsonSchema, JsonSchemas } from "../../src/core/operation/json-schema.ts";
import type { OpenApi, Schema } from "./openapi.ts";

/** One API, read and checked: the input of the generators. Pointers lead into the bundle. */
export interface Model {
	/** The bundled description. */
	readonly document: OpenApi;
	readonly operations: readonly OperationModel[];
	/** The schema components by name, as they are in the bundle. */
	readonly components: Readonly<Record<string, Schema>>;
	/** The schema components, reduced to constraints; a `$ref` in any schema of the model is a name of one of them. */
	readonly schemas: JsonSchemas;
	/** `schemas` with the annotations that the run time reads. */
	readonly annotatedSchemas: JsonSchemas;
}

export interface OperationModel {
	readonly id: string;
	readonly summary: string;
	readonly description: string;
	readonly descriptor: OperationDescriptor;
	readonly pointer: string;
	/** Names of the sources that it was described from (`x-source`). */
	readonly source: readonly string[];
	readonly request: RequestModel;
	/** By status code. */
	readonly responses: Readonly<Record<string, ResponseModel>>;
}

export interface RequestModel {
	readonly schemas: Readonly<Partial<Record<ParameterLocation | "body", PartModel>>>;
	/** The documented bodies by name. */
	readonly examples: Readonly<Record<string, unknown>>;
	/** The documented parameter values by parameter name. */
	readonly parameterExamples: Readonly<Record<string, unknown>>;
	/** By parameter name. */
	readonly parameterPointers: Readonly<Record<string, string>>;
}

export interface ResponseModel {
	readonly pointer: string;
	/** Its own sources, or those of the operation. */
	readonly source: readonly string[];
	readonly headers: PartModel;
	readonly body?: PartModel;
	/** The documented bodies by name. */
	readonly examples: Readonly<Record<string, unknown>>;
	/** The documented header values by name, before they are encoded as text. */
	readonly headerExamples: Readonly<Record<string, unknown>>;
}

/** The schema of a body, or of the object of all decoded parameters of one location, or of all decoded headers. */
export interface PartModel {
	/** Reduced to constraints: validators are compiled from it. */
	readonly schema: JsonSchema;
	/** `schema` with the annotations that the run time reads. */
	readonly annotated: JsonSchema;
	readonly pointer: string;
	/** Where each parameter or header is; absent for a body. */
	readonly members?: Readonly<Record<string, string>>;
}

export interface GeneratedFile {
	/** Below the output folder, with forward slashes. */
	readonly path: string;
	readonly content: string;
}

/** A pure function of the model. */
export type Generator = (model: Model, context: GeneratorContext) => GeneratedFile[];

export interface GeneratorContext {
	/** The module path from the output folder to `src/core/operation`, which generated code imports from. */
	readonly runtime: string;
}
