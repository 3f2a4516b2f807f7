import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { readBundle } from "./bundle.ts";
import { brokenFacts, factFileOf, factsOf, howToCover } from "./fact.ts";
import { FACT_TABLES } from "./facts/index.ts";
import { mutationsOf } from "./mutations.ts";

test("no constraint of the description can be deleted or relaxed without a documented fact noticing", () => {
	const document = readBundle();
	const facts = factsOf(FACT_TABLES);
	const mutations = mutationsOf(document);
	const survivors = mutations.filter(({ apply }) => {
		const undo = apply(document);
		const killed = brokenFacts(document, facts, { first: true }).length > 0;
		undo();
		return !killed;
	});
	console.log(`${mutations.length - survivors.length}/${mutations.length} mutations killed`);
	const unexplained = survivors.map(({ pointer, change }) => `${pointer}: ${change}; ${howToCover(document, pointer)}`);
	expect(unexplained).toEqual([]);
	expect(mutations.length).toBeGreaterThan(200);
	expect(document).toEqual(readBundle());
});

test("a mutation that survives names the files of facts to add a row to", () => {
	expect(howToCover(readBundle(), "/components/schemas/ChannelMessage/properties/sid/anyOf/1/type")).toBe(
		"add a row to test/description/facts/conventions.ts",
	);
});

test("a mutation that survives where no source is named asks for the source first", () => {
	const parameters = [{ name: "new", in: "query", required: true } as const];
	const unsourced = { ...readBundle(), paths: { "/new": { get: { operationId: "fetchNew", parameters, responses: {} } } } };
	expect(howToCover(unsourced, "/paths/~1new/get/parameters/0/required")).toBe(
		"name its source (x-source), and add a row to the table of that source in test/description/facts/",
	);
});

test("each source of the description has a file of facts", () => {
	const sources = Object.keys(readBundle()["x-sources"] ?? {});
	expect(sources.length).toBeGreaterThan(2);
	expect(sources.map(factFileOf).filter((file) => !existsSync(file))).toEqual([]);
});
