import { toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { createDocumentReader, type DocumentReader, type Located } from "../pipeline/document-reader.ts";
import type { Model, OperationModel } from "../pipeline/model.ts";
import type {
	Example,
	Header,
	MediaType,
	Parameter,
	PathItem,
	PathOperation,
	Reference,
	RequestBody,
	Response,
} from "../pipeline/openapi.ts";
import { type Fact, membersOf, readFacts, sourcesOf } from "./schema-facts.ts";

/** Everything that the pages of one operation tell. */
export interface OperationFacts {
	readonly operation: OperationModel;
	readonly tag: string;
	readonly sources: readonly string[];
	readonly parameters: readonly ParameterFact[];
	readonly body?: BodyFacts;
	readonly responses: readonly ResponseFacts[];
}

export interface ParameterFact extends Fact {
	readonly in: Parameter["in"];
}

export interface BodyFacts {
	readonly mediaType: string;
	readonly required: boolean;
	/** Markdown. */
	readonly description: string;
	readonly sources: readonly string[];
	readonly facts: readonly Fact[];
	readonly examples: readonly ExampleFacts[];
}

export interface ResponseFacts {
	readonly status: string;
	/** Markdown. */
	readonly description: string;
	readonly sources: readonly string[];
	readonly headers: readonly Fact[];
	/** The first documented media type; undefined where there is no body. */
	readonly mediaType?: string;
	readonly facts: readonly Fact[];
	/** Of every documented media type. */
	readonly examples: readonly ExampleFacts[];
}

export interface ExampleFacts {
	readonly name: string;
	readonly summary: string;
	readonly mediaType: string;
	readonly value: unknown;
}

/** Reads what the pages tell: the words and the sources, which the generators have no use for. */
export function readOperations(model: Model): OperationFacts[] {
	const reader = createDocumentReader(model.document);
	return model.operations.map((operation) => {
		// The model was built from these very nodes.
		const node = valueAt(model.document, operation.pointer) as PathOperation & { "x-source"?: unknown };
		const item = valueAt(model.document, toPointer(["paths", operation.descriptor.path])) as PathItem;
		const sources = sourcesOf(node);
		const body = node.requestBody && readBody(reader, node.requestBody, sources, operation);
		return {
			operation,
			tag: operation.descriptor.tags[0] ?? "",
			sources,
			parameters: readParameters(reader, item, node, operation),
			...(body && { body }),
			responses: Object.entries(node.responses).map(([status, response]) =>
				readResponse(reader, status, reader.resolve(response, `${operation.pointer}/responses/${status}`), sources),
			),
		};
	});
}

/** Whether a group of operations is deprecated as a whole. */
export function isDeprecated(group: readonly OperationFacts[]): boolean {
	return group.length > 0 && group.every(({ operation }) => operation.descriptor.deprecated);
}

function readParameters(reader: DocumentReader, item: PathItem, node: PathOperation, operation: OperationModel): ParameterFact[] {
	const declared = [...(node.parameters ?? []), ...(item.parameters ?? [])].map((parameter) => reader.resolve(parameter, ""));
	return Object.entries(operation.descriptor.parameters).flatMap(([name, { in: location }]) => {
		const found = declared.find((parameter) => parameter.node.name === name && parameter.node.in === location);
		const [fact] = found ? readHeader(reader, name, found, sourcesOf(node)) : [];
		return fact ? [{ ...fact, in: location }] : [];
	});
}

function readHeader(
	reader: DocumentReader,
	name: string,
	{ node, pointer }: Located<Header>,
	inherited: readonly string[],
): Fact[] {
	const own = sourcesOf(node);
	const place = {
		name,
		required: node.required === true,
		sources: own.length > 0 ? own : inherited,
		...(node.description !== undefined && { description: node.description }),
		...(node.example !== undefined && { example: node.example }),
	};
	return readFacts(reader, { node: node.schema ?? {}, pointer: `${pointer}/schema` }, place);
}

function readBody(
	reader: DocumentReader,
	body: RequestBody | Reference,
	inherited: readonly string[],
	operation: OperationModel,
): BodyFacts {
	const { node, pointer } = reader.resolve(body, `${operation.pointer}/requestBody`);
	const [mediaType = "", media = {}] = Object.entries(node.content)[0] ?? [];
	const own = sourcesOf(node);
	const sources = own.length > 0 ? own : inherited;
	const at = pointer + toPointer(["content", mediaType, "schema"]);
	return {
		mediaType,
		required: node.required === true,
		description: (node as { description?: string }).description ?? "",
		sources,
		facts: membersOf(reader, { node: media.schema ?? {}, pointer: at }, { name: "", sources }),
		examples: readExamples(reader, mediaType, media),
	};
}

function readResponse(
	reader: DocumentReader,
	status: string,
	{ node, pointer }: Located<Response>,
	inherited: readonly string[],
): ResponseFacts {
	const own = sourcesOf(node);
	const sources = own.length > 0 ? own : inherited;
	const [mediaType, media] = Object.entries(node.content ?? {})[0] ?? [];
	const at = pointer + toPointer(["content", mediaType ?? "", "schema"]);
	return {
		status,
		description: node.description,
		sources,
		headers: Object.entries(node.headers ?? {}).flatMap(([name, header]) =>
			readHeader(reader, name, reader.resolve(header, pointer + toPointer(["headers", name])), sources),
		),
		...(mediaType !== undefined && { mediaType }),
		facts: media?.schema ? membersOf(reader, { node: media.schema, pointer: at }, { name: "", sources }) : [],
		examples: Object.entries(node.content ?? {}).flatMap(([type, content]) => readExamples(reader, type, content)),
	};
}

function readExamples(reader: DocumentReader, mediaType: string, media: MediaType): ExampleFacts[] {
	if (media.example !== undefined) return [{ name: "default", summary: "", mediaType, value: media.example }];
	return Object.entries(media.examples ?? {}).map(([name, reference]) => {
		const { summary = "", value } = reader.resolve(reference, "").node as Example;
		return { name, summary, mediaType, value };
	});
}
