import { toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { describeMembers, describeValues, type ValueDoc } from "./describe-schema.ts";
import { createDocumentReader, type DocumentReader, type Located, type NamedExample, sourcesOf } from "./document-reader.ts";
import type { Model, OperationModel } from "./model.ts";
import type { Header, Parameter, PathOperation, RequestBody, Response } from "./openapi.ts";
import { responsesOf } from "./operations-of.ts";

/** Everything that the description tells people about an operation, or about a webhook, which is one that is received. */
export interface OperationDoc {
	readonly operation: OperationModel;
	/** The display name of the first tag; empty if there is none. */
	readonly tag: string;
	readonly sources: readonly string[];
	readonly parameters: readonly ParameterDoc[];
	readonly body?: BodyDoc;
	readonly responses: readonly ResponseDoc[];
}

export interface ParameterDoc extends ValueDoc {
	readonly in: Parameter["in"];
}

interface ContentDoc {
	/** Markdown. */
	readonly description: string;
	readonly sources: readonly string[];
	/** The first documented media type; empty if there is no body. */
	readonly mediaType: string;
	/** The members of the body of that media type. */
	readonly members: readonly ValueDoc[];
	/** Of every documented media type. */
	readonly examples: readonly ExampleDoc[];
}

interface BodyDoc extends ContentDoc {
	readonly required: boolean;
}

export interface ResponseDoc extends ContentDoc {
	readonly status: string;
	readonly headers: readonly ValueDoc[];
}

export interface ExampleDoc extends NamedExample {
	readonly mediaType: string;
}

/**
 * Reads the parts of the description that are for people: texts, sources and examples. The generators do not need them.
 *
 * @returns the operations, and then the webhooks
 */
export function describeOperations({ document, operations, webhooks }: Model): OperationDoc[] {
	const reader = createDocumentReader(document);
	// Most operations share their errors: what a component says is the same values for all of them.
	const described = new Map<string, Omit<ResponseDoc, "status">>();
	const responseOf = (response: Located<Response>, inherited: readonly string[]) => {
		const key = [response.pointer, ...inherited].join("\n");
		const found = described.get(key) ?? describeResponse(reader, response, inherited);
		described.set(key, found);
		return found;
	};
	const titles = new Map(document.tags?.map((tag) => [tag.name, tag["x-displayName"]]));
	return [...operations, ...webhooks].map((operation) => {
		const { descriptor, pointer, request, source: sources, tags } = operation;
		// The model was built from these very nodes.
		const node = valueAt(document, pointer) as PathOperation;
		const parameters = Object.entries(descriptor.parameters).flatMap(([name, { in: location }]) => {
			const at = request.parameterPointers[name] ?? "";
			const header = { node: valueAt(document, at) as Header, pointer: at };
			return describeHeader(reader, name, header, sources).map((value) => ({ ...value, in: location }));
		});
		const body = node.requestBody && reader.resolve(node.requestBody, `${pointer}/requestBody`);
		return {
			operation,
			tag: titles.get(tags[0] ?? "") ?? tags[0] ?? "",
			sources,
			parameters,
			...(body && { body: describeRequestBody(reader, body, sources) }),
			responses: Object.entries(responsesOf(node)).map(([status, response]) => ({
				status,
				...responseOf(reader.resolve(response, `${pointer}/responses/${status}`), sources),
			})),
		};
	});
}

function describeHeader(
	reader: DocumentReader,
	name: string,
	{ node, pointer }: Located<Header>,
	inherited: readonly string[],
): ValueDoc[] {
	const { required = false, description, example } = node;
	const context = { name, required, sources: sourcesOf(node, inherited), description, example };
	return describeValues(reader, { node: node.schema ?? {}, pointer: `${pointer}/schema` }, context);
}

function describeRequestBody(reader: DocumentReader, body: Located<RequestBody>, inherited: readonly string[]): BodyDoc {
	const content = describeContent(reader, body, inherited);
	// Requests are written in the first media type alone.
	const examples = content.examples.filter(({ mediaType }) => mediaType === content.mediaType);
	return { ...content, required: body.node.required === true, examples };
}

function describeResponse(
	reader: DocumentReader,
	response: Located<Response>,
	inherited: readonly string[],
): Omit<ResponseDoc, "status"> {
	const { node, pointer } = response;
	const content = describeContent(reader, response, inherited);
	const headers = Object.entries(node.headers ?? {}).flatMap(([name, header]) =>
		describeHeader(reader, name, reader.resolve(header, pointer + toPointer(["headers", name])), content.sources),
	);
	return { headers, ...content };
}

function describeContent(
	reader: DocumentReader,
	{ node, pointer }: Located<RequestBody | Response>,
	inherited: readonly string[],
): ContentDoc {
	const sources = sourcesOf(node, inherited);
	const content = Object.entries(node.content ?? {});
	const [mediaType = "", media = {}] = content[0] ?? [];
	const schema = { node: media.schema ?? {}, pointer: pointer + toPointer(["content", mediaType, "schema"]) };
	return {
		description: node.description ?? "",
		sources,
		mediaType,
		members: describeMembers(reader, schema, { name: "", sources }),
		examples: content.flatMap(([mediaType, each]) =>
			reader.examples(each, pointer + toPointer(["content", mediaType])).map((example) => ({ ...example, mediaType })),
		),
	};
}
