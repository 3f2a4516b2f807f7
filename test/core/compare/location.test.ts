import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createLoader } from "../../../scripts/pipeline/load.ts";
import { DIFFERENCES } from "../../../src/core/compare/result.ts";
import type { OperationDescriptor } from "../../../src/core/operation/descriptor.ts";
import { toPointer, valueAt } from "../../../src/core/operation/json-pointer.ts";
import type { SourcePosition } from "../../../src/core/operation/source-position.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import bundle from "../../fixtures/toy/generated/openapi.json" with { type: "json" };
import { changedElsewhere, compareWith } from "./support/descriptions.ts";

const NOTE_FORM = "/paths/~1books~1{bookId}~1notes/post/requestBody/content/application~1x-www-form-urlencoded/schema";

/** Where our description has, or would have, what only one of the two describes. */
const MISSING: Readonly<Record<string, string>> = {
	"listBooks /response/4XX": "/components/responses/Problem",
	"listBooks /response/429": "/paths/~1books/get",
	"fetchBook /request": "/paths/~1books~1{bookId}/get",
	"addNote /request/body/Mail": `${NOTE_FORM}/properties/Mail`,
	"addNote /request/body/Language": NOTE_FORM,
	"replaceCover /request": "/paths/~1covers~1{bookId}/put",
	"DeleteBook /request": "/paths/~1books~1{bookId}",
};

/** Whether a location is below that of an operation, or in a component, which operations share. */
function isWithin(operationId: string, location: string): boolean {
	const table: Readonly<Record<string, OperationDescriptor>> = toyApi.operations;
	const { path = "", method = "" } = table[operationId] ?? {};
	const operation = toPointer(["paths", path, method.toLowerCase()]);
	return [operation, "/components"].some((place) => location.startsWith(`${place}/`));
}

describe("a difference is located at the line of our description", () => {
	let locate: (pointer: string) => SourcePosition;

	beforeAll(async () => {
		const loader = await createLoader(resolve("test/fixtures/toy/redocly.yaml"));
		const [toy] = loader.apis;
		if (toy === undefined) throw new Error("no API");
		({ locate } = await loader.bundle(toy));
	});

	const { differences } = compareWith(changedElsewhere());

	test("every place is one of the description, in its operation or in a component", () => {
		expect(new Set(differences.map(({ kind }) => kind))).toEqual(new Set(Object.keys(DIFFERENCES)));
		const others = differences.filter(({ operationId, pointer }) => !(`${operationId} ${pointer}` in MISSING));
		for (const { location, operationId, pointer, also = [] } of others) {
			expect(valueAt(bundle, location), `${pointer}: ${location}`).toBeDefined();
			for (const place of [{ operationId }, ...also]) expect(isWithin(place.operationId, location), location).toBe(true);
		}
	});

	test("what one of the two lacks is at its own place, or at that of what would contain it", () => {
		const missing = differences.filter(({ kind }) => kind.startsWith("missing-"));
		const places = missing.map(({ operationId, pointer, location }) => [`${operationId} ${pointer}`, location]);
		expect(Object.fromEntries(places)).toEqual(MISSING);
		expect(Object.values(MISSING).map((location) => valueAt(bundle, location))).not.toContain(undefined);
	});

	const lines: [operationId: string, pointer: string, file: string, line: string][] = [
		["listBooks", "/request/query/limit", "paths/books.yaml", "    - name: limit"],
		["listBooks", "/request/query/genre/0", "paths/books.yaml", "        items:"],
		["addNote", "/request/body/Text", "paths/notes.yaml", "            Text:"],
		["addNote", "/request/body/Language", "paths/notes.yaml", "        schema:"],
		["createBook", "/request/body/id", "schemas/Book.yaml", "  id:"],
		["listBooks", "/response/4XX", "responses/Problem.yaml", "description: It was not to be."],
		["listBooks", "/response/429", "paths/books.yaml", "get:"],
		["fetchBook", "/request", "paths/book.yaml", "get:"],
		["DeleteBook", "/request", "openapi.yaml", "  /books/{bookId}:"],
	];
	test.each(lines)("%s %s", (operationId, pointer, file, expected) => {
		const difference = differences.find((one) =>
			[one, ...(one.also ?? [])].some((place) => place.operationId === operationId && place.pointer === pointer),
		);
		const position = locate(difference?.location ?? "");
		expect(position.file).toBe(join("test/fixtures/toy/openapi", file));
		expect(readFileSync(position.file, "utf8").split("\n")[position.line - 1]).toBe(expected);
	});
});
