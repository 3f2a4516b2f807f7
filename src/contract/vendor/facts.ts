import type { JsonSchema, JsonSchemaObject, JsonSchemas } from "../../operation/json-schema.ts";
import type { ContractApi } from "../api.ts";
import { flatten } from "../sample.ts";

/** What a description says of one value: whether it has to be there, and each rule by its keyword. */
export interface ValueFacts {
	readonly required: boolean;
	readonly nullable: boolean;
	/** The types besides null, sorted; empty where any is allowed. */
	readonly types: readonly string[];
	readonly rules: Readonly<Record<string, unknown>>;
}

/** What a description says of one operation, by place: `path 2`, `query Order`, `body Body`, `200 body meta.page`, `status 200`. */
export interface OperationFacts {
	readonly name: string;
	readonly method: string;
	/** The template, with `{}` for every parameter. */
	readonly path: string;
	readonly values: ReadonlyMap<string, ValueFacts>;
}

/** The keywords that are compared. */
export const COMPARED = [
	"pattern",
	"format",
	"enum",
	"const",
	"minLength",
	"maxLength",
	"minimum",
	"maximum",
	"exclusiveMinimum",
	"exclusiveMaximum",
	"multipleOf",
	"minItems",
	"maxItems",
	"uniqueItems",
	"contentMediaType",
] as const;

/** Members further in than any payload goes: a stop for schemas that contain themselves. */
const DEEPEST = 6;

/** Adds what a schema says of a value, and of its members, under a place. */
export function addValue(
	values: Map<string, ValueFacts>,
	place: string,
	schema: JsonSchema,
	required: boolean,
	schemas: JsonSchemas,
	depth = 0,
): void {
	const node = typeof schema === "boolean" ? {} : flatten(schema, schemas);
	values.set(place, valueFacts(node, required));
	addMembers(values, place, node, schemas, depth);
}

/** Adds what a schema says of the members of a value. */
export function addMembers(
	values: Map<string, ValueFacts>,
	place: string,
	node: JsonSchemaObject,
	schemas: JsonSchemas,
	depth: number,
): void {
	if (depth >= DEEPEST) return;
	const requiredNames = (node["required"] ?? []) as readonly string[];
	const dot = place.includes(" ") && !place.endsWith("body") ? "." : " ";
	for (const [name, member] of Object.entries((node["properties"] ?? {}) as Record<string, JsonSchema>)) {
		addValue(values, `${place}${dot}${name}`, member, requiredNames.includes(name), schemas, depth + 1);
	}
	const { items } = node as { items?: JsonSchema };
	if (typeof items === "object") addValue(values, `${place}[]`, items, false, schemas, depth + 1);
}

function valueFacts(node: JsonSchemaObject, required: boolean): ValueFacts {
	const types = [node["type"] ?? []].flat() as string[];
	const rules = COMPARED.filter((keyword) => node[keyword] !== undefined).map((keyword) => [keyword, node[keyword]]);
	return {
		required,
		nullable: types.includes("null") || node["x-nullable"] === true,
		types: types.filter((type) => type !== "null").sort(),
		rules: Object.fromEntries(rules),
	};
}

/** Templates with other parameter names are the same path. */
export function pathKey(template: string): string {
	return template.replace(/\{[^}]+\}/g, "{}");
}

/** The facts of our own description. */
export function ownFacts({ operations, payloads }: ContractApi): OperationFacts[] {
	return Object.entries(operations).map(([name, { method, path, parameters, responses }]): OperationFacts => {
		const values = new Map<string, ValueFacts>();
		const { request = {}, responses: answers = {} } = payloads.operations[name] ?? {};
		const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, parameter = ""]) => parameter);
		for (const [parameter, descriptor] of Object.entries(parameters)) {
			const part = request[descriptor.in]?.schema ?? true;
			const members =
				typeof part === "boolean" ? {} : (flatten(part, payloads.schemas)["properties"] as Record<string, JsonSchema>);
			const place = descriptor.in === "path" ? `path ${inPath.indexOf(parameter) + 1}` : `${descriptor.in} ${parameter}`;
			addValue(values, place, members[parameter] ?? true, descriptor.required ?? false, payloads.schemas);
		}
		const body = request.body?.schema;
		if (typeof body === "object") addMembers(values, "body", flatten(body, payloads.schemas), payloads.schemas, 0);
		for (const status of Object.keys(responses)) {
			values.set(`status ${status}`, NOTHING);
			const answer = answers[status]?.body?.schema;
			if (typeof answer === "object")
				addMembers(values, `${status} body`, flatten(answer, payloads.schemas), payloads.schemas, 0);
		}
		return { name, method, path: pathKey(path), values };
	});
}

/** Something that is there, of which nothing else is said. */
export const NOTHING: ValueFacts = { required: false, nullable: false, types: [], rules: {} };
