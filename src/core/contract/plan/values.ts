import { type GeneratedApi, operationOf } from "../../operation/generated-api.ts";
import type { TextSpace } from "../../operation/pattern.ts";
import { successStatus } from "../../operation/response.ts";
import { fixedSample, sampleOf, sampleValue, smallestNumber } from "../../operation/sample.ts";
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

/** The marks of values that are written one after another: each is told from the one before. */
const MARKS = ["created", "changed", "changed again", "ignored"] as const;

export type Mark = (typeof MARKS)[number];

/**
 * Fields that can be read back, each with a value that is hard to get right: text outside ASCII with the characters that
 * forms give a meaning, JSON with spaces that mean nothing. Identifiers of other things are left out.
 */
export function readableFields(api: GeneratedApi, policy: ContractPolicy, operationId: string, mark: Mark): RequestValues {
	const operation = operationOf(api, operationId);
	const shown = shownMembers(api, operationId, successStatus(operation), "fetch");
	const names = Object.keys(operation.body?.fields ?? {}).filter((name) => shown.has(policy.propertyNameFor(name)));
	const values = names.map((name) => [name, distinctiveValue(memberSchema(api, operationId, "body", name), mark)] as const);
	return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** A value that is hard to show by chance, and another one for each mark where there are several; undefined where there is none. */
export function distinctiveValue(schema: SchemaView, mark: Mark): unknown {
	const [type] = schema.types;
	const turn = MARKS.indexOf(mark);
	if (schema.pattern !== undefined) return undefined;
	if (schema.const !== undefined) return schema.const;
	if (schema.enum !== undefined) return chosen(schema.enum.filter((value) => value !== null).reverse(), turn);
	if (type === "boolean") return turn % 2 === 0;
	if (type === "integer" || type === "number") return distinctiveNumber(schema, turn);
	if (type !== "string") return undefined;
	if (schema.contentMediaType === "application/json") return `{ "mark":"${mark}",  "n": [1, 2.50, null] }`;
	if (schema.format !== undefined) return distinctiveDate(schema.format, turn) ?? sampleOf(schema, fixedSample({}));
	const text = `Grüße & +1 = 100% ✓ ${mark}`;
	const { maxLength = 200 } = schema;
	// The end of the text tells the marks from each other, so that a shorter one begins with the turn.
	return [...(text.length > maxLength ? `${turn}${text}` : text)].slice(0, maxLength).join("");
}

function chosen(values: readonly unknown[], turn: number): unknown {
	return values[turn % values.length];
}

/** One of the least numbers that are allowed. */
function distinctiveNumber(schema: SchemaView, turn: number): unknown {
	const { maximum = Number.POSITIVE_INFINITY, exclusiveMaximum = Number.POSITIVE_INFINITY, multipleOf = 1 } = schema;
	const least = Math.round(smallestNumber(schema) / multipleOf);
	const values = [3, 2, 1, 0].map((step) => (least + step) * multipleOf);
	return chosen(
		values.filter((value) => value <= maximum && value < exclusiveMaximum),
		turn,
	);
}

function distinctiveDate(format: string, turn: number): string | undefined {
	const date = new Date(Date.UTC(2015, 11, 16 + turn, 22, 18, 37)).toISOString();
	if (format === "date") return date.slice(0, 10);
	return format === "date-time" ? date.replace(".000", "") : undefined;
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
