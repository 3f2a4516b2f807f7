import { mapValues } from "../../src/core/operation/map-values.ts";
import type { OperationPayloads, PartPayloads, ResponsePayloads } from "../../src/core/operation/payloads.ts";
import type { Generator, OperationModel, PartModel, ResponseModel } from "../pipeline/model.ts";
import { BANNER } from "./print.ts";

/** `payloads.ts`: schemas, their places and sources, and examples, for the contract tests. */
export const generatePayloads: Generator = ({ operations, annotatedSchemas }, { runtime }) => {
	/** A response that several operations share is printed once. */
	const shared = new Map(
		operations.flatMap(({ responses }) => Object.values(responses).map((response) => [response.pointer, response])),
	);
	const content = [
		BANNER,
		`import type { Payloads, ResponsePayloads } from "${runtime}/payloads.ts";\n\n`,
		"const responses = {\n",
		...[...shared].map(
			([pointer, response]) => `\t${JSON.stringify(pointer)}: ${printJson(responsePayloads(response), "\t")},\n`,
		),
		"} as const satisfies Record<string, ResponsePayloads>;\n\n",
		"/** What the description says of every payload. */\n",
		"export const payloads: Payloads = {\n",
		`\tschemas: ${printJson(annotatedSchemas, "\t")},\n`,
		`\toperations: {\n${operations.map(printOperation).join("")}\t},\n`,
		"};\n",
	];
	return [{ path: "payloads.ts", content: content.join("") }];
};

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
