import type { JsonSchemas } from "../../src/core/operation/json-schema.ts";
import { mapValues } from "../../src/core/operation/map-values.ts";
import type { OperationPayloads, PartPayloads, ResponsePayloads } from "../../src/core/operation/payloads.ts";
import {
	type Generator,
	type GeneratorContext,
	type Model,
	type OperationModel,
	type PartModel,
	partsOf,
	type ResponseModel,
} from "../pipeline/model.ts";
import { visitMembers } from "../pipeline/visit-schemas.ts";
import { BANNER } from "./print.ts";

/**
 * `payloads.ts`: schemas, their places and sources, and examples, for the contract tests; `webhook-payloads.ts`: those of the
 * webhooks.
 */
export const generatePayloads: Generator = (model, context) => [
	{ path: "payloads.ts", content: printPayloads("payloads", model.operations, model, context) },
	{ path: "webhook-payloads.ts", content: printPayloads("webhookPayloads", model.webhooks, model, context) },
];

function printPayloads(
	name: string,
	operations: readonly OperationModel[],
	{ annotatedSchemas }: Model,
	{ runtime }: GeneratorContext,
): string {
	/** A response that several operations share is printed once. */
	const shared = new Map(
		operations.flatMap(({ responses }) => Object.values(responses).map((response) => [response.pointer, response])),
	);
	const responses = [...shared].map(
		([pointer, response]) => `\t${JSON.stringify(pointer)}: ${printJson(responsePayloads(response), "\t")},\n`,
	);
	return [
		BANNER,
		`import type { Payloads${responses.length > 0 ? ", ResponsePayloads" : ""} } from "${runtime}/payloads.ts";\n\n`,
		...(responses.length > 0
			? ["const responses = {\n", ...responses, "} as const satisfies Record<string, ResponsePayloads>;\n\n"]
			: []),
		"/** What the description says of every payload. */\n",
		`export const ${name}: Payloads = {\n`,
		`\tschemas: ${printJson(usedSchemas(operations, annotatedSchemas), "\t")},\n`,
		`\toperations: {\n${operations.map(printOperation).join("")}\t},\n`,
		"};\n",
	].join("");
}

/** The schemas that operations refer to, directly or not. */
function usedSchemas(operations: readonly OperationModel[], schemas: JsonSchemas): JsonSchemas {
	const used = new Set<string>();
	const visit = (value: unknown) =>
		visitMembers(value, (member, path) => {
			if (path.at(-1) !== "$ref" || typeof member !== "string" || used.has(member)) return true;
			used.add(member);
			visit(schemas[member]);
			return true;
		});
	for (const part of operations.flatMap(partsOf)) visit(part.annotated);
	return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}

function printOperation({ id, pointer, source, tags, request, responses }: OperationModel): string {
	const { examples, parameterExamples } = request;
	const parts = mapValues(request.schemas as Record<string, PartModel>, partPayloads);
	const payloads: Omit<OperationPayloads, "responses"> = { pointer, source, tags, request: parts, parameterExamples, examples };
	const members = Object.entries(payloads).map(([name, value]) => `\t\t\t${name}: ${printJson(value, "\t\t\t")},\n`);
	const statuses = Object.entries(responses).map(
		([status, { pointer }]) => `\t\t\t\t${JSON.stringify(status)}: responses[${JSON.stringify(pointer)}],\n`,
	);
	return `\t\t${id}: {\n${members.join("")}\t\t\tresponses: {\n${statuses.join("")}\t\t\t},\n\t\t},\n`;
}

function responsePayloads({ pointer, source, headers, body, examples, headerExamples }: ResponseModel): ResponsePayloads {
	return {
		pointer,
		source,
		headers: { ...partPayloads(headers), descriptors: headers.descriptors },
		...(body && { body: partPayloads(body) }),
		examples,
		headerExamples,
	};
}

function partPayloads({ pointer, annotated, members }: PartModel): PartPayloads {
	return { pointer, schema: annotated, ...(members && { members }) };
}

function printJson(value: unknown, indent: string): string {
	return JSON.stringify(value, null, "\t").replaceAll("\n", `\n${indent}`);
}
