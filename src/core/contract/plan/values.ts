import { flatten } from "../../operation/flatten.ts";
import { type GeneratedApi, operationOf } from "../../operation/generated-api.ts";
import type { JsonSchema, JsonSchemaObject } from "../../operation/json-schema.ts";
import type { ContractPolicy } from "../policy.ts";
import { sampleMatch, sampleOf } from "./sample.ts";
import { membersAt, shapeOf } from "./shape.ts";

type Values = Record<string, unknown>;

/** The schema of a parameter or a field, references followed. */
export function memberSchema(
	api: GeneratedApi,
	operationId: string,
	part: "path" | "query" | "header" | "cookie" | "body",
	name: string,
): JsonSchemaObject {
	return remembered(api, `${operationId} ${part} ${name}`, () => findMemberSchema(api, operationId, part, name));
}

function findMemberSchema(
	api: GeneratedApi,
	operationId: string,
	part: "path" | "query" | "header" | "cookie" | "body",
	name: string,
): JsonSchemaObject {
	const schemas = api.payloads.schemas;
	const schema = api.payloads.operations[operationId]?.request[part]?.schema ?? true;
	const properties = typeof schema === "boolean" ? {} : flatten(schema, schemas).properties;
	const member = (properties as Record<string, JsonSchema> | undefined)?.[name] ?? true;
	return typeof member === "boolean" ? {} : flatten(member, schemas);
}

const memberSchemas = new WeakMap<GeneratedApi, Map<string, JsonSchemaObject>>();

/** What is worked out from the description once is the same in every case. */
function remembered(api: GeneratedApi, key: string, make: () => JsonSchemaObject): JsonSchemaObject {
	const known = memberSchemas.get(api) ?? new Map<string, JsonSchemaObject>();
	memberSchemas.set(api, known);
	const schema = known.get(key) ?? make();
	known.set(key, schema);
	return schema;
}

/** An identifier that nothing has, of the shape of a path parameter. */
export function freshId(api: GeneratedApi, operationId: string, name: string, random: () => number): string {
	const example = String(api.payloads.operations[operationId]?.parameterExamples[name] ?? "");
	return freshText(memberSchema(api, operationId, "path", name), example, random);
}

/** A text of the shape of an identifier, drawn anew. */
export function freshText(schema: JsonSchemaObject, example: string, random: () => number): string {
	const { pattern, type } = schema;
	if (typeof pattern === "string") return sampleMatch(pattern, random);
	if (type === "integer") return String(1 + Math.floor(random() * 2 ** 40));
	if (schema.format === "uuid") return hex(32, random).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
	return example.slice(0, -8) + hex(8, random);
}

function hex(length: number, random: () => number): string {
	return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
}

/** The documented examples of a request body by name. One without any gets its required fields made up. */
export function exampleBodies(api: GeneratedApi, operationId: string): Readonly<Record<string, Values>> {
	const operation = operationOf(api, operationId);
	if (operation.body === undefined) return {};
	const payloads = api.payloads.operations[operationId];
	const examples = (payloads?.examples ?? {}) as Readonly<Record<string, Values>>;
	if (Object.keys(examples).length > 0) return examples;
	return { "made-up": sampleOf(payloads?.request.body?.schema ?? true, api.payloads.schemas) as Values };
}

/** A valid body to start from: the first documented one that this target can take; undefined for an operation without any. */
export function baseBody(api: GeneratedApi, policy: ContractPolicy, operationId: string): Values | undefined {
	const bodies = Object.values(exampleBodies(api, operationId));
	const usable = bodies.find((body) => policy.unusableExample?.(operationId, body) === undefined) ?? bodies[0];
	return usable && (policy.mark?.(operationId, usable) ?? usable);
}

/**
 * Fields that can be read back, each with a value that is hard to get right: text outside ASCII with the characters that
 * forms give a meaning, JSON with spaces that mean nothing. Identifiers of other things are left out.
 */
export function readableFields(api: GeneratedApi, policy: ContractPolicy, operationId: string, mark: string): Values {
	const operation = operationOf(api, operationId);
	const responses = api.payloads.operations[operationId]?.responses ?? {};
	const body = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1].body;
	const shown = body && membersAt(shapeOf(body.schema, api.payloads.schemas));
	const values: Values = {};
	for (const name of Object.keys(operation.body?.fields ?? {})) {
		const schema = memberSchema(api, operationId, "body", name);
		if (!shown?.has(policy.memberName(name)) || schema.pattern !== undefined) continue;
		const value = telling(schema, mark);
		if (value !== undefined) values[name] = value;
	}
	return values;
}

function telling(schema: JsonSchemaObject, mark: string): unknown {
	const [type] = [schema.type ?? []].flat().filter((name) => name !== "null");
	if (type === "boolean") return true;
	if (type !== "string") return undefined;
	if (Array.isArray(schema.enum)) return schema.enum.findLast((value) => value !== null);
	if ("const" in schema) return schema.const;
	if (schema.contentMediaType === "application/json") return `{ "mark":"${mark}",  "n": [1, 2.50, null] }`;
	if (schema.format === "date-time") return "2015-12-16T22:18:37Z";
	if (schema.format !== undefined) return sampleOf(schema, {});
	return [...`Grüße & +1 = 100% ✓ ${mark}`].slice(0, Number(schema.maxLength ?? 200)).join("");
}

/** The required parameters of a location, with their documented values. */
export function requiredParameters(api: GeneratedApi, operationId: string, location: "query" | "header" | "cookie"): Values {
	const examples = api.payloads.operations[operationId]?.parameterExamples ?? {};
	const parameters = Object.entries(operationOf(api, operationId).parameters);
	return Object.fromEntries(
		parameters
			.filter(([, parameter]) => parameter.in === location && parameter.required)
			.map(([name]) => [name, examples[name] ?? sampleOf(memberSchema(api, operationId, location, name), api.payloads.schemas)]),
	);
}
