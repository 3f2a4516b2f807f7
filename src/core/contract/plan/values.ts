import { type GeneratedApi, operationOf } from "../../operation/generated-api.ts";
import type { TextSpace } from "../../operation/pattern.ts";
import { successStatus } from "../../operation/response.ts";
import { fixedSample, sampleOf, sampleValue } from "../../operation/sample.ts";
import { type SchemaView, viewProperty, viewSchema } from "../../operation/schema-view.ts";
import { shownMembers } from "../../operation/shown-members.ts";
import type { RequestPart } from "../../operation/violation.ts";
import type { ContractPolicy } from "../policy.ts";
import { identifierSpace } from "./identifiers.ts";

/** The parameters or fields of a request by name. */
export type RequestValues = Readonly<Record<string, unknown>>;

/**
 * The headers of a request from a page of another origin: the target then sends the headers for such pages too. A server on
 * this machine may only serve pages of this machine, as the sandbox does.
 */
export const ORIGIN = { origin: "http://localhost" };

/** The schema of a parameter or a field. */
export function memberSchema({ payloads }: GeneratedApi, operationId: string, part: RequestPart, name: string): SchemaView {
	const schema = payloads.operations[operationId]?.request[part]?.schema;
	return viewProperty(viewSchema(schema, payloads.schemas), name, payloads.schemas);
}

/** The identifiers that a path parameter can hold. */
export function parameterSpace(api: GeneratedApi, operationId: string, name: string): TextSpace {
	const example = String(api.payloads.operations[operationId]?.parameterExamples[name] ?? "");
	return identifierSpace(memberSchema(api, operationId, "path", name), example);
}

/** The documented examples of a request body by name. One without any gets its required fields made up. */
export function exampleBodies(api: GeneratedApi, operationId: string): Readonly<Record<string, RequestValues>> {
	const operation = operationOf(api, operationId);
	if (operation.body === undefined) return {};
	const payloads = api.payloads.operations[operationId];
	const examples = (payloads?.examples ?? {}) as Record<string, RequestValues>;
	if (Object.keys(examples).length > 0) return examples;
	return { "made-up": sampleValue(payloads?.request.body?.schema, fixedSample(api.payloads.schemas)) as RequestValues };
}

/** A valid body to start from: the first documented one that this target can take; undefined for an operation without any. */
export function baseBody(api: GeneratedApi, policy: ContractPolicy, operationId: string): RequestValues | undefined {
	const bodies = Object.values(exampleBodies(api, operationId));
	const usable = bodies.find((body) => policy.unusableExample?.(operationId, body) === undefined) ?? bodies[0];
	return usable && (policy.mark?.(operationId, usable) ?? usable);
}

/**
 * Fields that can be read back, each with a value that is hard to get right: text outside ASCII with the characters that
 * forms give a meaning, JSON with spaces that mean nothing. Identifiers of other things are left out.
 */
export function readableFields(api: GeneratedApi, policy: ContractPolicy, operationId: string, mark: string): RequestValues {
	const operation = operationOf(api, operationId);
	const shown = shownMembers(api, operationId, successStatus(operation), "fetch");
	const names = Object.keys(operation.body?.fields ?? {}).filter((name) => shown.has(policy.propertyNameFor(name)));
	const values = names.map((name) => [name, distinctiveValue(memberSchema(api, operationId, "body", name), mark)] as const);
	return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** A value that is hard to show by chance; undefined where the schema allows none. */
export function distinctiveValue(schema: SchemaView, mark: string): unknown {
	const [type] = schema.types;
	if (schema.pattern !== undefined) return undefined;
	if (type === "boolean") return true;
	if (type !== "string") return undefined;
	if (schema.enum !== undefined) return schema.enum.findLast((value) => value !== null);
	if (schema.const !== undefined) return schema.const;
	if (schema.contentMediaType === "application/json") return `{ "mark":"${mark}",  "n": [1, 2.50, null] }`;
	if (schema.format !== undefined) return sampleOf(schema, fixedSample({}));
	return [...`Grüße & +1 = 100% ✓ ${mark}`].slice(0, schema.maxLength ?? 200).join("");
}

/** The required parameters of a location, with their documented values. */
export function requiredParameters(
	api: GeneratedApi,
	operationId: string,
	location: "query" | "header" | "cookie",
): RequestValues {
	const examples = api.payloads.operations[operationId]?.parameterExamples ?? {};
	const madeUp = (name: string) => sampleOf(memberSchema(api, operationId, location, name), fixedSample(api.payloads.schemas));
	const required = Object.entries(operationOf(api, operationId).parameters).filter(
		([, parameter]) => parameter.in === location && parameter.required,
	);
	return Object.fromEntries(required.map(([name]) => [name, examples[name] ?? madeUp(name)]));
}
