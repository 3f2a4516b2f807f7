import fc from "fast-check";
import { expect, test } from "vitest";
import { compareDescriptions } from "../../../src/core/compare/compare-descriptions.ts";
import { readDescription } from "../../../src/core/compare/read-description.ts";
import bundle from "../../fixtures/toy/generated/openapi.json" with { type: "json" };
import { json } from "./support/descriptions.ts";
import { compareEdited, compareVersions, gate } from "./support/gate.ts";

const limit = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const value = fc.record({
	type: fc.constantFrom("string", "integer", "number", ["string", "null"]),
	minLength: limit,
	maximum: limit,
	exclusiveMaximum: limit,
	enum: fc.option(fc.subarray(["a", "b", "c"], { minLength: 1 }), { nil: undefined }),
	default: limit,
});
const object = fc.record({
	type: fc.constant("object"),
	required: fc.subarray(["a", "b"]),
	properties: fc.dictionary(fc.constantFrom("a", "b", "c"), value),
});
/** Descriptions with a value at each place where there can be one. */
const described = fc
	.tuple(object, object, value, fc.boolean(), fc.subarray(["200", "204", "404"], { minLength: 1 }))
	.map(([sent, received, schema, required, statuses]) => {
		const response = { headers: { "X-A": { required, schema } }, ...json(received) };
		const operation = {
			operationId: "a",
			parameters: [{ name: "q", in: "query", required, schema }],
			requestBody: { required, ...json(sent) },
			responses: Object.fromEntries(statuses.map((status) => [status, response])),
		};
		return JSON.parse(
			JSON.stringify({ openapi: "3.1.0", paths: { "/a": { post: operation } }, webhooks: { a: { post: operation } } }),
		);
	});

const SWAPPED: Readonly<Record<string, string>> = {
	"stricter-there": "looser-there",
	"looser-there": "stricter-there",
	"missing-there": "missing-here",
	"missing-here": "missing-there",
};

test("a description is the same as itself", () => {
	expect(compareVersions(bundle, structuredClone(bundle))).toMatchObject({ differences: [], bump: "none", verdict: "same" });
	expect(compareEdited(() => {})).toMatchObject({ differences: [], bump: "none" });
	fc.assert(
		fc.property(described, (document) => {
			expect(compareVersions(document, structuredClone(document)).differences).toEqual([]);
		}),
		{ numRuns: 40 },
	);
});

test("in the other direction, stricter is looser, and new is removed", () => {
	fc.assert(
		fc.property(described, described, (one, other) => {
			const linesOf = (base: unknown, head: unknown, swapped: Readonly<Record<string, string>>) =>
				compareVersions(base, head).differences.map(({ kind, operationId, pointer, keyword, values }) => {
					const [here, there] = swapped === SWAPPED ? [values.there, values.here] : [values.here, values.there];
					return JSON.stringify([swapped[kind] ?? kind, operationId, pointer, keyword, here ?? null, there ?? null]);
				});
			expect(linesOf(other, one, SWAPPED).sort()).toEqual(linesOf(one, other, {}).sort());
		}),
		{ numRuns: 40 },
	);
});

test("patterns are compared by what they match, if somebody can", () => {
	const compare = (found: object | undefined) => {
		const edited = compareEdited(
			(d) => {
				d.components.schemas.Code.pattern = "^x$";
			},
			(here, there) => (here === "^[a-z]{4}$" && there === "^x$" ? found : undefined),
		);
		return edited.differences.map(({ kind, documented, other, values }) => [kind, documented, other, values]);
	};
	const texts = ["matches ^[a-z]{4}$", "matches ^x$"];
	const values = { here: "^[a-z]{4}$", there: "^x$" };
	expect(compare(undefined)).toEqual([["incomparable", ...texts, values]]);
	expect(compare({ onlyHere: "abcd", onlyThere: "x" })).toEqual([
		["incomparable", ...texts, { ...values, onlyHere: "abcd", onlyThere: "x" }],
	]);
	expect(compare({ onlyHere: "abcd" })).toEqual([["stricter-there", ...texts, { ...values, onlyHere: "abcd" }]]);
	expect(compare({ onlyThere: "x" })).toEqual([["looser-there", ...texts, { ...values, onlyThere: "x" }]]);
	expect(compare({})).toEqual([]);
});

test("of descriptions of different authors, texts, names, credentials and headers are not compared", () => {
	const theirs = gate();
	const { get } = theirs.paths["/tickets"];
	Object.assign(get, { operationId: "all", summary: "All", "x-internal": true, security: [], servers: [{ url: "/" }] });
	delete get["x-pagination"];
	delete theirs.components.responses.Ticket.headers;
	theirs.components.schemas.Ticket.properties.guest.example = "Ann";
	theirs.components.schemas.Ticket.additionalProperties = false;
	theirs.components.parameters.Colors.explode = false;
	theirs.paths["/doors"] = { get: { responses: {} } };
	const [here, there] = [readDescription(gate()), readDescription(theirs)];
	expect(compareDescriptions(here, there, "theirs").differences).toEqual([]);
	expect(compareDescriptions(here, there, "theirs", { scope: "all" }).differences.length).toBeGreaterThan(8);
});

test("a value that contains itself, as YAML can write it, says nothing", () => {
	const cyclic: unknown[] = [];
	cyclic.push(cyclic);
	const { differences } = compareEdited((d) => {
		Object.assign(d.components.schemas.Ticket.properties.guest, { example: cyclic, default: cyclic, "x-a": cyclic });
		d.paths["/tickets"].post["x-pagination"] = cyclic;
	});
	expect(differences).toEqual([]);
});
