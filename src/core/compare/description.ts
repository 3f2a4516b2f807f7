import { toPointer } from "../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemas } from "../operation/json-schema.ts";
import { parameterNames } from "../operation/path-template.ts";
import { type SchemaView, viewSchema } from "../operation/schema-view.ts";
import type { SpecLocation } from "../operation/spec-location.ts";
import { COMPARED_KEYWORDS, type ValueRules } from "./compare-rules.ts";

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
	/** Finds the part of the description for a place, or the part that would contain it; path parameters have their names here. */
	readonly locate: (pointer: string) => SpecLocation;
}

/** Whether an operation is a webhook. */
export function isReceived({ path }: Pick<DescribedOperation, "path">): boolean {
	return !path.startsWith("/");
}

/** An operation as it is read from a description; a schema is undefined where there is no body. */
interface OperationParts extends Omit<DescribedOperation, "values" | "cut"> {
	readonly parameters: readonly {
		readonly in: string;
		readonly name: string;
		readonly required: boolean;
		readonly schema: JsonSchema;
	}[];
	readonly deprecated?: boolean;
	readonly body: JsonSchema | undefined;
	/** The bodies by status. */
	readonly responses: Readonly<Record<string, JsonSchema | undefined>>;
}

/** A place that is still to be read. */
interface Unread {
	readonly place: string;
	readonly schema: JsonSchema | undefined;
	readonly depth: number;
	/** Whether the value is required; undefined where the place is a body, which has no rules of its own. */
	readonly required?: boolean;
}

/** Schemas can contain themselves; no payload nests members deeper than this. */
const MAX_MEMBER_DEPTH = 6;
/** Wide schemas that contain themselves have more values than can be read. */
export const MAX_VALUES = 10_000;

/** Collects the rules of all values of an operation, the outer values first. */
export function describeOperation(parts: OperationParts, schemas: JsonSchemas): DescribedOperation {
	const { parameters, body, responses, deprecated, ...operation } = parts;
	const names = parameterNames(operation.path);
	const values = new Map<string, ValueRules>([["/request", { deprecated: deprecated || undefined }]]);
	const cut = new Set<string>();
	const unread: Unread[] = parameters.map(({ in: location, name, required, schema }) => {
		const key = location === "path" ? names.indexOf(name) + 1 : name;
		return { place: toPointer(["request", location, key]), schema, required, depth: 0 };
	});
	unread.push({ place: "/request/body", schema: body, depth: 0 });
	for (const [status, schema] of Object.entries(responses)) {
		const place = toPointer(["response", status]);
		values.set(place, { nullable: false });
		unread.push({ place: `${place}/body`, schema, depth: 0 });
	}
	// The list grows while it is read.
	for (const next of unread) {
		const view = viewSchema(next.schema, schemas);
		if (next.required !== undefined) values.set(next.place, readRules(view, next.required));
		const members = next.depth < MAX_MEMBER_DEPTH ? innerValues(next, view) : [];
		if (unread.length + members.length > MAX_VALUES) cut.add(next.place);
		else unread.push(...members);
	}
	return { ...operation, values, cut };
}

function innerValues({ place, depth }: Unread, { properties = {}, required = [], items }: SchemaView): Unread[] {
	const members = Object.entries(properties).map(([name, schema]) => {
		return { place: place + toPointer([name]), schema, required: required.includes(name), depth: depth + 1 };
	});
	return typeof items === "object"
		? [...members, { place: `${place}/0`, schema: items, required: false, depth: depth + 1 }]
		: members;
}

/** The values of keywords that allow everything, as if the keyword were absent. */
const KEYWORD_DEFAULTS: Readonly<Record<string, unknown>> = { minLength: 0, minItems: 0, uniqueItems: false, deprecated: false };

function readRules(view: SchemaView, required: boolean): ValueRules {
	const constraining = COMPARED_KEYWORDS.filter((name) => isRule(name, view[name]));
	return {
		required: required || undefined,
		nullable: view.nullable || view["x-nullable"] === true ? undefined : false,
		type: view.types.length > 0 ? [...view.types].sort() : undefined,
		...Object.fromEntries(constraining.map((name) => [name, view[name]])),
	};
}

/** The formats that a validator may check (JSON Schema 2020-12, 7.3). Any other, such as `int32`, is a remark. */
const CHECKED_FORMATS = new Set(
	"date date-time time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference uri-template iri iri-reference uuid json-pointer relative-json-pointer regex".split(
		" ",
	),
);

/** Whether a keyword with a value limits or describes anything. */
function isRule(keyword: string, value: unknown): boolean {
	if (keyword === "format") return CHECKED_FORMATS.has(value as string);
	return value !== undefined && value !== KEYWORD_DEFAULTS[keyword];
}
