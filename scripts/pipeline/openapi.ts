/**
 * The parts of OpenAPI 3.1 that the pipeline reads, in the form that a bundle has after it passed the linter. Our own
 * extensions are listed; others are ignored.
 */

import type { METHODS } from "../../src/core/operation/descriptor.ts";

export interface Reference {
	$ref: string;
}

export type SchemaType = "string" | "integer" | "number" | "boolean" | "object" | "array" | "null";

/** A schema object: JSON Schema 2020-12, with OpenAPI's annotations. */
export interface Schema {
	$ref?: string;
	type?: SchemaType | SchemaType[];
	format?: string;
	pattern?: string;
	enum?: unknown[];
	contentMediaType?: string;
	items?: Schema;
	properties?: Record<string, Schema>;
	required?: string[];
	anyOf?: Schema[];
	oneOf?: Schema[];
	allOf?: Schema[];
	[keyword: string]: unknown;
}

export interface Example {
	summary?: string;
	value?: unknown;
}

export interface Header {
	description?: string;
	required?: boolean;
	schema?: Schema;
	example?: unknown;
	examples?: Record<string, Example | Reference>;
	content?: unknown;
	"x-source"?: string | string[];
}

export interface Parameter extends Header {
	name: string;
	in: "path" | "query" | "header" | "cookie";
	style?: string;
	explode?: boolean;
	allowReserved?: boolean;
}

/** How a field of a form is written. */
export interface Encoding {
	style?: string;
	explode?: boolean;
	allowReserved?: boolean;
	contentType?: string;
	headers?: unknown;
}

export interface MediaType {
	schema?: Schema;
	example?: unknown;
	examples?: Record<string, Example | Reference>;
	encoding?: Record<string, Encoding>;
}

export interface RequestBody {
	description?: string;
	required?: boolean;
	content: Record<string, MediaType>;
}

export interface Response {
	description: string;
	headers?: Record<string, Header | Reference>;
	content?: Record<string, MediaType>;
}

export interface Server {
	url: string;
}

export interface PathOperation {
	operationId: string;
	summary?: string;
	description?: string;
	deprecated?: boolean;
	tags?: string[];
	parameters?: (Parameter | Reference)[];
	requestBody?: RequestBody | Reference;
	responses: Record<string, Response | Reference>;
	servers?: Server[];
	security?: Record<string, string[]>[];
	"x-pagination"?: { items: string; next: string };
	"x-idempotent"?: boolean;
}

export type PathItem = Partial<Record<(typeof METHODS)[number], PathOperation>> & {
	parameters?: (Parameter | Reference)[];
	servers?: Server[];
};

export interface Tag {
	name: string;
	"x-displayName"?: string;
	[member: string]: unknown;
}

export interface OpenApi {
	openapi: string;
	info: { title: string; version: string; summary?: string; description?: string };
	servers?: Server[];
	security?: Record<string, string[]>[];
	tags?: Tag[];
	paths?: Record<string, PathItem>;
	webhooks?: Record<string, PathItem>;
	components?: { schemas?: Record<string, Schema>; [kind: string]: unknown };
	jsonSchemaDialect?: unknown;
	"x-sources"?: Record<string, string>;
}
