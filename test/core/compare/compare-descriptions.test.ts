import { describe, expect, test } from "vitest";
import { compareDescriptions } from "../../../src/core/compare/compare-descriptions.ts";
import { readDescription } from "../../../src/core/compare/read-description.ts";
import { readGeneratedApi } from "../../../src/core/compare/read-generated-api.ts";
import { DIFFERENCES } from "../../../src/core/compare/result.ts";
import { toyApi as api, toyWebhookApi as webhookApi } from "../../fixtures/toy/api.ts";
import bundle from "../../fixtures/toy/generated/openapi.json" with { type: "json" };
import { operations } from "../../fixtures/toy/generated/operations.ts";
import { changedElsewhere, compareWith, json, libraryElsewhere } from "./support/descriptions.ts";

function compare(document: unknown): string[] {
	return compareWith(document).differences.map(
		({ kind, operationId, pointer, keyword, documented, other }) =>
			`${kind}: ${operationId} ${pointer}${keyword === undefined ? "" : ` ${keyword}`}: ${documented} -> ${other}`,
	);
}

test("a 3.0 description that says the same has no difference", () => {
	expect(compare(libraryElsewhere())).toEqual([]);
	expect(compareWith(libraryElsewhere())).toMatchObject({
		verdict: "same",
		notes: ["operations there on paths that are not described here: 1"],
		operationIds: Object.keys(operations),
	});
});

test("extensions among paths and responses are neither", () => {
	const theirs = libraryElsewhere();
	const { get } = theirs.paths["/books"] as { get: { responses: Record<string, unknown> } };
	Object.assign(get.responses, { "x-response": { description: "no" } });
	expect(compare({ ...theirs, paths: { ...theirs.paths, "x-path": { get: { operationId: "no" } } } })).toEqual([]);
	expect(compareWith(theirs).notes).toEqual(compareWith(libraryElsewhere()).notes);
});

test("exactly the differences that were planted in a 3.0 description are found", () => {
	expect(compare(changedElsewhere()).sort()).toEqual(
		[
			"missing-there: fetchBook /request: GET /books/{bookId} -> nothing",
			"missing-there: replaceCover /request: PUT /covers/{bookId} -> nothing",
			"missing-here: DeleteBook /request: nothing -> DELETE /books/{id}",
			"missing-there: listBooks /response/4XX: described -> nothing",
			"missing-here: listBooks /response/429: nothing -> described",
			"stricter-there: listBooks /request/query/limit required: optional -> required",
			"stricter-there: listBooks /request/query/limit maximum: at most 100 -> at most 50",
			'looser-there: listBooks /request/query/genre/0 enum: one of "novel", "poem" -> one of "novel", "poem", "essay"',
			"looser-there: addNote /request/body/Text maxLength: at most 20 characters -> at most 40 characters",
			"stricter-there: addNote /request/body/Text pattern: no pattern -> matches ^[^<]*$",
			"stricter-there: addNote /request/body/Page nullable: may be null -> never null",
			"incomparable: addNote /request/body/Data contentMediaType: text that holds JSON -> text that holds application/xml",
			"missing-here: addNote /request/body/Language: nothing -> string, at most 2 characters",
			"missing-there: addNote /request/body/Mail: string, email -> nothing",
			"annotation: listBooks /request/query/limit default: default 10 -> no default",
			...idPatterns().slice(0, 1),
		].sort(),
	);
	const ids = new Set<string>(compareWith(changedElsewhere()).differences.map(({ kind }) => kind));
	expect([...ids].sort()).toEqual(Object.keys(DIFFERENCES).sort());
});

describe("webhooks are compared by name", () => {
	const compareWebhooks = (document: unknown) =>
		compareDescriptions(readGeneratedApi(api, webhookApi), readDescription(document), "theirs");

	test("with the bundle that they were generated from there is no difference", () => {
		expect(compareWebhooks(bundle)).toMatchObject({ verdict: "same", notes: [] });
	});

	test("every difference is found, and located", () => {
		const theirs = structuredClone(bundle) as unknown as { webhooks: Record<string, { post: unknown }> };
		const lend = JSON.parse(JSON.stringify(bundle.webhooks.bookLend.post).replace('"const":"lend"', '"const":"loan"'));
		lend.responses["200"].content["application/json"].schema.properties.days.maximum = 30;
		// The receiver may configure another method.
		theirs.webhooks = {
			bookLend: { parameters: bundle.webhooks.bookLend.parameters, put: lend } as never,
			bookLost: theirs.webhooks.bookLent as never,
		};
		const { differences, notes } = compareWebhooks(theirs);
		expect(
			differences.map(({ kind, operationId, pointer, documented, other, location }) => [
				`${kind}: ${operationId} ${pointer}: ${documented} -> ${other}`,
				location,
			]),
		).toEqual([
			[
				'incomparable: bookLend /request/body/event: always "lend" -> always "loan"',
				"/webhooks/bookLend/post/requestBody/content/application~1json/schema/allOf/1/properties/event",
			],
			[
				"looser-there: bookLend /response/200/body/days: at most 28 -> at most 30",
				"/webhooks/bookLend/post/responses/200/content/application~1json/schema/properties/days",
			],
			["missing-there: bookLent /request: webhook bookLent -> nothing", "/webhooks/bookLent/post"],
		]);
		expect(notes).toEqual(["operations there on paths that are not described here: 1"]);
	});

	test("with a description that has none, they are not, and a note says so", () => {
		expect(compareWebhooks(libraryElsewhere())).toMatchObject({
			verdict: "same",
			operationIds: Object.keys(operations),
			notes: [
				"webhooks are not compared, as there are none there: 2",
				"operations there on paths that are not described here: 1",
			],
		});
	});
});

const BOOK_ID = "^bk_[0-9a-z]{8}$";

/** The identifier of a book is in payloads of several operations, and in books within books. */
function idPatterns(): string[] {
	const places = readGeneratedApi(api)
		.filter(({ operationId }) => operationId !== "fetchBook" && operationId !== "replaceCover")
		.flatMap(({ operationId, values }) =>
			[...values]
				.filter(([pointer, { pattern }]) => /\/id$/.test(pointer) && pattern === BOOK_ID)
				.map(([place]) => `${operationId} ${place}`),
		);
	expect(places.length).toBeGreaterThan(3);
	return places.map((place) => `incomparable: ${place} pattern: matches ${BOOK_ID} -> matches ^book_\\d+$`);
}

test("a difference that several operations share is told once, with every place", () => {
	const shared = compareWith(changedElsewhere()).differences.filter(({ also }) => also !== undefined);
	const places = shared.flatMap((difference) =>
		[difference, ...(difference.also ?? [])].map(({ operationId, pointer }) => `${operationId} ${pointer}`),
	);
	expect(shared).toHaveLength(1);
	expect(places).toEqual(idPatterns().map((line) => line.replace(/^incomparable: (\S+ \S+) .*/, "$1")));
	expect(new Set(places.map((place) => place.split(" ")[0])).size).toBeGreaterThan(1);
});

test("a deprecation and a default are compared, a format that no validator checks is not", () => {
	const theirs = (own: object, schema: object) => ({
		openapi: "3.1.0",
		paths: { "/a": { get: { operationId: "look", ...own, parameters: [{ name: "q", in: "query", schema }], responses: {} } } },
	});
	const differences = (own: object, schema: object) =>
		compareDescriptions(
			readDescription(theirs({}, { type: "integer" })),
			readDescription(theirs(own, schema)),
			"theirs",
		).differences.map(({ kind, pointer, keyword, documented, other }) => [kind, pointer, keyword, documented, other]);
	expect(differences({ deprecated: true }, { type: "integer", deprecated: true, default: 5 })).toEqual([
		["annotation", "/request", "deprecated", "not deprecated", "deprecated"],
		["annotation", "/request/query/q", "default", "no default", "default 5"],
		["annotation", "/request/query/q", "deprecated", "not deprecated", "deprecated"],
	]);
	expect(differences({ deprecated: false }, { type: "integer", format: "int32", deprecated: false })).toEqual([]);
	expect(differences({}, { type: "integer", format: "date" })).toEqual([
		["stricter-there", "/request/query/q", "format", "no format", "date"],
	]);
});

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
			"looser-there: replaceCover /request/path/bookId pattern: matches ^bk_[0-9a-z]{8}$ -> no pattern",
			"looser-there: replaceCover /request/body/address required: required -> optional",
			"looser-there: replaceCover /request/body/address nullable: never null -> may be null",
			"incomparable: replaceCover /request/body/address format: uri -> uri-reference",
			"stricter-there: replaceCover /response/4XX/body/error maxLength: no maxLength -> at most 80 characters",
		].sort(),
	);
});
