import type { OperationDescriptor, ParameterLocation } from "../../src/core/operation/descriptor.ts";
import type { JsonSchema, JsonSchemas } from "../../src/core/operation/json-schema.ts";
import type { OpenApi } from "./openapi.ts";

/** What the generators get: one API, read and checked. */
export interface Model {
	/** The bundled description. */
	readonly document: OpenApi;
	readonly operations: readonly OperationModel[];
	/** The schema components by name; a `$ref` in any schema of the model is such a name. */
	readonly schemas: JsonSchemas;
}

export interface OperationModel {
	readonly id: string;
	readonly summary: string;
	readonly description: string;
	readonly descriptor: OperationDescriptor;
	/** Where the operation stands in the bundle. */
	readonly pointer: string;
	readonly request: RequestModel;
	/** By status code. */
	readonly responses: Readonly<Record<string, ResponseModel>>;
}

/** The schemas of the parts of a request, each for the object of its decoded values. */
export interface RequestModel {
	readonly schemas: Readonly<Partial<Record<ParameterLocation | "body", LocatedSchema>>>;
	/** The documented bodies by name. */
	readonly examples: Readonly<Record<string, unknown>>;
	/** The documented parameter values by parameter name. */
	readonly parameterExamples: Readonly<Record<string, unknown>>;
	/** Where each parameter stands in the bundle, by its name. */
	readonly parameterPointers: Readonly<Record<string, string>>;
}

export interface ResponseModel {
	/** For the object of the decoded headers. */
	readonly headers: LocatedSchema;
	readonly body?: LocatedSchema;
	/** The documented bodies by name. */
	readonly examples: Readonly<Record<string, unknown>>;
	/** The documented header values by name, as they are before they are written as text. */
	readonly headerExamples: Readonly<Record<string, unknown>>;
}

export interface LocatedSchema {
	readonly schema: JsonSchema;
	/** Where it stands in the bundle. */
	readonly pointer: string;
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
