import { METHODS } from "../operation/descriptor.ts";
import { isRecord } from "../operation/is-record.ts";
import { toPointer, valueAt } from "../operation/json-pointer.ts";
import type { JsonSchema, JsonSchemaObject, JsonSchemas } from "../operation/json-schema.ts";
import { mapValues } from "../operation/map-values.ts";
import { viewSchema } from "../operation/schema-view.ts";
import { kindOf } from "../operation/value.ts";
import {
	type DescribedBody,
	type DescribedHeader,
	type DescribedOperation,
	type DescribedParameter,
	type DescribedResponse,
	describeOperation,
} from "./description.ts";
import { DocumentLocator } from "./locate-in-document.ts";
import {
	readDocumentation,
	readEncoding,
	readExamples,
	readExtensions,
	readPlainValue,
	readSecurity,
	readServers,
	readWireStyle,
} from "./read-rules.ts";
import type { ValueRules } from "./value-rules.ts";

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
	readonly #locator: DocumentLocator;
	readonly #normalize = createNormalizer();
	readonly #headers = new Map<UnknownObject, DescribedHeader>();

	constructor(document: UnknownObject, schemas: UnknownObject) {
		this.#document = document;
		this.#schemas = mapValues(schemas, this.#normalize);
		this.#locator = new DocumentLocator(document);
	}

	/** @param holder the member of the document that has the path items */
	readItems(holder: "paths" | "webhooks", items: unknown): DescribedOperation[] {
		return Object.entries(toObject(items)).flatMap(([path, item]) => {
			const resolved = this.resolve(item);
			const methods = METHODS.filter((method) => isRecord(resolved[method]));
			return methods.map((method) => this.#readOperation(holder, path, method, resolved));
		});
	}

	#readOperation(holder: "paths" | "webhooks", path: string, method: string, item: UnknownObject): DescribedOperation {
		const operation = this.resolve(item[method]);
		const at = toPointer([holder, path, method]);
		// The parameters of an operation replace those of its path.
		const parameters = [...toList(item.parameters), ...toList(operation.parameters)].map((one) => this.#readParameter(one, at));
		const parts = {
			operationId: operationIdOf(operation, method, path),
			method: method.toUpperCase(),
			path,
			rules: this.#readRules(operation, method, item, holder === "webhooks"),
			parameters: [...new Map(parameters.map((one) => [`${one.in} ${one.name}`, one])).values()],
			body: this.#readRequestBody(operation.requestBody),
			responses: mapValues(this.resolve(operation.responses), (response) => this.#readResponse(response)),
			locate: (place: string, keyword?: string) => this.#locator.locate([holder, path, method], place, keyword),
		};
		return describeOperation(parts, this.#schemas);
	}

	/** What is said of the operation itself. The servers and credentials of the whole document are not those of its webhooks. */
	#readRules(operation: UnknownObject, method: string, item: UnknownObject, isWebhook: boolean): ValueRules {
		const root = isWebhook ? {} : this.#document;
		const schemes = toObject(toObject(this.#document.components).securitySchemes);
		return {
			deprecated: operation.deprecated === true || undefined,
			operationId: readPlainValue(operation.operationId),
			server: isWebhook ? undefined : readServers(operation.servers ?? item.servers ?? root.servers),
			security: readSecurity(operation.security ?? root.security, schemes, (scheme) => this.resolve(scheme)),
			method: isWebhook ? method.toUpperCase() : undefined,
			pagination: readPlainValue(operation["x-pagination"]),
			idempotent: !["post", "patch"].includes(method) || operation["x-idempotent"] === true,
			documentation: readDocumentation({ ...readDocumentation(item), ...operation }),
			...readExtensions(operation),
		};
	}

	#readParameter(reference: unknown, at: string): DescribedParameter {
		const parameter = this.resolve(reference);
		const { name, in: part } = parameter;
		if (typeof name !== "string" || typeof part !== "string") {
			const got = `${kindOf(name)}, ${kindOf(part)}`;
			throw new DescriptionFileError(`${at}/parameters: expected parameters with a name and a place (in), got ${got}`);
		}
		const header = this.#readHeader(name, parameter, part);
		// The argument of a call has the letters of the name, which do not count on the wire.
		return part === "header" ? { in: part, ...header, rules: { ...header.rules, name } } : { in: part, ...header };
	}

	/** Reads a header, or a parameter, which has the same members. Components are read once. */
	#readHeader(name: string, reference: unknown, part = "header"): DescribedHeader {
		const header = this.resolve(reference);
		const known = this.#headers.get(header) ?? this.#readNewHeader(name, header, part);
		this.#headers.set(header, known);
		return known.name === name ? known : { ...known, name };
	}

	#readNewHeader(name: string, header: UnknownObject, part: string): DescribedHeader {
		const [mediaType, media] = Object.entries(toObject(header.content))[0] ?? [];
		const schema = this.#normalize(header.schema ?? this.resolve(media).schema ?? {});
		const { types } = viewSchema(schema, this.#schemas);
		return {
			name,
			required: header.required === true,
			schema,
			rules: {
				...readWireStyle(header, part, types),
				name: part === "path" ? name : undefined,
				deprecated: header.deprecated === true || undefined,
				mediaTypes: mediaType === undefined ? undefined : [mediaType],
				example: this.#readExamples(header),
				documentation: readDocumentation(header),
				...readExtensions(header),
			},
		};
	}

	#readResponse(reference: unknown): DescribedResponse {
		const response = this.resolve(reference);
		const headers = Object.entries(toObject(response.headers)).filter(([name]) => !/^content-type$/i.test(name));
		return {
			rules: { documentation: readDocumentation(response), ...readExtensions(response) },
			headers: headers.map(([name, header]) => this.#readHeader(name, header)),
			body: this.#readBody(response),
		};
	}

	#readRequestBody(reference: unknown): DescribedBody | undefined {
		const holder = this.resolve(reference);
		return this.#readBody(holder, holder.required === true, { documentation: readDocumentation(holder) });
	}

	/** The body of a request or response; its schema is that of the first media type. */
	#readBody(holder: UnknownObject, required = false, rules: ValueRules = {}): DescribedBody | undefined {
		const content = Object.entries(toObject(holder.content)).map(([name, media]) => [name, this.resolve(media)] as const);
		const [, first] = content[0] ?? [];
		if (first === undefined) return undefined;
		const examples = content.flatMap(([, media]) => this.#readExamples(media) ?? []);
		return {
			schema: first.schema === undefined ? undefined : this.#normalize(first.schema),
			required,
			rules: {
				// JSON and forms have one charset.
				mediaTypes: content.map(([name]) => name.toLowerCase().replace(/\s*;\s*charset=[^;]*/, "")),
				example: examples.length > 0 ? examples : undefined,
				...rules,
			},
			fields: readEncoding(first),
		};
	}

	#readExamples(holder: UnknownObject): unknown[] | undefined {
		return readExamples(holder, (example) => this.resolve(example));
	}

	/** Follows references within the document. */
	resolve(value: unknown, depth = 0): UnknownObject {
		if (!isRecord(value)) return {};
		const { $ref: reference, ...siblings } = value;
		if (typeof reference !== "string") return value;
		const target = reference.startsWith("#/") ? valueAt(this.#document, reference.slice(1)) : undefined;
		if (target === undefined) throw new DescriptionFileError(`${reference} leads to nothing in this file`);
		if (depth > 32) throw new DescriptionFileError(`${reference} leads back to itself`);
		const resolved = this.resolve(target, depth + 1);
		return Object.keys(siblings).length > 0 ? { ...resolved, ...siblings } : resolved;
	}
}

function operationIdOf({ operationId }: UnknownObject, method: string, path: string): string {
	return typeof operationId === "string" ? operationId : `${method.toUpperCase()} ${path}`;
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
		if (schema === false) return NOTHING;
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
		minProperties: isNumber,
		maxProperties: isNumber,
		minItems: isNumber,
		maxItems: isNumber,
	}),
);

/** No value fits it. */
const NOTHING: JsonSchema = { "x-nothing": true };

/** Writes one schema: null among the types, references as names. */
function normalizeSchema(schema: UnknownObject, normalize: (inner: unknown) => JsonSchema): JsonSchema {
	const { $ref, nullable, anyOf, oneOf, allOf, properties, items, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
	const { "x-contentMediaType": media, ...own } = rest;
	const branches = toList(anyOf ?? oneOf)
		.map(normalize)
		.filter((branch): branch is JsonSchemaObject => isRecord(branch));
	const main = branches.filter(({ type }) => type !== "null");
	const orNull = nullable === true || main.length < branches.length;
	const kept = Object.entries(own).filter(([keyword, value]) => SHAPES.get(keyword)?.(value) ?? true);
	const result: Record<string, unknown> = { ...(main.length === 1 ? main[0] : {}), ...Object.fromEntries(kept) };
	// Of several alternatives, a view has the rules of none.
	if (main.length > 1) result["x-alternatives"] = main;
	if (anyOf === undefined && canFitTogether(main)) result["x-exclusive"] = true;
	if (typeof $ref === "string") result.$ref = $ref.replace("#/components/schemas/", "");
	if (allOf !== undefined) result.allOf = toList(allOf).map(normalize);
	if (isRecord(properties)) result.properties = mapValues(properties, normalize);
	if (items !== undefined) result.items = normalize(items);
	// 3.0 has the keyword as an extension.
	if (isText(media) && result.contentMediaType === undefined) result.contentMediaType = media;
	Object.assign(result, exclusiveLimit("minimum", "exclusiveMinimum", result, exclusiveMinimum));
	Object.assign(result, exclusiveLimit("maximum", "exclusiveMaximum", result, exclusiveMaximum));
	// Beside a reference there is no type to add null to.
	if (orNull || (own.type === undefined && listsNull(own))) result["x-nullable"] = true;
	// Null needs to be among the values that are listed, too.
	if (Array.isArray(own.type) && listsNull(own) === false) result.type = own.type.filter((name) => name !== "null");
	return result;
}

/** Whether the values that a schema lists include null; undefined if it lists none. */
function listsNull({ enum: values, const: constant }: UnknownObject): boolean | undefined {
	if (constant !== undefined) return constant === null;
	return Array.isArray(values) ? values.includes(null) : undefined;
}

/** Whether one value may fit several alternatives, as far as their types say. Every integer is a number. */
function canFitTogether(alternatives: readonly JsonSchemaObject[]): boolean {
	const types = alternatives.map(({ type }) => [type ?? []].flat().map((name) => (name === "integer" ? "number" : name)));
	const isDisjoint = types.every((names) => names.length > 0) && new Set(types.flat()).size === types.flat().length;
	return alternatives.length > 1 && !isDisjoint;
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
