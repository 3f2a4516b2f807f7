import type { OperationDescriptor } from "../../src/core/operation/descriptor.ts";
import type { JsonSchema, JsonSchemas } from "../../src/core/operation/json-schema.ts";
import type { HeaderPayloads, OperationPayloads, PartPayloads, ResponsePayloads } from "../../src/core/operation/payloads.ts";
import type { RequestPart } from "../../src/core/operation/violation.ts";
import type { WebhookDescriptor } from "../../src/core/operation/webhook.ts";
import type { OpenApi, Schema } from "./openapi.ts";

/** One API, read and checked: the input of the generators. Pointers lead into the bundle. */
export interface Model {
	/** The bundled description. */
	readonly document: OpenApi;
	readonly operations: readonly OperationModel[];
	readonly webhooks: readonly WebhookModel[];
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
	readonly tags: readonly string[];
	readonly request: RequestModel;
	/** By status code. */
	readonly responses: Readonly<Record<string, ResponseModel>>;
}

/** A webhook, by its name: its request is what a receiver gets. */
export interface WebhookModel extends OperationModel {
	readonly descriptor: WebhookDescriptor;
}

/** Whether an operation is received. */
export function isWebhook(operation: OperationModel): operation is WebhookModel {
	return "event" in operation.descriptor;
}

export interface RequestModel extends Pick<OperationPayloads, "examples" | "parameterExamples"> {
	readonly schemas: Readonly<Partial<Record<RequestPart, PartModel>>>;
	/** By parameter name. */
	readonly parameterPointers: Readonly<Record<string, string>>;
}

/** `source` is its own, or that of the operation. */
export interface ResponseModel extends ResponsePayloads {
	readonly headers: PartModel & HeaderPayloads;
	readonly body?: PartModel;
}

/**
 * The schema of a body, or of the object of all decoded parameters of one location, or of all decoded headers. Validators
 * are compiled from `schema`.
 */
export interface PartModel extends PartPayloads {
	/** `schema` with the annotations that the run time reads. */
	readonly annotated: JsonSchema;
}

/** Every part of an operation that has a schema: of its request, and of its responses. */
export function partsOf({ request, responses }: OperationModel): PartModel[] {
	return [
		...Object.values(request.schemas),
		...Object.values(responses).flatMap(({ headers, body }) => [headers, ...(body ? [body] : [])]),
	];
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
