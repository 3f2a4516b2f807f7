/** The keywords of JSON Schema that the sandbox reads to make up payloads. Others are left to the validators. */
export interface JsonSchema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly required?: readonly string[];
	readonly items?: JsonSchema;
	readonly allOf?: readonly JsonSchema[];
	readonly anyOf?: readonly JsonSchema[];
	readonly oneOf?: readonly JsonSchema[];
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly default?: unknown;
	readonly pattern?: string;
	readonly format?: string;
	readonly contentMediaType?: string;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minimum?: number;
	readonly exclusiveMinimum?: number;
	readonly maximum?: number;
	readonly multipleOf?: number;
	readonly minItems?: number;
}

interface MediaType {
	readonly schema?: JsonSchema;
}

interface Response {
	readonly $ref?: string;
	readonly content?: Readonly<Record<string, MediaType>>;
}

/** The parts of an OpenAPI 3.1 description, bundled into one document, that the sandbox reads. */
export interface Description {
	readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	readonly components?: Readonly<Record<string, unknown>>;
}

/** A schema without references and `allOf`, one level deep: its members are still as they were written. */
export interface ResolvedSchema extends Omit<JsonSchema, "$ref" | "allOf" | "anyOf" | "oneOf" | "type"> {
	/** The types that are allowed besides null; empty for any. */
	readonly types: readonly string[];
	readonly nullable: boolean;
}

/** Reads schemas of one description. Each is resolved once, and only when it is asked for. */
export class SchemaReader {
	readonly #description: Description;
	readonly #resolved = new WeakMap<JsonSchema, ResolvedSchema>();

	constructor(description: Description) {
		this.#description = description;
	}

	/** The schema of an answer's body; undefined where the description has none. */
	responseSchema(path: string, method: string, status: string): JsonSchema | undefined {
		const operation = this.#description.paths?.[path]?.[method.toLowerCase()] as
			| { readonly responses?: Readonly<Record<string, Response>> }
			| undefined;
		const response = operation?.responses?.[status];
		const { content } = (response?.$ref ? (this.#dereference(response.$ref) as Response) : response) ?? {};
		return content && Object.values(content)[0]?.schema;
	}

	/** The schema of a request's body; undefined where the description has none. */
	requestSchema(path: string, method: string): JsonSchema | undefined {
		const operation = this.#description.paths?.[path]?.[method.toLowerCase()] as { readonly requestBody?: Response } | undefined;
		const body = operation?.requestBody;
		const { content } = (body?.$ref ? (this.#dereference(body.$ref) as Response) : body) ?? {};
		return content && Object.values(content)[0]?.schema;
	}

	/** Whether every value that one schema allows is known to be allowed by the other, for plain values. */
	isWithin(inner: JsonSchema, outer: JsonSchema): boolean {
		const [from, to] = [this.resolve(inner), this.resolve(outer)];
		if (to.types.length === 0 || !to.types.every((type) => PLAIN_TYPES.has(type))) return false;
		if (from.nullable && !to.nullable) return false;
		return CONSTRAINTS.every((name) => to[name] === undefined || JSON.stringify(to[name]) === JSON.stringify(from[name]));
	}

	/** Follows references and merges what `allOf` and a lone alternative to null put beside each other. */
	resolve(schema: JsonSchema): ResolvedSchema {
		const known = this.#resolved.get(schema);
		if (known !== undefined) return known;
		const resolved = this.#resolve(schema, 0);
		this.#resolved.set(schema, resolved);
		return resolved;
	}

	#resolve(schema: JsonSchema, depth: number): ResolvedSchema {
		const { $ref, allOf, anyOf, oneOf, type, ...own } = schema;
		const types = [type ?? []].flat();
		const parts: ResolvedSchema[] = [];
		// A chain of references that leads back to itself constrains nothing.
		if (depth < 32) {
			if ($ref !== undefined) parts.push(this.#resolve(this.#dereference($ref) as JsonSchema, depth + 1));
			for (const part of allOf ?? []) parts.push(this.#resolve(part, depth + 1));
		}
		const branches = anyOf ?? oneOf ?? [];
		const branch = branches.find((candidate) => candidate.type !== "null");
		if (branch !== undefined && depth < 32) parts.push(this.#resolve(branch, depth + 1));
		const nullable = types.includes("null") || branches.some((candidate) => candidate.type === "null");
		return merge(
			{ ...own, types: types.filter((name) => name !== "null"), nullable },
			parts,
			types.length > 0 || branches.length > 0,
		);
	}

	#dereference(reference: string): unknown {
		let value: unknown = this.#description;
		for (const segment of reference.split("/").slice(1)) {
			const name = segment.replace(/~1/g, "/").replace(/~0/g, "~");
			value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
		}
		return value ?? {};
	}
}

const PLAIN_TYPES = new Set(["string", "integer", "number", "boolean"]);
const CONSTRAINTS = [
	"types",
	"enum",
	"const",
	"pattern",
	"format",
	"contentMediaType",
	"minLength",
	"maxLength",
	"minimum",
	"exclusiveMinimum",
	"maximum",
	"multipleOf",
] as const;

/** What stands beside a reference or an alternative wins over what it leads to. */
function merge(own: ResolvedSchema, parts: readonly ResolvedSchema[], ownNullability: boolean): ResolvedSchema {
	const layers = [...parts].reverse().concat(own);
	const withTypes = layers.findLast(({ types }) => types.length > 0);
	const properties = layers.flatMap((layer) => Object.entries(layer.properties ?? {}));
	const required = layers.flatMap((layer) => layer.required ?? []);
	return {
		...Object.assign({}, ...layers),
		types: withTypes?.types ?? [],
		nullable: ownNullability ? own.nullable : parts.some(({ nullable }) => nullable),
		...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
		...(required.length > 0 ? { required } : {}),
	};
}
