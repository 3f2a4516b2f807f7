import { flatten } from "../operation/flatten.ts";
import { toPointer } from "../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemaObject, JsonSchemas } from "../operation/json-schema.ts";

/** What a description says of one value: whether it has to be there, and each rule by its keyword. */
export interface ValueFacts {
	readonly required: boolean;
	readonly nullable: boolean;
	/** The types besides null, sorted; empty where any is allowed. */
	readonly types: readonly string[];
	readonly rules: Readonly<Record<string, unknown>>;
}

/** What a description says of one operation. */
export interface OperationFacts {
	readonly name: string;
	readonly method: string;
	/** The template. */
	readonly path: string;
	/**
	 * By place, as a JSON pointer: `/request/query/Order`, `/response/200`, `/response/200/body/meta/page`. The first item of a
	 * list stands for all of them, and for a parameter of the path its position, from 1: `/request/path/2`.
	 */
	readonly values: ReadonlyMap<string, ValueFacts>;
}

/** The keywords that are compared. */
const COMPARED = [
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

/** What a keyword says where it says nothing. */
const NO_RULE: Readonly<Record<string, unknown>> = { minLength: 0, minItems: 0, uniqueItems: false };

/** Members further in than any payload goes: a stop for schemas that contain themselves. */
const DEEPEST = 6;

/** Something that is there, of which nothing else is said. */
const NOTHING: ValueFacts = { required: false, nullable: false, types: [], rules: {} };

/** Gathers what a description says of the values of one operation. */
export class FactCollector {
	readonly values = new Map<string, ValueFacts>();
	readonly #names: readonly string[];
	readonly #schemas: JsonSchemas;

	constructor(path: string, schemas: JsonSchemas) {
		this.#names = pathParameters(path);
		this.#schemas = schemas;
	}

	addParameter(location: string, name: string, schema: JsonSchema, required: boolean): void {
		const key = location === "path" ? this.#names.indexOf(name) + 1 : name;
		this.#addValue(toPointer(["request", location, key]), schema, required);
	}

	addBody(schema: JsonSchema): void {
		this.#addMembers("/request/body", this.#flat(schema));
	}

	/** @param schema that of the body, where there is one */
	addAnswer(status: string, schema?: JsonSchema): void {
		const place = toPointer(["response", status]);
		this.values.set(place, NOTHING);
		if (schema !== undefined) this.#addMembers(`${place}/body`, this.#flat(schema));
	}

	#addValue(place: string, schema: JsonSchema, required: boolean, depth = 0): void {
		const node = this.#flat(schema);
		this.values.set(place, valueFacts(node, required));
		this.#addMembers(place, node, depth);
	}

	#addMembers(place: string, node: JsonSchemaObject, depth = 0): void {
		if (depth >= DEEPEST) return;
		const requiredNames = (node.required ?? []) as readonly string[];
		for (const [name, member] of Object.entries((node.properties ?? {}) as Record<string, JsonSchema>)) {
			this.#addValue(place + toPointer([name]), member, requiredNames.includes(name), depth + 1);
		}
		const { items } = node as { items?: JsonSchema };
		if (typeof items === "object") this.#addValue(`${place}/0`, items, false, depth + 1);
	}

	#flat(schema: JsonSchema): JsonSchemaObject {
		return typeof schema === "boolean" ? {} : flatten(schema, this.#schemas);
	}
}

function valueFacts(node: JsonSchemaObject, required: boolean): ValueFacts {
	const types = [node.type ?? []].flat() as string[];
	const rules = COMPARED.filter((keyword) => node[keyword] !== undefined && node[keyword] !== NO_RULE[keyword]).map((keyword) => [
		keyword,
		node[keyword],
	]);
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

/** The names of a template's parameters, in their order. */
export function pathParameters(template: string): string[] {
	return [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
}
