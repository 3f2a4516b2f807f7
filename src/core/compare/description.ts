import { toPointer } from "../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemas } from "../operation/json-schema.ts";
import { parameterNames, templateKey } from "../operation/path-template.ts";
import { type SchemaView, viewSchema } from "../operation/schema-view.ts";
import type { SpecLocation } from "../operation/spec-location.ts";
import { combineRules, readSchemaRules } from "./read-schema-rules.ts";
import type { ValueRules } from "./value-rules.ts";

/** One operation, in the form in which two descriptions are compared. */
export interface DescribedOperation {
	readonly operationId: string;
	readonly method: string;
	/** The template, which begins with a slash, or the name of a webhook. */
	readonly path: string;
	/**
	 * By place, as a JSON pointer: `/request/query/Order`, `/response/200`, `/response/200/body/meta/page`. The first item of a
	 * list represents all of them. A parameter of the path has its position as its name, from 1: `/request/path/2`.
	 */
	readonly values: ReadonlyMap<string, ValueRules>;
	/** The places whose members were not read, because there are too many values. */
	readonly cut: ReadonlySet<string>;
	/**
	 * Finds the part of the description for a place, or the part that would contain it, and for a keyword the part that states it
	 * where the description is known in full. Path parameters have their names here.
	 */
	readonly locate: (pointer: string, keyword?: string) => SpecLocation;
}

/** Whether an operation is a webhook. */
export function isReceived({ path }: Pick<DescribedOperation, "path">): boolean {
	return !path.startsWith("/");
}

/** The method and the path of an operation, or the name of a webhook, which has one method that its receiver may configure. */
export function requestLine({ method, path }: Pick<DescribedOperation, "method" | "path">): string {
	return `${isReceived({ path }) ? "webhook" : method} ${path}`;
}

/** The same text for the same operation in any description: names in the path do not count. */
export function operationKey(operation: Pick<DescribedOperation, "method" | "path">): string {
	return templateKey(requestLine(operation));
}

/** A header of a response, as it is read from a description. Its rules are those beside its schema. */
export interface DescribedHeader {
	readonly name: string;
	readonly required: boolean;
	readonly schema: JsonSchema;
	readonly rules?: ValueRules;
}

export interface DescribedParameter extends DescribedHeader {
	/** `path`, `query`, `header` or `cookie`. */
	readonly in: string;
}

export interface DescribedBody {
	readonly schema: JsonSchema | undefined;
	readonly required?: boolean;
	readonly rules?: ValueRules | undefined;
	/** The rules of its fields beside their schemas, by name. */
	readonly fields?: Readonly<Record<string, ValueRules>>;
}

export interface DescribedResponse {
	readonly rules?: ValueRules;
	readonly headers?: readonly DescribedHeader[];
	readonly body?: DescribedBody | undefined;
}

/** An operation as it is read from a description. */
interface OperationParts extends Omit<DescribedOperation, "values" | "cut"> {
	readonly rules?: ValueRules;
	readonly parameters: readonly DescribedParameter[];
	readonly body: DescribedBody | undefined;
	/** By status. */
	readonly responses: Readonly<Record<string, DescribedResponse>>;
}

/** A place that is still to be read. */
interface Unread extends DescribedBody {
	readonly place: string;
	readonly depth: number;
}

/** Schemas can contain themselves; no payload nests members deeper than this. */
export const MAX_MEMBER_DEPTH = 6;
/** Wide schemas that contain themselves have more values than can be read. */
export const MAX_VALUES = 10_000;

/** Collects the rules of all values of an operation, the outer values first. */
export function describeOperation(parts: OperationParts, schemas: JsonSchemas): DescribedOperation {
	const { rules = {}, parameters, body, responses, ...operation } = parts;
	const values = new Map<string, ValueRules>([["/request", rules]]);
	for (const [status, response] of Object.entries(responses)) {
		values.set(toPointer(["response", status]), { nullable: false, ...response.rules });
	}
	const cut = new Set<string>();
	const unread = outerValues(parts);
	// The list grows while it is read.
	for (const next of unread) {
		const view = viewSchema(next.schema, schemas);
		values.set(next.place, combineRules(readSchemaRules(view, next.required === true, schemas), next.rules));
		const members = next.depth < MAX_MEMBER_DEPTH ? innerValues(next, view) : [];
		if (unread.length + members.length > MAX_VALUES) cut.add(next.place);
		else unread.push(...members);
	}
	return { ...operation, values, cut };
}

/** The values that an operation names: parameters, bodies and headers. */
function outerValues({ path, parameters, body, responses }: OperationParts): Unread[] {
	const names = parameterNames(path);
	const place = (...segments: (string | number)[]) => ({ place: toPointer(segments), depth: 0 });
	return [
		...parameters.map(({ in: part, name, ...parameter }) => {
			return { ...parameter, ...place("request", part, part === "path" ? names.indexOf(name) + 1 : name) };
		}),
		...(body ? [{ ...body, ...place("request", "body") }] : []),
		...Object.entries(responses).flatMap(([status, { headers = [], body }]) => [
			...headers.map(({ name, ...header }) => ({ ...header, ...place("response", status, "headers", name) })),
			...(body ? [{ ...body, ...place("response", status, "body") }] : []),
		]),
	];
}

function innerValues({ place, depth, fields = {} }: Unread, view: SchemaView): Unread[] {
	const { properties = {}, required = [], items, types } = view;
	const members = Object.entries(properties).map(([name, schema]) => {
		const rules = Object.hasOwn(fields, name) ? fields[name] : undefined;
		return { place: place + toPointer([name]), schema, required: required.includes(name), depth: depth + 1, rules };
	});
	const hasItems = typeof items === "object" || types.includes("array");
	return hasItems ? [...members, { place: `${place}/0`, schema: items ?? true, depth: depth + 1 }] : members;
}
