import { expect, test } from "vitest";
import { compareRules } from "../../../src/core/compare/compare-rules.ts";
import { describeOperation } from "../../../src/core/compare/description.ts";

test("every integer is a number", () => {
	const kinds = (ours: string, theirs: string) => compareRules({ type: [ours] }, { type: [theirs] }).map(({ kind }) => kind);
	expect(kinds("integer", "number")).toEqual(["looser-there"]);
	expect(kinds("number", "integer")).toEqual(["stricter-there"]);
	expect(kinds("integer", "string")).toEqual(["incomparable"]);
});

test("a rule that allows everything is no rule", () => {
	const schema = { type: "string", minLength: 0, maxLength: 3 };
	const parameters = [{ in: "query", name: "Q", required: false, schema }];
	const locate = () => ({ location: "", source: [] });
	const parts = { operationId: "x", method: "GET", path: "/x", parameters, body: undefined, responses: {}, locate };
	expect(describeOperation(parts, {}).values.get("/request/query/Q")).toEqual({
		nullable: false,
		type: ["string"],
		maxLength: 3,
	});
});

test("a list of allowed values contains another by its values, not by their order or their null", () => {
	const kinds = (ours: unknown[], theirs: unknown[]) => compareRules({ enum: ours }, { enum: theirs }).map(({ kind }) => kind);
	const long = "x".repeat(200);
	expect(kinds(["a", "b"], ["b", "a", null])).toEqual([]);
	expect(kinds(["a", "b"], ["a"])).toEqual(["stricter-there"]);
	expect(kinds(["a"], ["a", "b"])).toEqual(["looser-there"]);
	expect(kinds([`${long}a`], [`${long}b`])).toEqual(["incomparable"]);
});
