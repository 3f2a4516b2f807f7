import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createLoader } from "../../../scripts/pipeline/load.ts";
import { DIFFERENCES } from "../../../src/core/compare/result.ts";
import { valueAt } from "../../../src/core/operation/json-pointer.ts";
import type { SourcePosition } from "../../../src/core/operation/source-position.ts";
import bundle from "../../fixtures/toy/generated/openapi.json" with { type: "json" };
import { changedElsewhere, compareWith } from "./support/descriptions.ts";

describe("a difference is located at the line of our description", () => {
	let locate: (pointer: string) => SourcePosition;

	beforeAll(async () => {
		const loader = await createLoader(resolve("test/fixtures/toy/redocly.yaml"));
		const [toy] = loader.apis;
		if (toy === undefined) throw new Error("no API");
		({ locate } = await loader.bundle(toy));
	});

	const { differences } = compareWith(changedElsewhere());

	test("every place is one of the description", () => {
		expect(new Set(differences.map(({ kind }) => kind))).toEqual(new Set(Object.keys(DIFFERENCES)));
		for (const { location, pointer } of differences) expect(valueAt(bundle, location), `${pointer}: ${location}`).toBeDefined();
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
