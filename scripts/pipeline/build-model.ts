import type { Method, OperationDescriptor } from "../../src/core/operation/descriptor.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { checkPagination } from "./check-pagination.ts";
import { checkSchemas } from "./check-schemas.ts";
import { checkSources } from "./check-sources.ts";
import { createDocumentReader } from "./document-reader.ts";
import { lowerSchemas, mapValues } from "./lower-schema.ts";
import type { Model, OperationModel } from "./model.ts";
import { METHODS, type OpenApi } from "./openapi.ts";
import { examplesOf, type OperationContext, type Report } from "./operation-context.ts";
import { ModelError, type Problem } from "./problem.ts";
import { type ReadBody, readBody } from "./read-body.ts";
import { parameterSchemas, type ReadParameter, readParameters } from "./read-parameters.ts";
import { type ReadResponse, readResponse } from "./read-response.ts";

/**
 * Reads a bundle as a model: the only code that walks OpenAPI.
 *
 * @throws {ModelError} with everything that the generators cannot express.
 */
export function buildModel(document: OpenApi): Model {
	// By place and words: a component is read once for every operation that refers to it.
	const problems = new Map<string, Problem>();
	const report: Report = (pointer, message) => problems.set(`${pointer} ${message}`, { pointer, message });
	const reader = createDocumentReader(document);
	const responses = new Map<string, ReadResponse>();

	checkSchemas(document, report);
	checkSources(document, report);
	const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
		METHODS.flatMap((method) => {
			const operation = item[method];
			if (operation === undefined) return [];
			const pointer = toPointer(["paths", path, method]);
			return [buildOperation({ reader, report, path, item, method, operation, pointer }, responses)];
		}),
	);
	if (problems.size > 0) throw new ModelError([...problems.values()]);

	return { document, operations, schemas: lowerSchemas(reader.schemas) };
}

function buildOperation(context: OperationContext, read: Map<string, ReadResponse>): OperationModel {
	const { reader, report, path, method, operation, pointer } = context;
	checkOperationId(context);
	const parameters = readParameters(context);
	const body = readBody(context);
	checkNames(parameters, body, report);
	const responses = mapValues(operation.responses, (reference, status) => {
		const response = reader.resolve(reference, `${pointer}/responses/${status}`);
		// Components are shared by many operations: each is read, and complained of, once.
		const made = read.get(response.pointer) ?? readResponse(context, response, status);
		read.set(response.pointer, made);
		return made;
	});
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
			parameterPointers: Object.fromEntries(parameters.map(({ node, pointer }) => [node.name, pointer])),
		},
		responses: mapValues(responses, ({ model }) => model),
	};
}

function checkOperationId({ report, operation, pointer }: OperationContext): void {
	const id = operation.operationId;
	if (id === undefined) report(pointer, "expected an operationId, found none; it becomes the name of the client's method");
	else if (!/^[A-Za-z_$][\w$]*$/.test(id)) {
		report(`${pointer}/operationId`, `expected a name that a method can have, got ${id}; use letters and digits`);
	}
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

function readServer({ reader, report, item, operation, path, pointer }: OperationContext): string {
	const [server] = operation.servers ?? item.servers ?? reader.document.servers ?? [];
	const at = operation.servers ? `${pointer}/servers` : item.servers ? `${toPointer(["paths", path])}/servers` : "/servers";
	const url = server?.url ?? "";
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		report(at, `expected a server with an absolute http(s) address, got ${url === "" ? "none" : url}`);
	}
	return url.replace(/\/+$/, "");
}
