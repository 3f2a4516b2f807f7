import { compareDescriptions } from "../../../../src/core/compare/compare-descriptions.ts";
import { readDescription } from "../../../../src/core/compare/read-description.ts";
import { readGeneratedApi } from "../../../../src/core/compare/read-generated-api.ts";
import { toyApi } from "../../../fixtures/toy/api.ts";
import bundle from "../../../fixtures/toy/generated/openapi.json" with { type: "json" };

export const compareWith = (document: unknown) =>
	compareDescriptions(readGeneratedApi(toyApi), readDescription(document), "theirs");

export const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
const problem = json({ type: "object", required: ["error"], properties: { error: { type: "string" } } });

/** The toy API as somebody else might write it in OpenAPI 3.0: `nullable`, a flag for exclusive limits, everything in one file. */
export function libraryElsewhere() {
	const Book = {
		type: "object",
		required: ["id", "title", "parts", "sequel"],
		properties: {
			id: { type: "string", pattern: "^bk_[0-9a-z]{8}$" },
			title: { type: "string", minLength: 1 },
			parts: { type: "array", items: { $ref: "#/components/schemas/Book" } },
			sequel: { nullable: true, allOf: [{ $ref: "#/components/schemas/Book" }] },
			author: {
				type: "object",
				required: ["name"],
				properties: { name: { type: "string" }, died: { type: "string", format: "date", nullable: true } },
			},
		},
	};
	const parameters = {
		genre: { name: "genre", in: "query", schema: { type: "array", items: { type: "string", enum: ["novel", "poem"] } } },
		limit: {
			name: "limit",
			in: "query",
			required: false,
			schema: { type: "integer", minimum: 1, maximum: 100, default: 10 } as Record<string, unknown>,
		},
		trace: { name: "X-Trace", in: "header", schema: { type: "string", format: "uuid" } },
		session: { name: "session", in: "cookie", schema: { type: "string", minLength: 1 } },
		id: { name: "id", in: "path", required: true, schema: { type: "string", pattern: "^bk_[0-9a-z]{8}$" } },
	};
	const note = {
		type: "object",
		required: ["Text", "Tags"],
		properties: {
			Text: { type: "string", maxLength: 20 },
			Page: { type: "integer", nullable: true, minimum: 1 },
			Weight: { type: "number", minimum: 0, exclusiveMinimum: true, multipleOf: 0.5 },
			Public: { type: "boolean" },
			Tags: { type: "array", minItems: 1, uniqueItems: true, items: { type: "string" } },
			Day: { type: "string", format: "date" },
			At: { type: "string", format: "date-time" },
			Mail: { type: "string", format: "email" },
			Data: { type: "string", contentMediaType: "application/json" },
			Kind: { type: "string", const: "note" },
		} as Record<string, Record<string, unknown>>,
	};
	const cover = { type: "object", required: ["address"], properties: { address: { type: "string", format: "uri" } } };
	const page = {
		type: "object",
		required: ["books", "next"],
		properties: {
			books: { type: "array", maxItems: 100, items: { $ref: "#/components/schemas/Book" } },
			next: { type: "string", format: "uri", nullable: true },
		},
	};
	return {
		openapi: "3.0.3",
		paths: {
			"/books": {
				get: {
					operationId: "ListBook",
					parameters: [
						{ $ref: "#/components/parameters/genre" },
						{ $ref: "#/components/parameters/limit" },
						{ $ref: "#/components/parameters/trace" },
						{ $ref: "#/components/parameters/session" },
					],
					responses: { "200": json(page), "4XX": problem } as Record<string, unknown>,
				},
				post: {
					requestBody: json({ $ref: "#/components/schemas/Book" }),
					responses: { "201": json({ $ref: "#/components/schemas/Book" }), "4XX": problem },
				},
			} as Record<string, unknown>,
			"/books/{id}": {
				parameters: [{ $ref: "#/components/parameters/id" }],
				get: { responses: { "200": json({ $ref: "#/components/schemas/Book" }), "4XX": problem } },
			},
			"/books/{id}/notes": {
				parameters: [{ $ref: "#/components/parameters/id" }],
				post: {
					deprecated: true,
					requestBody: { content: { "application/x-www-form-urlencoded": { schema: note } } },
					responses: { "204": {}, "4XX": problem },
				},
			},
			"/covers/{id}": {
				parameters: [{ $ref: "#/components/parameters/id" }],
				put: { requestBody: json(cover), responses: { "204": {}, "4XX": problem } },
			},
			"/galleries": { get: { responses: { "200": json({}) } } },
			...otherPaths(),
		} as Record<string, unknown>,
		components: {
			...asOpenApi30(bundle.components),
			schemas: { ...asOpenApi30(bundle.components.schemas), Book },
			parameters: Object.assign(parameters, asOpenApi30(bundle.components.parameters)),
		},
		note,
		page,
		parameters,
	};
}

/** The paths that the description above does not write in its own way. */
function otherPaths(): object {
	const others = Object.entries(bundle.paths).filter(([path]) => !/^\/(?:books|covers)\b/.test(path));
	return asOpenApi30(Object.fromEntries(others));
}

/** The same schemas as OpenAPI 3.0 writes them: `nullable` in place of the type `null`. */
function asOpenApi30<T>(value: T): T {
	return JSON.parse(JSON.stringify(value), (_, node) =>
		Array.isArray(node?.type) && node.type.includes("null") ? { ...node, type: node.type[0], nullable: true } : node,
	);
}

/** The same with at least one difference of every kind. */
export function changedElsewhere(): unknown {
	const theirs = libraryElsewhere();
	theirs.parameters.limit = { ...theirs.parameters.limit, required: true, schema: { type: "integer", minimum: 1, maximum: 50 } };
	theirs.parameters.genre.schema.items.enum.push("essay");
	theirs.note.properties.Text = { type: "string", maxLength: 40, pattern: "^[^<]*$" };
	theirs.note.properties.Page = { type: "integer", minimum: 1 };
	theirs.note.properties.Data = { type: "string", contentMediaType: "application/xml" };
	theirs.note.properties.Language = { type: "string", maxLength: 2 };
	delete theirs.note.properties.Mail;
	theirs.components.schemas.Book.properties.id.pattern = "^book_\\d+$";
	const { get } = theirs.paths["/books"] as { get: { responses: Record<string, unknown> } };
	get.responses["429"] = problem;
	delete get.responses["4XX"];
	theirs.paths["/books/{id}"] = { delete: { operationId: "DeleteBook", responses: { "204": {} } } };
	delete theirs.paths["/covers/{id}"];
	return theirs;
}
