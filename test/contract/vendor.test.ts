import { expect, test } from "vitest";
import { compareDescriptions } from "../../src/contract/vendor/compare.ts";
import { ownFacts } from "../../src/contract/vendor/facts.ts";
import { DescriptionFileError, readDescription } from "../../src/contract/vendor/read-description.ts";
import { operations } from "../fixtures/toy/generated/operations.ts";
import { payloads } from "../fixtures/toy/generated/payloads.ts";
import { requestValidators } from "../fixtures/toy/generated/validators/requests.js";
import { responseValidators } from "../fixtures/toy/generated/validators/responses.js";

const ours = ownFacts({ operations, requestValidators, responseValidators, payloads });

function compare(document: unknown): string[] {
	return compareDescriptions(ours, readDescription(document)).differences.map(
		({ kind, operationId, place, rule, ours: own, theirs }) =>
			`${kind}: ${operationId} ${place}${rule === undefined ? "" : ` ${rule} ${own} -> ${theirs}`}`,
	);
}

const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
const problem = json({ type: "object", required: ["error"], properties: { error: { type: "string" } } });

/** The toy API as a vendor might write it in 3.0: `nullable`, a flag for exclusive limits, everything in one file. */
function vendor30() {
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
		limit: { name: "limit", in: "query", required: false, schema: { type: "integer", minimum: 1, maximum: 100 } },
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
					requestBody: { content: { "application/x-www-form-urlencoded": { schema: note } } },
					responses: { "204": {}, "4XX": problem },
				},
			},
			"/covers/{id}": {
				parameters: [{ $ref: "#/components/parameters/id" }],
				put: { requestBody: json(cover), responses: { "204": {}, "4XX": problem } },
			},
			"/shelves": { get: { responses: { "200": json({}) } } },
		} as Record<string, unknown>,
		components: { schemas: { Book }, parameters },
		note,
		page,
		parameters,
	};
}

test("a vendor's 3.0 description that says the same has no difference", () => {
	expect(compare(vendor30())).toEqual([]);
	expect(compareDescriptions(ours, readDescription(vendor30()))).toMatchObject({ compared: 5, unrelated: 1 });
});

test("exactly the differences that were planted in a 3.0 description are found", () => {
	const theirs = vendor30();
	theirs.parameters.limit = { ...theirs.parameters.limit, required: true, schema: { type: "integer", minimum: 1, maximum: 50 } };
	theirs.parameters.genre.schema.items.enum.push("essay");
	theirs.note.properties["Text"] = { type: "string", maxLength: 40, pattern: "^[^<]*$" };
	theirs.note.properties["Page"] = { type: "integer", minimum: 1 };
	theirs.note.properties["Language"] = { type: "string" };
	delete theirs.note.properties["Mail"];
	theirs.components.schemas.Book.properties.id.pattern = "^book_\\d+$";
	const { get } = theirs.paths["/books"] as { get: { responses: Record<string, unknown> } };
	get.responses["429"] = problem;
	delete get.responses["4XX"];
	theirs.paths["/books/{id}"] = { delete: { operationId: "DeleteBook", responses: { "204": {} } } };
	delete theirs.paths["/covers/{id}"];
	expect(compare(theirs).sort()).toEqual(
		[
			"missing there: fetchBook operation",
			"missing there: replaceCover operation",
			"missing here: DeleteBook operation",
			"missing there: listBooks status 4XX",
			"missing here: listBooks status 429",
			"stricter: listBooks query limit required false -> true",
			"stricter: listBooks query limit maximum 100 -> 50",
			'looser: listBooks query genre[] enum ["novel","poem"] -> ["novel","poem","essay"]',
			"looser: addNote body Text maxLength 20 -> 40",
			'stricter: addNote body Text pattern nothing -> "^[^<]*$"',
			"stricter: addNote body Page null true -> false",
			"missing here: addNote body Language",
			"missing there: addNote body Mail",
			...idPatterns(),
		].sort(),
	);
});

/** The identifier of a book stands in payloads of several operations, and in books within books. */
function idPatterns(): string[] {
	const own = JSON.stringify("^bk_[0-9a-z]{8}$");
	const other = JSON.stringify("^book_\\d+$");
	const places = ours
		.filter(({ name }) => name !== "fetchBook" && name !== "replaceCover")
		.flatMap(({ name, values }) =>
			[...values.keys()].filter((place) => /[ .]id$/.test(place)).map((place) => `${name} ${place}`),
		);
	return places.map((place) => `other: ${place} pattern ${own} -> ${other}`);
}

test("exactly the differences that were planted in a 3.1 description are found", () => {
	const theirs = {
		openapi: "3.1.0",
		paths: {
			"/covers/{bookId}": {
				put: {
					parameters: [{ name: "bookId", in: "path", required: true, schema: { type: "string" } }],
					requestBody: json({
						type: "object",
						required: [],
						properties: { address: { type: ["string", "null"], format: "uri-reference" } },
					}),
					responses: {
						"204": {},
						"4XX": json({ type: "object", required: ["error"], properties: { error: { type: "string", maxLength: 80 } } }),
					},
				},
			},
		},
	};
	expect(
		compare(theirs)
			.filter((line) => line.includes("replaceCover"))
			.sort(),
	).toEqual(
		[
			'looser: replaceCover path 1 pattern "^bk_[0-9a-z]{8}$" -> nothing',
			"looser: replaceCover body address required true -> false",
			"looser: replaceCover body address null false -> true",
			'other: replaceCover body address format "uri" -> "uri-reference"',
			"stricter: replaceCover 4XX body error maxLength nothing -> 80",
		].sort(),
	);
});

test("what is no description is refused in one line", () => {
	expect(() => readDescription({ swagger: "2.0" })).toThrow(
		new DescriptionFileError("expected an OpenAPI 3.0 or 3.1 description, got version 2.0"),
	);
	expect(() => readDescription([])).toThrow(DescriptionFileError);
	expect(() => readDescription({ openapi: "3.0.0", paths: { "/a": { get: { requestBody: { $ref: "#/no" } } } } })).toThrow(
		"#/no leads to nothing in this file",
	);
});
