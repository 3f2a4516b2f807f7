import { METHODS } from "../operation/descriptor.ts";
import { isRecord } from "../operation/is-record.ts";
import { toPointer, valueAt } from "../operation/json-pointer.ts";
import type { JsonSchemas } from "../operation/json-schema.ts";
import { mapValues } from "../operation/map-values.ts";
import { viewSchema } from "../operation/schema-view.ts";
import { kindOf } from "../operation/value.ts";
import { withoutExtensions } from "../operation/without-extensions.ts";
import {
	type DescribedBody,
	type DescribedHeader,
	type DescribedOperation,
	type DescribedParameter,
	type DescribedResponse,
	describeOperation,
} from "./description.ts";
import { DescriptionFileError } from "./description-file-error.ts";
import { type DocumentItem, documentItems } from "./document-items.ts";
import { DocumentLocator } from "./locate-in-document.ts";
import { createNormalizer, toList } from "./normalize-schema.ts";
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

/**
 * Reads a description, OpenAPI 3.0 or 3.1, from a single document.
 *
 * @param document the parsed JSON or YAML
 * @throws {DescriptionFileError} with the expected and the actual version, or the reference that leads nowhere
 */
export function readDescription(document: unknown): DescribedOperation[] {
	if (!isRecord(document)) {
		throw new DescriptionFileError(`expected an OpenAPI description, parsed from JSON or YAML, got ${kindOf(document)}`);
	}
	const { openapi, swagger, components } = document;
	if (typeof openapi !== "string" || !/^3\.[01]\./.test(openapi)) {
		const version = openapi ?? swagger ?? "none";
		const got = typeof version === "object" ? kindOf(version) : String(version);
		throw new DescriptionFileError(`expected an OpenAPI 3.0 or 3.1 description, got version ${got}`);
	}
	const reader = new Reader(document, toObject(toObject(components).schemas));
	return documentItems(document).flatMap((item) => reader.readItem(item));
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

	readItem({ holder, path, item }: DocumentItem): DescribedOperation[] {
		const resolved = this.resolve(item);
		const methods = METHODS.filter((method) => isRecord(resolved[method]));
		return methods.map((method) => this.#readOperation(holder, path, method, resolved));
	}

	#readOperation(holder: DocumentItem["holder"], path: string, method: string, item: UnknownObject): DescribedOperation {
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
			responses: mapValues(withoutExtensions(this.resolve(operation.responses)), (response) => this.#readResponse(response)),
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

function toObject(value: unknown): UnknownObject {
	return isRecord(value) ? value : {};
}
