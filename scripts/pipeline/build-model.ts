import type { Method, OperationDescriptor } from "../../src/core/operation/descriptor.ts";
import { mapValues } from "../../src/core/operation/map-values.ts";
import { withoutSlash } from "../../src/core/operation/rebase-url.ts";
import { checkPaths, serverProblem } from "./check-addresses.ts";
import { checkExtensionValues, checkSchemaExtensions } from "./check-extensions.ts";
import { checkStructure } from "./check-structure.ts";
import { checkLinkTargets, checkPagination, checkSchemas, checkSecurity, checkSources, checkStatus } from "./checks.ts";
import { createDocumentReader, sourcesOf } from "./document-reader.ts";
import { lowerSchemas } from "./lower-schema.ts";
import type { Model, OperationModel, ResponseModel, WebhookModel } from "./model.ts";
import type { OpenApi } from "./openapi.ts";
import { type OperationContext, operationsOf, responsesOf, webhooksOf } from "./operations-of.ts";
import { headerExamples } from "./part-model.ts";
import { ModelError, PROTO_MESSAGE, type Problem, type ReportProblem } from "./problem.ts";
import { type ReadRequestBody, readRequestBody } from "./read-request-body.ts";
import { parameterParts, type ReadParameter, readRequestParameters } from "./read-request-parameters.ts";
import { type ReadResponse, readResponseObject } from "./read-response-object.ts";
import { checkWebhook, readEvent } from "./read-webhook.ts";

/**
 * Reads a bundle as a model, which is all that the generators know of it.
 *
 * @throws {ModelError} with every part of the description that the generators cannot express.
 */
export function buildModel(document: OpenApi): Model {
	// By pointer and message: a component is read again for every operation that refers to it.
	const problems = new Map<string, Problem>();
	const report: ReportProblem = (pointer, message) => problems.set(`${pointer} ${message}`, { pointer, message });
	const throwIfAny = () => {
		if (problems.size > 0) throw new ModelError([...problems.values()]);
	};
	const reader = createDocumentReader(document);
	const read = new Map<string, ReadResponse>();

	// Reading anything else relies on it.
	const reportStructure: ReportProblem = (pointer, message) => {
		problems.set(`${pointer} ${message}`, { pointer, message, rule: "structure" });
	};
	checkStructure(document, reportStructure);
	checkExtensionValues(document, reportStructure);
	throwIfAny();
	checkPaths(document, report);
	checkSecurity(document, report);
	checkLinkTargets(document, report);
	checkSchemas(document, report);
	checkSources(document, report);
	checkSchemaExtensions(reader, report);
	const operations = operationsOf(document).map((located) => buildOperation({ ...located, reader, report }, read));
	const events = new Map<string, string>();
	const webhooks = webhooksOf(document).map((located): WebhookModel => {
		const context = { ...located, reader, report };
		const model = buildOperation(context, read);
		checkWebhook(context, model);
		return { ...model, descriptor: { ...model.descriptor, event: readEvent(context, events) } };
	});
	throwIfAny();

	return {
		document,
		operations,
		webhooks,
		components: reader.schemas,
		schemas: lowerSchemas(reader.schemas),
		annotatedSchemas: lowerSchemas(reader.schemas, { annotations: true }),
	};
}

/** Reads one operation; what the model cannot express is reported, and left out. */
export function buildOperation(context: OperationContext, read: Map<string, ReadResponse>): OperationModel {
	const { report, operation, pointer } = context;
	checkOperationId(context);
	const parameters = readRequestParameters(context);
	const body = readRequestBody(context);
	checkNames(parameters, body, report);
	const responses = readResponses(context, read);
	checkPagination(context);
	return {
		id: operation.operationId,
		summary: operation.summary ?? "",
		description: operation.description ?? "",
		descriptor: buildDescriptor(context, parameters, body, responses),
		pointer,
		source: sourcesOf(operation),
		tags: operation.tags ?? [],
		request: {
			schemas: { ...parameterParts(parameters, context), ...(body && { body: body.part }) },
			examples: body?.examples ?? {},
			parameterExamples: headerExamples(parameters),
			parameterPointers: Object.fromEntries(parameters.map(({ name, pointer }) => [name, pointer])),
		},
		responses: mapValues(responses, ({ model }): ResponseModel => model),
	};
}

/** @param read the responses read so far, by pointer: many operations share a component, which is read once */
function readResponses(context: OperationContext, read: Map<string, ReadResponse>): Record<string, ReadResponse> {
	const { reader, report, operation, pointer } = context;
	return mapValues(responsesOf(operation), (reference, status) => {
		checkStatus(status, `${pointer}/responses/${status}`, report);
		const located = reader.resolve(reference, `${pointer}/responses/${status}`);
		const response = read.get(located.pointer) ?? readResponseObject(context, located, status);
		read.set(located.pointer, response);
		return response;
	});
}

function buildDescriptor(
	context: OperationContext,
	parameters: readonly ReadParameter[],
	body: ReadRequestBody | undefined,
	responses: Readonly<Record<string, ReadResponse>>,
): OperationDescriptor {
	const { reader, path, method, operation } = context;
	const pagination = operation["x-pagination"];
	const idempotent = !["post", "patch"].includes(method) || operation["x-idempotent"] === true;
	return {
		method: method.toUpperCase() as Method,
		path,
		server: readServerUrl(context),
		...(operation.deprecated && { deprecated: true }),
		...(idempotent && { idempotent }),
		secured: (operation.security ?? reader.document.security ?? []).length > 0,
		parameters: Object.fromEntries(parameters.map(({ name, descriptor }) => [name, descriptor])),
		...(body && { body: body.descriptor }),
		responses: mapValues(responses, ({ mediaTypes }) => mediaTypes),
		...(pagination && { pagination }),
	};
}

/** Names that no operation can have: JavaScript calls them implicitly, every object has them, or the client has a member of that name. */
const RESERVED_NAMES: ReadonlySet<string> = new Set([
	"http",
	"close",
	"then",
	"toJSON",
	...Object.getOwnPropertyNames(Object.prototype),
]);

function checkOperationId({ report, operation, pointer }: OperationContext): void {
	const id = operation.operationId;
	if (id === undefined) report(pointer, "expected an operationId, found none; code calls it by that name");
	else if (!/^[A-Za-z_$][\w$]*$/.test(id)) {
		report(`${pointer}/operationId`, `expected a name that a method can have, got ${id}; use letters and digits`);
	} else if (RESERVED_NAMES.has(id)) {
		report(`${pointer}/operationId`, `expected a name that has no other meaning on a client, got ${id}; choose another one`);
	}
}

/** Arguments are one flat object, so no two parameters or body fields may have the same name. */
function checkNames(parameters: readonly ReadParameter[], body: ReadRequestBody | undefined, report: ReportProblem): void {
	const seen = new Map<string, string>();
	const named = [
		...parameters.map(({ name, node, pointer }) => ({ name, where: `a ${node.in} parameter`, pointer })),
		...Object.entries(body?.fieldPointers ?? {}).map(([name, pointer]) => ({ name, where: "a body field", pointer })),
	];
	for (const { name, where, pointer } of named) {
		if (name === "__proto__") report(pointer, PROTO_MESSAGE);
		const other = seen.get(name);
		if (other !== undefined)
			report(pointer, `expected each name once an operation, got ${name} as ${other} and as ${where}; rename one`);
		seen.set(name, where);
	}
}

/** The receiver of a webhook, which has no path, chooses its server too. */
function readServerUrl({ reader, report, path, item, itemPointer, operation, pointer }: OperationContext): string {
	if (path === "") return "";
	const owners = [
		{ servers: operation.servers, pointer },
		{ servers: item.servers, pointer: itemPointer },
	];
	const owner = owners.find(({ servers }) => servers !== undefined) ?? { servers: reader.document.servers, pointer: "" };
	const url = owner.servers?.[0]?.url ?? "";
	const problem = serverProblem(url);
	if (problem !== undefined) report(`${owner.pointer}/servers`, problem);
	return withoutSlash(url);
}
