import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { comparePatterns } from "../../scripts/diff/patterns.ts";
import { createWitnessFinder } from "../../scripts/diff/witness/find-witness.ts";
import type { Witness } from "../../scripts/diff/witness/witness.ts";
import { compareDescriptions } from "../../src/core/compare/compare-descriptions.ts";
import type { DescribedOperation } from "../../src/core/compare/description.ts";
import { readDescription } from "../../src/core/compare/read-description.ts";
import type { DescriptionDifference } from "../../src/core/compare/result.ts";
import type { Json } from "./edits/edit.ts";
import { EDITS } from "./edits/index.ts";
import { isValidIn } from "./edits/is-valid.ts";

const read = new Map<Json, DescribedOperation[]>();

function compare(base: Json, head: Json) {
	const here = read.get(base) ?? readDescription(base);
	read.set(base, here);
	return compareDescriptions(here, readDescription(head), "head", { scope: "all", patterns: comparePatterns });
}

/** A change in one line, as in the rows of the table. */
function lineOf({ kind, operationId, pointer, keyword, also = [], bump }: DescriptionDifference, expected: string): string {
	const others = also.length > 0 ? `+${also.length}` : "";
	return [bump === expected ? "" : bump, kind, operationId, pointer, keyword, others].filter(Boolean).join(" ");
}

describe("each edit", () => {
	test.each(EDITS)("$name: $bump", ({ base, head, bump, changes }) => {
		const result = compare(base, head);
		expect(result.differences.map((difference) => lineOf(difference, bump))).toEqual(changes);
		expect(result.bump).toBe(bump);
		const find = createWitnessFinder(base, head);
		const breaking = result.differences.filter((difference) => difference.bump === "major");
		for (const [index, change] of breaking.entries()) {
			const witness = find(change);
			expect(witness, lineOf(change, bump)).toBeDefined();
			if (witness === undefined) continue;
			expect(witness.base).not.toBe(witness.head);
			expect(JSON.stringify(witness)).not.toMatch(/"authorization":"(?!\w+ <credentials>)/);
			if (index === 0) checkByAnotherValidator(change, witness, base, head);
		}
	});
});

/** Where the verdict comes from the schema of a body, ajv alone has to come to the same. */
function checkByAnotherValidator(change: DescriptionDifference, witness: Witness, base: Json, head: Json): void {
	for (const [document, said] of [
		[base, witness.base],
		[head, witness.head],
	] as const) {
		const isValid = isValidIn(document, change, witness);
		if (isValid === undefined) continue;
		if (said === "accepts it") expect(isValid, `${witness.summary}: ${said}`).toBe(true);
		if (said.startsWith("rejects")) expect(isValid, `${witness.summary}: ${said}`).toBe(false);
	}
}

test("the bumps beside those of another tool", () => {
	const { bumps, tool } = JSON.parse(readFileSync("test/diff/edits/redocly.json", "utf8"));
	expect(Object.keys(bumps)).toEqual(EDITS.map(({ name }) => name));
	const ours = EDITS.filter(({ base, head, bump }) => compare(base, head).bump === bump);
	const theirs = EDITS.filter(({ name, bump }) => bumps[name] === bump);
	console.log(`ours right ${ours.length} of ${EDITS.length}, ${tool} right ${theirs.length} of ${EDITS.length}`);
	expect(EDITS.length).toBeGreaterThanOrEqual(90);
	expect(ours.length).toBe(EDITS.length);
});
