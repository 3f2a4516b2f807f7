import { toPointer } from "../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemas } from "../operation/json-schema.ts";
import { parameterNames } from "../operation/path-template.ts";
import { type SchemaView, viewSchema } from "../operation/schema-view.ts";
import type { SpecLocation } from "../operation/spec-location.ts";
import { COMPARED_KEYWORDS, type ValueRules } from "./compare-rules.ts";

/** What a description says of one operation. */
export interface DescribedOperation {
	readonly operationId: string;
	readonly method: string;
	/** The template. */
	readonly path: string;
	/**
	 * By place, as a JSON pointer: `/request/query/Order`, `/response/200`, `/response/200/body/meta/page`. The first item of a
	 * list represents all of them. A parameter of the path has its position as its name, from 1: `/request/path/2`.
	 */
	readonly values: ReadonlyMap<string, ValueRules>;
	/** Where the description says what it does of a place, or would; parameters of the path have their names here. */
	readonly locate: (pointer: string) => SpecLocation;
}

/** An operation as it is read from a description; a schema is undefined where there is no body. */
interface OperationParts extends Omit<DescribedOperation, "values"> {
	readonly parameters: readonly {
		readonly in: string;
		readonly name: string;
		readonly required: boolean;
		readonly schema: JsonSchema;
	}[];
	readonly body: JsonSchema | undefined;
	/** The bodies by status. */
	readonly responses: Readonly<Record<string, JsonSchema | undefined>>;
}

type Value = readonly [place: string, rules: ValueRules];

/** Schemas can contain themselves; no payload nests members deeper than this. */
const MAX_DEPTH = 6;

/** Collects what a description says of the values of an operation. */
export function describeOperation(parts: OperationParts, schemas: JsonSchemas): DescribedOperation {
	const { parameters, body, responses, ...operation } = parts;
	const names = parameterNames(operation.path);
	const values = [
		...parameters.flatMap(({ in: location, name, required, schema }) => {
			const key = location === "path" ? names.indexOf(name) + 1 : name;
			return nestedValues(toPointer(["request", location, key]), schema, required, schemas);
		}),
		...memberValues("/request/body", viewSchema(body, schemas), schemas),
		...Object.entries(responses).flatMap(([status, schema]) => {
			const place = toPointer(["response", status]);
			return [[place, { nullable: false }] as const, ...memberValues(`${place}/body`, viewSchema(schema, schemas), schemas)];
		}),
	];
	return { ...operation, values: new Map(values) };
}

function nestedValues(place: string, schema: JsonSchema, required: boolean, schemas: JsonSchemas, depth = 0): Value[] {
	const view = viewSchema(schema, schemas);
	return [[place, readRules(view, required)], ...memberValues(place, view, schemas, depth)];
}

function memberValues(place: string, view: SchemaView, schemas: JsonSchemas, depth = 0): Value[] {
	if (depth >= MAX_DEPTH) return [];
	const { properties = {}, required = [], items } = view;
	const members = Object.entries(properties).flatMap(([name, member]) =>
		nestedValues(place + toPointer([name]), member, required.includes(name), schemas, depth + 1),
	);
	return typeof items === "object" ? [...members, ...nestedValues(`${place}/0`, items, false, schemas, depth + 1)] : members;
}

/** The values of keywords that allow everything, as if the keyword were absent. */
const DEFAULTS: Readonly<Record<string, unknown>> = { minLength: 0, minItems: 0, uniqueItems: false };

function readRules(view: SchemaView, required: boolean): ValueRules {
	const constraining = COMPARED_KEYWORDS.filter((name) => view[name] !== undefined && view[name] !== DEFAULTS[name]);
	return {
		required: required || undefined,
		nullable: view.nullable || view["x-nullable"] === true ? undefined : false,
		type: view.types.length > 0 ? [...view.types].sort() : undefined,
		...Object.fromEntries(constraining.map((name) => [name, view[name]])),
	};
}
