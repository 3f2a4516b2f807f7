import { toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import type { JsonSchema, JsonSchemaObject } from "../../src/core/operation/json-schema.ts";
import type { OperationPayloads, PartPayloads, ResponsePayloads } from "../../src/core/operation/payloads.ts";
import { createDocumentReader, type DocumentReader } from "../pipeline/document-reader.ts";
import { lowerSchema, lowerSchemas, mapValues } from "../pipeline/lower-schema.ts";
import type { Generator, LocatedSchema, Model, OperationModel, ResponseModel } from "../pipeline/model.ts";
import type { Header, Schema } from "../pipeline/openapi.ts";
import { BANNER } from "./banner.ts";

const ANNOTATED = { annotations: true } as const;

/** `payloads.ts`: schemas, their places and sources, and examples, for the contract tests. */
export const generatePayloads: Generator = (model, { runtime }) => {
	const reader = createDocumentReader(model.document);
	/** An answer that several operations share is written once. */
	const shared = new Map<string, string>();
	const operations = model.operations.map((operation) => printOperation(operation, model, reader, shared));
	const content = [
		BANNER,
		`import type { Payloads, ResponsePayloads } from "${runtime}/payloads.ts";\n\n`,
		"const responses = {\n",
		...[...shared].map(([pointer, text]) => `\t${JSON.stringify(pointer)}: ${text},\n`),
		"} as const satisfies Record<string, ResponsePayloads>;\n\n",
		"/** What the description says of every payload. */\n",
		"export const payloads: Payloads = {\n",
		`\tschemas: ${print(lowerSchemas(reader.schemas, ANNOTATED), "\t")},\n`,
		`\toperations: {\n${operations.join("")}\t},\n`,
		"};\n",
	];
	return [{ path: "payloads.ts", content: content.join("") }];
};

function printOperation(operation: OperationModel, model: Model, reader: DocumentReader, shared: Map<string, string>): string {
	const source = sourceOf(valueAt(model.document, operation.pointer));
	const responses = Object.entries(operation.responses).map(([status, response]) => {
		const pointer = response.headers.pointer.slice(0, -"/headers".length);
		if (!shared.has(pointer)) shared.set(pointer, print(readResponse(response, pointer, source, reader), "\t"));
		return `\t\t\t\t${JSON.stringify(status)}: responses[${JSON.stringify(pointer)}],\n`;
	});
	const { examples, parameterExamples } = operation.request;
	const payloads: Omit<OperationPayloads, "responses"> = {
		pointer: operation.pointer,
		source,
		request: readRequest(operation, reader),
		parameterExamples,
		examples,
	};
	const members = Object.entries(payloads).map(([name, value]) => `\t\t\t${name}: ${print(value, "\t\t\t")},\n`);
	return `\t\t${operation.id}: {\n${members.join("")}\t\t\tresponses: {\n${responses.join("")}\t\t\t},\n\t\t},\n`;
}

function readRequest({ request }: OperationModel, reader: DocumentReader): OperationPayloads["request"] {
	return mapValues(request.schemas as Record<string, LocatedSchema>, ({ schema, pointer }, part) => {
		if (part === "body") return lowerAt(pointer, reader);
		return membersAt(schema, pointer, (name) => request.parameterPointers[name] ?? pointer, reader);
	});
}

function readResponse(
	{ headers, body, examples, headerExamples }: ResponseModel,
	pointer: string,
	inherited: readonly string[],
	reader: DocumentReader,
): ResponsePayloads {
	const own = sourceOf(valueAt(reader.document, pointer));
	return {
		pointer,
		source: own.length > 0 ? own : inherited,
		headers: membersAt(headers.schema, headers.pointer, (name) => headers.pointer + toPointer([name]), reader),
		...(body && { body: lowerAt(body.pointer, reader) }),
		examples,
		headerExamples,
	};
}

function lowerAt(pointer: string, reader: DocumentReader): PartPayloads {
	return { pointer, schema: lowerSchema(valueAt(reader.document, pointer) as Schema, reader.schemas, ANNOTATED) };
}

/** The schema of an object whose members are parameters or headers, each with a place of its own. */
function membersAt(
	schema: JsonSchema,
	pointer: string,
	pointerOf: (name: string) => string,
	reader: DocumentReader,
): PartPayloads {
	const { properties = {}, ...rest } = schema as JsonSchemaObject & { properties?: Record<string, JsonSchemaObject> };
	const members: Record<string, string> = {};
	const lowered = mapValues(properties, (_, name): JsonSchema => {
		const { node, pointer: at } = reader.resolve(valueAt(reader.document, pointerOf(name)) as Header, pointerOf(name));
		members[name] = at;
		const source = (node as { "x-source"?: unknown })["x-source"];
		const member = lowerSchema(node.schema ?? {}, reader.schemas, ANNOTATED);
		return source === undefined || typeof member === "boolean" ? member : { "x-source": source, ...member };
	});
	// Parameters may all stand with the path, and an answer may have no headers.
	const stands = valueAt(reader.document, pointer) === undefined ? pointer.slice(0, pointer.lastIndexOf("/")) : pointer;
	return { pointer: stands, schema: { ...rest, properties: lowered }, members };
}

function sourceOf(node: unknown): string[] {
	const source = (node as { "x-source"?: string | string[] } | undefined)?.["x-source"];
	return source === undefined ? [] : [source].flat();
}

function print(value: unknown, indent: string): string {
	return JSON.stringify(value, null, "\t").replaceAll("\n", `\n${indent}`);
}
