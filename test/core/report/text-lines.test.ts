import fc from "fast-check";
import { expect, test } from "vitest";
import { toPointer, valueAt } from "../../../src/core/operation/json-pointer.ts";
import { findMark, layOutJson } from "../../../src/core/report/text-lines.ts";

const layOut = (text: string) => layOutJson(text, "/body") ?? [];
const written = (text: string) => layOut(text).map((line) => line.text);

/** The pointer of every value within a value. */
function pointersIn(value: unknown, path: readonly string[] = []): string[] {
	const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
	return [toPointer(["body", ...path]), ...members.flatMap(([name, member]) => pointersIn(member, [...path, name]))];
}

test("JSON has a line for each of its values, and is the same JSON", () => {
	fc.assert(
		fc.property(fc.json(), fc.boolean(), (compact, isSpaced) => {
			const text = isSpaced ? JSON.stringify(JSON.parse(compact), null, "\t") : compact;
			const lines = layOut(text);
			const value = JSON.parse(text);
			expect(JSON.parse(lines.map((line) => line.text).join("\n"))).toEqual(value);
			for (const pointer of pointersIn(value)) {
				const { line, note } = findMark(lines, pointer) ?? { line: -1 };
				expect({ note, pointer: lines[line]?.pointer }).toEqual({ note: "here", pointer });
				const found = valueAt({ body: value }, pointer);
				if (typeof found === "string") expect(lines[line]?.text).toContain(JSON.stringify(found).slice(1, -1));
			}
		}),
		{ numRuns: 200 },
	);
});

test("literals and members that are there twice stay as they were sent", () => {
	const text = '{"a":1.0,"b":[1e999,"\\u0041"],"a":{},"__proto__":[]}';
	expect(written(text)).toEqual([
		"{",
		'  "a": 1.0,',
		'  "b": [',
		"    1e999,",
		'    "\\u0041"',
		"  ],",
		'  "a": {},',
		'  "__proto__": []',
		"}",
	]);
	expect(findMark(layOut(text), "/body/a")).toEqual({ line: 6, note: "here" });
});

test("what is missing is marked where it should be, and what is within a value, at the value", () => {
	const lines = layOut('{"meta":{"page":0},"text":"{}"}');
	expect(findMark(lines, "/body/meta/key")).toEqual({ line: 1, note: "key is missing here" });
	expect(findMark(lines, "/body/text/key")).toEqual({ line: 4, note: "in here" });
	expect(findMark(lines, "/head/x")).toBeUndefined();
});

test("what is no JSON, nested too deep or too long is not laid out", () => {
	for (const text of ["", "{", "<p>", "[".repeat(1002) + "]".repeat(1002), `"${"x".repeat(1_000_000)}"`]) {
		expect(layOutJson(text, "/body")).toBeUndefined();
	}
	expect(written("[".repeat(900) + "]".repeat(900))).toHaveLength(1799);
});
