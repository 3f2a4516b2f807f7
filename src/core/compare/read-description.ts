import { isRecord } from "../operation/is-record.ts";
import { valueAt } from "../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemaObject, JsonSchemas } from "../operation/json-schema.ts";
import { FactCollector, type OperationFacts } from "./facts.ts";

type Node = Readonly<Record<string, unknown>>;

const METHODS = ["get", "post", "put", "patch", "delete", "head", "options"];

/** A file that is no OpenAPI description that can be read. */
export class DescriptionFileError extends Error {
	override readonly name = "DescriptionFileError";
}

/**
 * Reads the facts of somebody else's description, OpenAPI 3.0 or 3.1, in one file.
 *
 * @throws {DescriptionFileError} saying what it is instead
 */
export function readDescription(document: unknown): OperationFacts[] {
	if (!isRecord(document) || !/^3\.[01]\./.test(String(document.openapi))) {
		const got = isRecord(document) ? (document.openapi ?? document.swagger ?? "none") : "none";
		throw new DescriptionFileError(`expected an OpenAPI 3.0 or 3.1 description, got version ${String(got)}`);
	}
	const reader = new Reader(document);
	const paths = isRecord(document.paths) ? document.paths : {};
	return Object.entries(paths).flatMap(([path, item]) => {
		const node = reader.resolve(item);
		return METHODS.filter((method) => isRecord(node[method])).map((method) => reader.operation(path, method, node));
	});
}

class Reader {
	readonly #document: Node;
	readonly #schemas: JsonSchemas;

	constructor(document: Node) {
		this.#document = document;
		const components = isRecord(document.components) ? document.components.schemas : {};
		const named = isRecord(components) ? components : {};
		this.#schemas = Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, normalize(schema)]));
	}

	operation(path: string, method: string, item: Node): OperationFacts {
		const node = this.resolve(item[method]);
		const collector = new FactCollector(path, this.#schemas);
		for (const parameter of [...list(item.parameters), ...list(node.parameters)].map((one) => this.resolve(one))) {
			const { name, in: location } = parameter as { name?: string; in?: string };
			collector.addParameter(String(location), String(name), normalize(parameter.schema ?? {}), parameter.required === true);
		}
		const body = this.#schemaOf(this.resolve(node.requestBody));
		if (body !== undefined) collector.addBody(body);
		for (const [status, response] of Object.entries(this.resolve(node.responses))) {
			collector.addAnswer(status, this.#schemaOf(this.resolve(response)));
		}
		const name = typeof node.operationId === "string" ? node.operationId : `${method.toUpperCase()} ${path}`;
		return { name, method: method.toUpperCase(), path, values: collector.values };
	}

	/** Follows references within the file. */
	resolve(node: unknown, depth = 0): Node {
		if (!isRecord(node)) return {};
		const reference = node.$ref;
		if (typeof reference !== "string") return node;
		const target = reference.startsWith("#/") ? valueAt(this.#document, reference.slice(1)) : undefined;
		if (target === undefined || depth > 32) throw new DescriptionFileError(`${reference} leads to nothing in this file`);
		return this.resolve(target, depth + 1);
	}

	#schemaOf(holder: Node): JsonSchema | undefined {
		const [media] = isRecord(holder.content) ? Object.values(holder.content) : [];
		const { schema } = this.resolve(media) as { schema?: unknown };
		return schema === undefined ? undefined : normalize(schema);
	}
}

/** Writes a schema of either version the way ours are written: null among the types, references as names. */
function normalize(schema: unknown): JsonSchema {
	if (typeof schema === "boolean") return schema;
	if (!isRecord(schema)) return {};
	const { $ref, nullable, anyOf, oneOf, allOf, properties, items, exclusiveMinimum, exclusiveMaximum, ...own } = schema;
	const branches = list(anyOf ?? oneOf)
		.map(normalize)
		.filter((branch): branch is JsonSchemaObject => isRecord(branch));
	const main = branches.filter(({ type }) => type !== "null");
	const orNull = nullable === true || main.length < branches.length;
	const result: Record<string, unknown> = { ...(main.length === 1 ? main[0] : {}), ...own };
	if (typeof $ref === "string") result.$ref = $ref.replace("#/components/schemas/", "");
	if (allOf !== undefined) result.allOf = list(allOf).map(normalize);
	if (isRecord(properties)) {
		result.properties = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, normalize(member)]));
	}
	if (items !== undefined) result.items = normalize(items);
	Object.assign(result, limits("minimum", "exclusiveMinimum", result, exclusiveMinimum));
	Object.assign(result, limits("maximum", "exclusiveMaximum", result, exclusiveMaximum));
	// Beside a reference there is no type to add null to.
	if (orNull) result["x-nullable"] = true;
	return result;
}

/** Until 3.0 a flag made a limit exclusive; since 3.1 it is a limit of its own. */
function limits(plain: string, exclusive: string, schema: Node, value: unknown): Record<string, unknown> {
	if (value === true) return { [plain]: undefined, [exclusive]: schema[plain] };
	return typeof value === "number" ? { [exclusive]: value } : {};
}

function list(value: unknown): unknown[] {
	return value === undefined ? [] : [value].flat();
}
