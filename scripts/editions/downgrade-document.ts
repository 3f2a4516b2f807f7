import { fromPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { mapValues } from "../../src/core/operation/map-values.ts";
import { createDocumentReader, type DocumentReader } from "../pipeline/document-reader.ts";
import type { OpenApi, Schema } from "../pipeline/openapi.ts";
import { isExtensionAt, isPayload, isSchemaAt } from "../pipeline/visit-schemas.ts";
import { acceptNull, downgradeSchema } from "./downgrade-schema.ts";
import { withUsedComponents } from "./used-components.ts";

/**
 * Writes a document of OpenAPI 3.1 in 3.0.3. Webhooks are left out, as 3.0 has none. A keyword that 3.0 lacks is kept under a name
 * that begins with `x-`; the description of the document lists these keywords.
 *
 * The libraries for this leave `anyOf` with null as it is, and drop keywords without a trace.
 */
export function downgradeDocument(document: OpenApi): OpenApi {
	const { webhooks: _, jsonSchemaDialect: __, ...rest } = document;
	const sent = withUsedComponents(rest);
	const schemas = new SchemaDowngrade(sent);
	const written = downgradeNode(sent, [], createDocumentReader(sent), schemas) as OpenApi;
	const info = downgradeInfo(document, [...schemas.kept]);
	const components = {
		...written.components,
		schemas: { ...written.components?.schemas, ...Object.fromEntries(schemas.nullable) },
	};
	return withUsedComponents({ ...written, openapi: "3.0.3", info, ...(written.components && { components }) });
}

/** Downgrades the schemas of one document. References to "a component, or null" become references to further components. */
class SchemaDowngrade {
	/** The further components, by name. */
	readonly nullable = new Map<string, Schema>();
	/** The names of the keywords that 3.0 lacks, as they are kept. */
	readonly kept = new Set<string>();
	readonly keep = (keyword: string): string => {
		this.kept.add(`x-${keyword}`);
		return `x-${keyword}`;
	};
	readonly #document: OpenApi;

	constructor(document: OpenApi) {
		this.#document = document;
	}

	downgrade(schema: unknown): Schema {
		return downgradeSchema(schema, this);
	}

	target(reference: string): unknown {
		return valueAt(this.#document, reference.slice(1));
	}

	orNull(reference: string): string {
		const target = fromPointer(reference).at(-1) ?? "";
		if (this.nullable.has(target)) return reference;
		const name = this.#freeName(`${target}OrNull`);
		if (!this.nullable.has(name)) {
			// A schema may contain itself: the name counts before its schema is known.
			this.nullable.set(name, {});
			this.nullable.set(name, acceptNull(this.downgrade(this.target(reference)), this));
		}
		return `#/components/schemas/${name}`;
	}

	#freeName(name: string): string {
		return name in (this.#document.components?.schemas ?? {}) ? this.#freeName(`${name}_`) : name;
	}
}

/** Downgrades what is at a path of the document. Payloads and extensions are left alone. */
function downgradeNode(node: unknown, path: readonly string[], reader: DocumentReader, schemas: SchemaDowngrade): unknown {
	if (typeof node !== "object" || node === null || isOpaque(node, path)) return node;
	const inner = (value: unknown, key: string | number) => downgradeNode(value, [...path, String(key)], reader, schemas);
	if (isSchemaAt(path)) return schemas.downgrade(node);
	if (Array.isArray(node)) return node.map(inner);
	// Beside a reference, 3.1 allows a summary and a description of its own.
	const whole = "$ref" in node && Object.keys(node).length > 1 ? reader.resolve(node, "").node : node;
	return mapValues(whole as Record<string, unknown>, inner);
}

/** Whether a node holds payloads, or is an extension. */
function isOpaque(node: unknown, path: readonly string[]): boolean {
	return isPayload(node, path) || isExtensionAt(path);
}

/** The information on a document of 3.0, which has no summary, and names a licence by its address. */
function downgradeInfo({ info, webhooks }: OpenApi, kept: readonly string[]): OpenApi["info"] {
	const { summary, license, ...rest } = info as OpenApi["info"] & { readonly license?: { name: string; identifier?: string } };
	const { identifier = "", ...named } = license ?? { name: "" };
	const url = /^[\w.-]+$/.test(identifier) && { url: `https://spdx.org/licenses/${identifier}.html` };
	const notes = [
		webhooks && "OpenAPI 3.0 has no webhooks. They are in the edition in OpenAPI 3.1.",
		kept.length > 0 && `OpenAPI 3.0 cannot express some rules. They are kept as extensions: ${kept.map(inCode).join(", ")}.`,
	];
	return {
		...rest,
		description: [summary, rest.description?.trim(), ...notes].filter(Boolean).join("\n\n"),
		...(license && { license: { ...named, ...url } }),
	};
}

function inCode(text: string): string {
	return `\`${text}\``;
}
