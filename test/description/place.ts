import { createDocumentReader, type DocumentReader } from "../../scripts/pipeline/document-reader.ts";
import { lowerSchema } from "../../scripts/pipeline/lower-schema.ts";
import type { Header, OpenApi, PathOperation, Schema } from "../../scripts/pipeline/openapi.ts";
import { allOperationsOf, type LocatedOperation } from "../../scripts/pipeline/operations-of.ts";

/** The constraints of a bundle at one place, by keyword; undefined if there is no such place. */
export type Keywords = Record<string, unknown> | undefined;

/** Looks up the places of a bundle that facts describe. */
export interface PlaceReader {
	/**
	 * @param place `operation`, `path NAME`, `query NAME`, `header NAME`, `body`, `body FIELD`, `STATUS`, `STATUS header NAME`,
	 * `STATUS body` or `STATUS body MEMBER`, where a member of a member is `a.b` and an item of a list is `a[]`
	 */
	at(operationId: string, place: string): Keywords;
}

export function createPlaceReader(document: OpenApi): PlaceReader {
	const reader = createDocumentReader(document);
	const operations = new Map(allOperationsOf(document).map((located) => [located.operation.operationId, located]));
	return {
		at(operationId, place) {
			const found = operations.get(operationId);
			if (found === undefined) return undefined;
			const [first = "", second, third] = place.split(" ");
			if (first === "operation") return describeOperation(reader, found);
			if (first === "body") return describeBody(reader, found.operation, second);
			if (/^\d/.test(first)) return describeResponse(reader, found.operation, first, second, third);
			return describeParameter(reader, found, first, second ?? "");
		},
	};
}

function describeOperation(reader: DocumentReader, { path, method, item, operation }: LocatedOperation): Keywords {
	const body = operation.requestBody && reader.resolve(operation.requestBody, "").node;
	const security = operation.security ?? reader.document.security ?? [];
	return {
		exists: true,
		method: method.toUpperCase(),
		path,
		// The receiver of a webhook, which has no path, chooses its server.
		server: path === "" ? undefined : (operation.servers ?? item.servers ?? reader.document.servers)?.[0]?.url,
		deprecated: operation.deprecated ?? false,
		security: security.flatMap((requirement) => Object.keys(requirement)),
		idempotent: operation["x-idempotent"] ?? false,
		requestMediaType: body && Object.keys(body.content)[0],
		pagination: operation["x-pagination"],
	};
}

function describeParameter(
	reader: DocumentReader,
	{ item, operation }: LocatedOperation,
	location: string,
	name: string,
): Keywords {
	const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((node) => reader.resolve(node, "").node);
	const parameter = parameters.find((candidate) => candidate.in === location && candidate.name === name);
	return parameter && describeHeader(reader, parameter);
}

function describeHeader(reader: DocumentReader, header: Header): Keywords {
	return { ...describeSchema(reader, header.schema ?? {}), required: header.required ?? false };
}

function describeBody(reader: DocumentReader, operation: PathOperation, field: string | undefined): Keywords {
	const body = operation.requestBody && reader.resolve(operation.requestBody, "").node;
	const schema = body && Object.values(body.content)[0]?.schema;
	if (schema === undefined) return undefined;
	if (field !== undefined) return describeMember(reader, schema, field);
	return { ...describeSchema(reader, schema), required: body?.required ?? false };
}

function describeResponse(
	reader: DocumentReader,
	operation: PathOperation,
	status: string,
	part: string | undefined,
	name: string | undefined,
): Keywords {
	const reference = operation.responses[status];
	if (reference === undefined) return undefined;
	const response = reader.resolve(reference, "").node;
	const [mediaType, media] = Object.entries(response.content ?? {})[0] ?? [];
	if (part === undefined) return { exists: true, mediaType };
	if (part === "header") {
		const header = Object.entries(response.headers ?? {}).find(([key]) => key === name)?.[1];
		return header && describeHeader(reader, reader.resolve(header, "").node);
	}
	if (media?.schema === undefined) return undefined;
	return name === undefined ? describeSchema(reader, media.schema) : describeMember(reader, media.schema, name);
}

function describeMember(reader: DocumentReader, schema: Schema, path: string): Keywords {
	let current = schema;
	let required = false;
	for (const step of path.split(/\.|(?=\[\])/)) {
		if (step === "[]") {
			current = flatten(reader, current).items ?? {};
			required = false;
			continue;
		}
		const members = reader.members(flatten(reader, current), "");
		const property = members.properties[step];
		if (property === undefined) return undefined;
		required = members.required.includes(step);
		current = property.node;
	}
	return { ...describeSchema(reader, current), required };
}

function describeSchema(reader: DocumentReader, schema: Schema): Keywords {
	const node = flatten(reader, schema);
	const { required: _, ...lowered } = lowerSchema(node, reader.schemas) as Record<string, unknown>;
	return { ...lowered, exists: true, type: typeOf(reader, node), default: node.default };
}

/** The type of a schema. That of an `allOf` is the one that all its parts have. */
function typeOf(reader: DocumentReader, { type, allOf = [] }: Schema): Schema["type"] {
	const [first, ...others] = allOf.map((part) => typeOf(reader, flatten(reader, part)));
	return type ?? (others.every((other) => other === first) ? first : undefined);
}

/** Follows a reference, and rewrites "X or null" as X with null among its types. */
function flatten(reader: DocumentReader, schema: Schema): Schema {
	const { node } = reader.resolve(schema, "");
	if (node.anyOf === undefined) return node;
	const branches = node.anyOf.map((branch) => reader.resolve(branch, "").node);
	const main = branches.find(({ type }) => type !== "null");
	const types = branches.flatMap(({ type }) => [type ?? []].flat());
	const { anyOf: _, ...siblings } = node;
	return { ...main, ...siblings, type: types };
}
