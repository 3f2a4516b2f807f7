import type { JsonSchema, JsonSchemas } from "../../../src/core/operation/json-schema.ts";
import { parameterNames, templateKey } from "../../../src/core/operation/path-template.ts";
import { type Validator, type Violation, violationsOf } from "../../../src/core/operation/violation.ts";
import { createAjv } from "../../generators/ajv.ts";
import { buildOperation } from "../../pipeline/build-model.ts";
import { createDocumentReader, type DocumentReader, type Located } from "../../pipeline/document-reader.ts";
import { lowerSchemas } from "../../pipeline/lower-schema.ts";
import type { OperationModel } from "../../pipeline/model.ts";
import type { MediaType, OpenApi, RequestBody, Response } from "../../pipeline/openapi.ts";
import { type LocatedOperation, operationsOf, responsesOf, webhooksOf } from "../../pipeline/operations-of.ts";

/** One of the two descriptions. Operations and schemas are read when they are asked for. */
export interface DescriptionSide {
	readonly reader: DocumentReader;
	readonly schemas: JsonSchemas;
	/** With the defaults. */
	readonly annotatedSchemas: JsonSchemas;
	readonly operations: readonly SideOperation[];
	/** Lists the rules that a value breaks. Each schema is compiled once. */
	readonly violations: (schema: JsonSchema, value: unknown) => Violation[];
}

/** An operation of one description. */
export interface SideOperation {
	readonly side: DescriptionSide;
	readonly id: string;
	/** The same for the operation of the other description: method and path without names, or the name of a webhook. */
	readonly key: string;
	/** The method and the path, or the name of the webhook, for people. */
	readonly title: string;
	readonly isReceived: boolean;
	readonly pathNames: readonly string[];
	readonly node: LocatedOperation["operation"];
	readonly requestBody: RequestBody | undefined;
	/** The model with one media type of the request and of the responses; the first ones by default. */
	readonly model: (mediaType?: string) => OperationModel;
	readonly response: (status: string) => Response | undefined;
}

/** Reads a description. Parts that the pipeline cannot express are left out: what is left can still be judged. */
export function createSide(document: OpenApi): DescriptionSide {
	const reader = createDocumentReader(document);
	const schemas = lowerSchemas(reader.schemas);
	const side: DescriptionSide = {
		reader,
		schemas,
		annotatedSchemas: lowerSchemas(reader.schemas, { annotations: true }),
		get operations() {
			return operations;
		},
		violations: createChecker(schemas),
	};
	const operations = [
		...operationsOf(document).map((located) => sideOperation(side, located, undefined)),
		...webhooksOf(document).map((located) => sideOperation(side, located, located.name)),
	];
	return side;
}

function createChecker(schemas: JsonSchemas): DescriptionSide["violations"] {
	const validators = new Map<JsonSchema, Validator>();
	let ajv: ReturnType<typeof createAjv> | undefined;
	return (schema, value) => {
		if (ajv === undefined) {
			ajv = createAjv();
			for (const [name, component] of Object.entries(schemas)) ajv.addSchema(component, name);
		}
		const validator = validators.get(schema) ?? (ajv.compile(schema) as Validator);
		validators.set(schema, validator);
		return violationsOf(validator, value);
	};
}

function sideOperation(side: DescriptionSide, located: LocatedOperation, webhook: string | undefined): SideOperation {
	const { operation: node, path, method } = located;
	const title = webhook ?? `${method.toUpperCase()} ${path}`;
	const models = new Map<string | undefined, OperationModel>();
	const resolve = <Node>(part: Node | undefined) => (part === undefined ? undefined : side.reader.resolve(part, "").node);
	return {
		side,
		id: node.operationId ?? title,
		key: webhook === undefined ? templateKey(title) : `webhook ${webhook}`,
		title: webhook === undefined ? title : `webhook ${webhook}`,
		isReceived: webhook !== undefined,
		pathNames: parameterNames(path),
		node,
		get requestBody() {
			return resolve(node.requestBody) as RequestBody | undefined;
		},
		model: (mediaType) => {
			const known = models.get(mediaType);
			if (known !== undefined) return known;
			const built = buildOperation(narrowed({ ...located, reader: side.reader, report: () => {} }, mediaType), new Map());
			models.set(mediaType, built);
			return built;
		},
		response: (status) => resolve(node.responses[status]) as Response | undefined,
	};
}

type Context = Parameters<typeof buildOperation>[0];

/** The operation with a single media type wherever it has that one beside others. */
function narrowed(context: Context, mediaType: string | undefined): Context {
	if (mediaType === undefined) return context;
	const { operation, reader } = context;
	const narrow = (part: unknown) => {
		const { node } = reader.resolve(part, "") as Located<{ content?: Record<string, MediaType> }>;
		const media = node.content?.[mediaType];
		return media === undefined ? part : { ...node, content: { [mediaType]: media } };
	};
	const responses = Object.entries(responsesOf(operation)).map(([status, response]) => [status, narrow(response)]);
	const requestBody = operation.requestBody && { requestBody: narrow(operation.requestBody) };
	return {
		...context,
		operation: { ...operation, ...requestBody, responses: Object.fromEntries(responses) } as Context["operation"],
	};
}
