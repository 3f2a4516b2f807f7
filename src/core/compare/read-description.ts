import { METHODS } from "../operation/descriptor.ts";
import { isRecord } from "../operation/is-record.ts";
import { toPointer, valueAt } from "../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemaObject, JsonSchemas } from "../operation/json-schema.ts";
import { mapValues } from "../operation/map-values.ts";
import { kindOf } from "../operation/value.ts";
import { type DescribedOperation, describeOperation } from "./description.ts";

type UnknownObject = Readonly<Record<string, unknown>>;

/** A file is not an OpenAPI description that can be read. */
export class DescriptionFileError extends Error {
	override readonly name = "DescriptionFileError";
}

/**
 * Reads a description, OpenAPI 3.0 or 3.1, from a single document.
 *
 * @param document the parsed JSON or YAML
 * @throws {DescriptionFileError} with the expected and the actual version, or the reference that leads nowhere
 */
export function readDescription(document: unknown): DescribedOperation[] {
	const { openapi, swagger, components, paths, webhooks } = toObject(document);
	if (typeof openapi !== "string" || !/^3\.[01]\./.test(openapi)) {
		const version = openapi ?? swagger ?? "none";
		const got = typeof version === "object" ? kindOf(version) : String(version);
		throw new DescriptionFileError(`expected an OpenAPI 3.0 or 3.1 description, got version ${got}`);
	}
	const reader = new Reader(toObject(document), toObject(toObject(components).schemas));
	return [...reader.readItems("paths", paths), ...reader.readItems("webhooks", webhooks)];
}

class Reader {
	readonly #document: UnknownObject;
	readonly #schemas: JsonSchemas;
	readonly #normalize = createNormalizer();

	constructor(document: UnknownObject, schemas: UnknownObject) {
		this.#document = document;
		this.#schemas = mapValues(schemas, this.#normalize);
	}

	/** @param holder the member of the document that has the path items */
	readItems(holder: string, items: unknown): DescribedOperation[] {
		return Object.entries(toObject(items)).flatMap(([path, item]) => {
			const resolved = this.resolve(item);
			const methods = METHODS.filter((method) => isRecord(resolved[method]));
			return methods.map((method) => this.#readOperation(holder, path, method, resolved));
		});
	}

	#readOperation(holder: string, path: string, method: string, item: UnknownObject): DescribedOperation {
		const operation = this.resolve(item[method]);
		const { operationId, deprecated } = operation;
		const parameters = [...toList(item.parameters), ...toList(operation.parameters)].map((parameter) => {
			const { name, in: part, required, schema = {} } = this.resolve(parameter);
			if (typeof name !== "string" || typeof part !== "string") {
				const place = toPointer([holder, path, method, "parameters"]);
				throw new DescriptionFileError(
					`${place}: expected parameters with a name and a place (in), got ${kindOf(name)}, ${kindOf(part)}`,
				);
			}
			return { in: part, name, required: required === true, schema: this.#normalize(schema) };
		});
		const parts = {
			operationId: typeof operationId === "string" ? operationId : `${method.toUpperCase()} ${path}`,
			method: method.toUpperCase(),
			path,
			parameters,
			deprecated: deprecated === true,
			body: this.#bodyOf(operation.requestBody),
			responses: mapValues(this.resolve(operation.responses), (response) => this.#bodyOf(response)),
			locate: () => ({ location: toPointer([holder, path, method]), source: [] }),
		};
		return describeOperation(parts, this.#schemas);
	}

	/** Follows references within the document. */
	resolve(value: unknown, depth = 0): UnknownObject {
		if (!isRecord(value)) return {};
		const reference = value.$ref;
		if (typeof reference !== "string") return value;
		const target = reference.startsWith("#/") ? valueAt(this.#document, reference.slice(1)) : undefined;
		if (target === undefined) throw new DescriptionFileError(`${reference} leads to nothing in this file`);
		if (depth > 32) throw new DescriptionFileError(`${reference} leads back to itself`);
		return this.resolve(target, depth + 1);
	}

	/** The schema of a request body or response, in its first media type. */
	#bodyOf(holder: unknown): JsonSchema | undefined {
		const [mediaType] = Object.values(toObject(this.resolve(holder).content));
		const { schema } = this.resolve(mediaType);
		return schema === undefined ? undefined : this.#normalize(schema);
	}
}

/** No schema that people write is nested deeper. */
const MAX_NESTING = 500;

/**
 * Returns a function that writes schemas of either version the way ours are written. Each is read once: YAML can name one schema
 * at many places, and even within itself.
 *
 * @throws {DescriptionFileError} for a schema that contains itself, or is nested too deeply
 */
function createNormalizer(): (schema: unknown) => JsonSchema {
	const known = new Map<unknown, JsonSchema | undefined>();
	let depth = 0;
	return function normalize(schema) {
		if (!isRecord(schema)) return typeof schema === "boolean" ? schema : {};
		const earlier = known.get(schema);
		if (earlier !== undefined) return earlier;
		if (known.has(schema)) throw new DescriptionFileError("expected a schema that ends, got one that contains itself");
		if (depth >= MAX_NESTING) {
			throw new DescriptionFileError(`expected a schema of at most ${MAX_NESTING} levels, got a deeper one`);
		}
		known.set(schema, undefined);
		depth++;
		const result = normalizeSchema(schema, normalize);
		depth--;
		known.set(schema, result);
		return result;
	};
}

type Shape = (value: unknown) => boolean;

const isText: Shape = (value) => typeof value === "string";
const isNumber: Shape = (value) => typeof value === "number";
const areTexts: Shape = (value) => Array.isArray(value) && value.every(isText);

/** What the values of keywords have to be. A keyword with any other value says nothing. */
const SHAPES = new Map<string, Shape>(
	Object.entries({
		type: (value) => isText(value) || areTexts(value),
		required: areTexts,
		enum: Array.isArray,
		pattern: isText,
		format: isText,
		contentMediaType: isText,
		minLength: isNumber,
		maxLength: isNumber,
		minimum: isNumber,
		maximum: isNumber,
		multipleOf: isNumber,
		minItems: isNumber,
		maxItems: isNumber,
	}),
);

/** Writes one schema: null among the types, references as names. */
function normalizeSchema(schema: UnknownObject, normalize: (inner: unknown) => JsonSchema): JsonSchema {
	const { $ref, nullable, anyOf, oneOf, allOf, properties, items, exclusiveMinimum, exclusiveMaximum, ...own } = schema;
	const branches = toList(anyOf ?? oneOf)
		.map(normalize)
		.filter((branch): branch is JsonSchemaObject => isRecord(branch));
	const main = branches.filter(({ type }) => type !== "null");
	const orNull = nullable === true || main.length < branches.length;
	const kept = Object.entries(own).filter(([keyword, value]) => SHAPES.get(keyword)?.(value) ?? true);
	const result: Record<string, unknown> = { ...(main.length === 1 ? main[0] : {}), ...Object.fromEntries(kept) };
	if (typeof $ref === "string") result.$ref = $ref.replace("#/components/schemas/", "");
	if (allOf !== undefined) result.allOf = toList(allOf).map(normalize);
	if (isRecord(properties)) result.properties = mapValues(properties, normalize);
	if (items !== undefined) result.items = normalize(items);
	Object.assign(result, exclusiveLimit("minimum", "exclusiveMinimum", result, exclusiveMinimum));
	Object.assign(result, exclusiveLimit("maximum", "exclusiveMaximum", result, exclusiveMaximum));
	// Beside a reference there is no type to add null to.
	if (orNull) result["x-nullable"] = true;
	return result;
}

/** In 3.0 a flag makes a limit exclusive; in 3.1 the exclusive limit is a number of its own. */
function exclusiveLimit(plain: string, exclusive: string, schema: UnknownObject, value: unknown): UnknownObject {
	if (value === true) return { [plain]: undefined, [exclusive]: schema[plain] };
	return typeof value === "number" ? { [exclusive]: value } : {};
}

function toObject(value: unknown): UnknownObject {
	return isRecord(value) ? value : {};
}

function toList(value: unknown): unknown[] {
	return value === undefined ? [] : [value].flat();
}
