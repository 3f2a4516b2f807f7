import fc from "fast-check";
import { expect, test } from "vitest";
import { parseYaml } from "../../scripts/pipeline/redocly-core.ts";
import { visitMembers } from "../../scripts/pipeline/visit-schemas.ts";
import { isRecord } from "../../src/core/operation/is-record.ts";
import { toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { generateFrom, THINGS } from "./in-process.ts";

type Json = Record<string, unknown>;

const base = parseYaml(THINGS) as Json;
const PATHS: string[][] = [];
visitMembers(base, (_, path) => PATHS.push([...path]) > 0);

/** Values of a wrong kind, and names and references that lead astray. */
const ODD = [
	...[null, true, false, 0, -1, 1e300, "", "x", [], {}, [null], [[]], { a: null }, [{}]],
	...["__proto__", "constructor", "toString", "object", "array", "application/json", "https://{x}.test"],
	...["#", "#/", "#/paths", "#/components/schemas/Thing", "#/__proto__", "#anchor", "openapi.yaml", "nowhere.yaml"].map(
		($ref) => ({ $ref }),
	),
	{ allOf: [{ $ref: "#/components/schemas/Thing" }] },
	{ type: "array", items: { $ref: "#/components/schemas/Thing" } },
	{ type: ["object", "null"], properties: { a: true }, required: ["b"] },
	{ anyOf: [{ type: "null" }, { $ref: "#/components/schemas/Thing" }] },
];
const NAMES = [
	"constructor",
	"toString",
	"schema",
	"properties",
	"$ref",
	"items",
	"allOf",
	"default",
	"a-b",
	"1",
	"",
	"200",
	"x-y",
];

/**
 * One change of a description: a node is dropped, replaced, renamed, repeated elsewhere, or annotated. Most annotations
 * are harmless, and so about a quarter of the descriptions below can be generated.
 */
const change = fc.record({
	path: fc.constantFrom(...PATHS),
	other: fc.constantFrom(...PATHS),
	kind: fc.oneof(fc.constant("annotate"), fc.constantFrom("drop", "replace", "rename", "repeat", "wrap")),
	value: fc.constantFrom(...ODD),
	name: fc.constantFrom(...NAMES),
});
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function apply(document: Json, { path, other, kind, value, name }: Change): void {
	const holder = valueAt(document, toPointer(path.slice(0, -1))) as Json | undefined;
	const key = path.at(-1) ?? "";
	if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, key)) return;
	const before = holder[key];
	if (kind === "annotate" && isRecord(before)) (before as Json)[`x-${name}`] = structuredClone(value);
	if (kind === "drop" || kind === "rename") delete holder[key];
	if (kind === "rename" && !Array.isArray(holder)) holder[name] = before;
	if (kind === "replace") holder[key] = structuredClone(value);
	if (kind === "repeat") holder[key] = structuredClone(valueAt(base, toPointer(other)));
	if (kind === "wrap") holder[key] = { [name]: before };
}

test("every description is generated, or rejected at places that it has; none crashes the pipeline", {
	timeout: 300_000,
}, async () => {
	const folder = temporaryFolder("broken");
	let [generated, rejected] = [0, 0];
	await fc.assert(
		fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
			const document = structuredClone(base);
			for (const each of changes) apply(document, each);
			const text = JSON.stringify(document, null, 1);
			const { files, problems } = await generateFrom({ "openapi.yaml": text }, folder);
			const made = Object.keys(files).length;
			expect(made > 0).toBe(problems.length === 0);
			if (made > 0) generated++;
			else rejected++;
			for (const { file, line, column, message } of problems) {
				expect([file, line >= 1, line <= text.split("\n").length, column >= 1]).toEqual(["openapi.yaml", true, true, true]);
				expect(message).not.toMatch(/\n|Cannot read|is not a function|undefined|TypeError|stack/);
			}
		}),
		{ numRuns: 150 },
	);
	expect(Math.min(generated, rejected)).toBeGreaterThan(0);
});
