import type {
	BodyDescriptor,
	FieldDescriptor,
	Method,
	OperationDescriptor,
	ParameterDescriptor,
	ParameterLocation,
	ResponseDescriptor,
} from "../../src/operation/descriptor.ts";
import { fromPointer, toPointer } from "../../src/operation/json-pointer.ts";
import type { JsonSchema } from "../../src/operation/json-schema.ts";
import { checkSchemas } from "./check-schemas.ts";
import { checkSources } from "./check-sources.ts";
import { describeValue } from "./describe-value.ts";
import { createDocumentReader, type DocumentReader, type Located } from "./document-reader.ts";
import { lowerSchema, lowerSchemas, mapValues } from "./lower-schema.ts";
import type { LocatedSchema, Model, OperationModel, RequestModel, ResponseModel } from "./model.ts";
import {
	type Header,
	METHODS,
	type MediaType,
	type OpenApi,
	type Parameter,
	type PathItem,
	type PathOperation,
	type Response,
	type Schema,
} from "./openapi.ts";
import { ModelError, type Problem } from "./problem.ts";

type Report = (pointer: string, message: string) => void;

/**
 * Reads a bundle as a model: the only code that walks OpenAPI.
 *
 * @throws {ModelError} with everything that the generators cannot express.
 */
export function buildModel(document: OpenApi): Model {
	const problems: Problem[] = [];
	const report: Report = (pointer, message) => problems.push({ pointer, message });
	const reader = createDocumentReader(document);

	checkSchemas(document, report);
	checkSources(document, report);
	const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
		METHODS.flatMap((method) => {
			const operation = item[method];
			if (operation === undefined) return [];
			return [buildOperation({ reader, report, path, item, method, operation, pointer: toPointer(["paths", path, method]) })];
		}),
	);
	if (problems.length > 0) throw new ModelError(problems);

	return { document, operations, schemas: lowerSchemas(reader.schemas) };
}

interface OperationContext {
	readonly reader: DocumentReader;
	readonly report: Report;
	readonly path: string;
	readonly item: PathItem;
	readonly method: (typeof METHODS)[number];
	readonly operation: PathOperation;
	readonly pointer: string;
}

function buildOperation(context: OperationContext): OperationModel {
	const { reader, report, path, method, operation, pointer } = context;
	if (operation.operationId === undefined) {
		report(pointer, "expected an operationId, found none; it becomes the name of the client's method");
	} else if (!/^[A-Za-z_$][\w$]*$/.test(operation.operationId)) {
		report(
			`${pointer}/operationId`,
			`expected a name that a method can have, got ${operation.operationId}; use letters and digits`,
		);
	}
	const parameters = readParameters(context);
	const body = readBody(context);
	checkNames(parameters, body, report);
	const responses = mapValues(operation.responses, (response, status) =>
		readResponse(context, reader.resolve(response, `${pointer}/responses/${status}`), status),
	);
	const pagination = operation["x-pagination"];
	if (pagination !== undefined) checkPagination(context, pagination);

	const idempotent = !["post", "patch"].includes(method) || operation["x-idempotent"] === true;
	const descriptor: OperationDescriptor = {
		method: method.toUpperCase() as Method,
		path,
		server: readServer(context),
		tags: operation.tags ?? [],
		...(operation.deprecated && { deprecated: true }),
		...(idempotent && { idempotent }),
		secured: (operation.security ?? reader.document.security ?? []).length > 0,
		parameters: Object.fromEntries(parameters.map(({ node, descriptor }) => [node.name, descriptor])),
		...(body && { body: body.descriptor }),
		responses: mapValues(responses, ({ descriptor }) => descriptor),
		...(pagination && { pagination }),
	};
	return {
		id: operation.operationId,
		summary: operation.summary ?? "",
		description: operation.description ?? "",
		descriptor,
		pointer,
		request: {
			schemas: { ...parameterSchemas(parameters, reader, pointer), ...(body && { body: body.schema }) },
			examples: body?.examples ?? {},
			parameterExamples: examplesOf(parameters.map(({ node }) => [node.name, node])),
		},
		responses: mapValues(responses, ({ model }) => model),
	};
}

interface ReadParameter extends Located<Parameter> {
	readonly descriptor: ParameterDescriptor;
}

/** Parameters of the path item and of the operation; the operation's own win. */
function readParameters({ reader, report, item, operation, path, pointer }: OperationContext): ReadParameter[] {
	const own = (operation.parameters ?? []).map((node, index) => reader.resolve(node, `${pointer}/parameters/${index}`));
	const shared = (item.parameters ?? [])
		.map((node, index) => reader.resolve(node, `${toPointer(["paths", path])}/parameters/${index}`))
		.filter(({ node }) => !own.some((mine) => mine.node.name === node.name && mine.node.in === node.in));
	return [...shared, ...own].map(({ node, pointer }) => {
		checkStyle(node, pointer, report);
		const { value, problem } = describeValue(node.schema ?? {}, reader);
		if (problem !== undefined) report(`${pointer}/schema`, `parameter ${node.name}: ${problem}`);
		return { node, pointer, descriptor: { in: node.in, ...value, ...(node.required && { required: true }) } };
	});
}

/** The default style of each location, the only one that is written and read. */
const STYLES = { path: "simple", header: "simple", query: "form", cookie: "form" } as const;

function checkStyle(parameter: Parameter, pointer: string, report: Report): void {
	const expected = STYLES[parameter.in];
	if (parameter.style !== undefined && parameter.style !== expected) {
		report(
			`${pointer}/style`,
			`expected style ${expected} in ${parameter.in}, got ${parameter.style}; no other style is written`,
		);
	}
	if (parameter.explode !== undefined && parameter.explode !== (expected === "form")) {
		report(`${pointer}/explode`, `expected the default of style ${expected}, got explode: ${parameter.explode}; leave it out`);
	}
	if (parameter.content !== undefined) {
		report(
			`${pointer}/content`,
			"expected a parameter with a schema, got one with content; no media type is written in a parameter",
		);
	}
}

function parameterSchemas(
	parameters: readonly ReadParameter[],
	reader: DocumentReader,
	operation: string,
): RequestModel["schemas"] {
	const schemas: Partial<Record<ParameterLocation, LocatedSchema>> = {};
	for (const location of ["path", "query", "header", "cookie"] as const) {
		const here = parameters.filter(({ node }) => node.in === location);
		if (here.length === 0) continue;
		const members = here.map(({ node }) => ({ name: node.name, schema: node.schema ?? {}, required: node.required === true }));
		schemas[location] = { schema: objectSchema(members, reader), pointer: `${operation}/parameters` };
	}
	return schemas;
}

/** The schema of an object of decoded values. */
function objectSchema(
	members: readonly { name: string; schema: Schema; required: boolean }[],
	reader: DocumentReader,
): JsonSchema {
	const required = members.filter((member) => member.required).map(({ name }) => name);
	return {
		type: "object",
		...(required.length > 0 && { required }),
		properties: Object.fromEntries(members.map(({ name, schema }) => [name, lowerSchema(schema, reader.schemas)])),
	};
}

interface ReadBody {
	readonly descriptor: BodyDescriptor;
	readonly schema: LocatedSchema;
	readonly examples: Record<string, unknown>;
	/** Where each field is described. */
	readonly fieldPointers: Record<string, string>;
}

function readBody({ reader, report, operation, pointer }: OperationContext): ReadBody | undefined {
	if (operation.requestBody === undefined) return undefined;
	const { node, pointer: at } = reader.resolve(operation.requestBody, `${pointer}/requestBody`);
	for (const mediaType of Object.keys(node.content)) {
		if (mediaType === "application/x-www-form-urlencoded" || mediaType === "application/json") continue;
		const got = toPointer(["content", mediaType]);
		report(
			at + got,
			`expected application/x-www-form-urlencoded or application/json, got ${mediaType}; no other request body is encoded`,
		);
	}
	const [mediaType, media = {}] = Object.entries(node.content)[0] ?? [];
	if (mediaType !== "application/x-www-form-urlencoded" && mediaType !== "application/json") return undefined;

	const mediaPointer = at + toPointer(["content", mediaType]);
	const { properties, required } = reader.members(media.schema ?? {}, `${mediaPointer}/schema`);
	if (Object.keys(properties).length === 0) {
		report(
			`${mediaPointer}/schema`,
			"expected an object with properties, got none; its fields become the arguments of the operation",
		);
	}
	const flag = (name: string) => (required.includes(name) ? ({ required: true } as const) : {});
	const fields = mapValues(properties, ({ node, pointer }, name): FieldDescriptor => {
		const { value, problem } = describeValue(node, reader);
		if (problem !== undefined && mediaType !== "application/json") report(pointer, `form field ${name}: ${problem}`);
		return { ...value, ...flag(name) };
	});
	const common = { required: node.required === true };
	return {
		descriptor:
			mediaType === "application/json"
				? { mediaType, ...common, fields: mapValues(properties, (_, name) => flag(name)) }
				: { mediaType, ...common, fields },
		schema: { schema: lowerSchema(media.schema ?? {}, reader.schemas), pointer: `${mediaPointer}/schema` },
		examples: reader.examples(media),
		fieldPointers: mapValues(properties, ({ pointer }) => pointer),
	};
}

/** Arguments are one flat object, so every name must mean one thing. */
function checkNames(parameters: readonly ReadParameter[], body: ReadBody | undefined, report: Report): void {
	const seen = new Map<string, string>();
	const named = [
		...parameters.map(({ node, pointer }) => ({ name: node.name, where: `a ${node.in} parameter`, pointer })),
		...Object.entries(body?.fieldPointers ?? {}).map(([name, pointer]) => ({ name, where: "a body field", pointer })),
	];
	for (const { name, where, pointer } of named) {
		const other = seen.get(name);
		if (other !== undefined)
			report(pointer, `expected each name once an operation, got ${name} as ${other} and as ${where}; rename one`);
		seen.set(name, where);
	}
}

function readResponse(
	{ reader, report }: OperationContext,
	{ node, pointer }: Located<Response>,
	status: string,
): { descriptor: ResponseDescriptor; model: ResponseModel } {
	const headers = Object.entries(node.headers ?? {}).map(([name, header]) => {
		const found = reader.resolve(header, pointer + toPointer(["headers", name]));
		const { value, problem } = describeValue(found.node.schema ?? {}, reader);
		if (problem !== undefined) report(`${found.pointer}/schema`, `header ${name}: ${problem}`);
		return { name, value, node: found.node };
	});
	const [mediaType, media] = Object.entries(node.content ?? {})[0] ?? [];
	const examples = media ? reader.examples(media) : {};
	if (media !== undefined && Object.keys(examples).length === 0) {
		report(pointer, `expected at least one example of the ${status} answer, found none; add examples to its media type`);
	}
	const members = headers.map(({ name, node }) => ({ name, schema: node.schema ?? {}, required: node.required === true }));
	return {
		descriptor: {
			mediaTypes: Object.keys(node.content ?? {}),
			headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
		},
		model: {
			headers: { schema: objectSchema(members, reader), pointer: `${pointer}/headers` },
			...(media?.schema && { body: readMedia(media, reader, pointer + toPointer(["content", mediaType ?? ""])) }),
			examples,
			headerExamples: examplesOf(headers.map(({ name, node }) => [name, node])),
		},
	};
}

/** The examples of parameters or headers, where they have one. */
function examplesOf(named: readonly (readonly [string, Header])[]): Record<string, unknown> {
	return Object.fromEntries(
		named.filter(([, { example }]) => example !== undefined).map(([name, { example }]) => [name, example]),
	);
}

function readMedia(media: MediaType, reader: DocumentReader, pointer: string): LocatedSchema {
	return { schema: lowerSchema(media.schema ?? {}, reader.schemas), pointer: `${pointer}/schema` };
}

function readServer({ reader, report, item, operation, path, pointer }: OperationContext): string {
	const [server] = operation.servers ?? item.servers ?? reader.document.servers ?? [];
	const at = operation.servers ? `${pointer}/servers` : item.servers ? `${toPointer(["paths", path])}/servers` : "/servers";
	const url = server?.url ?? "";
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		report(at, `expected a server with an absolute http(s) address, got ${url === "" ? "none" : url}`);
	}
	return url.replace(/\/+$/, "");
}

/** Both pointers of `x-pagination` must lead to something in the documented answer. */
function checkPagination(
	{ reader, report, operation, pointer }: OperationContext,
	pagination: { items: string; next: string },
): void {
	const [status, response] = Object.entries(operation.responses).find(([status]) => status.startsWith("2")) ?? [];
	if (response === undefined) return;
	const { node } = reader.resolve(response, `${pointer}/responses/${status}`);
	const [media] = Object.values(node.content ?? {});
	for (const [role, type] of [
		["items", "array"],
		["next", "string"],
	] as const) {
		let schema = media?.schema ?? {};
		for (const name of fromPointer(pagination[role])) schema = reader.members(schema, "").properties[name]?.node ?? {};
		const found = [reader.resolve(schema, "").node.type ?? "nothing"].flat();
		if (!found.includes(type)) {
			report(
				`${pointer}/x-pagination/${role}`,
				`expected a pointer to ${type === "array" ? "an array" : "a string"} of the ${status} answer, got ${pagination[role]}, which leads to ${found.join(" or ")}`,
			);
		}
	}
}
