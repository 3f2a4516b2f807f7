import fc from "fast-check";
import { expect, test } from "vitest";
import { REPORTS as reports } from "../../../src/core/contract/report/formats/index.ts";
import { runContract } from "../../../src/core/contract/run/run.ts";
import type { Target } from "../../../src/core/contract/run/target.ts";
import type { HttpResponse } from "../../../src/core/operation/http.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { toyContractPolicy, toyTarget } from "./support/toy.ts";

// Whatever a target answers, a run ends with a report.

/** Identifiers that no path can hold, names that every object has, text that is none, and anything else that JSON can be. */
const value = fc.oneof(
	fc.constantFrom<unknown>(
		"",
		".",
		"..",
		"a/b",
		"\r\n",
		"\ud800",
		[],
		{},
		null,
		0,
		-0,
		1e308,
		true,
		"__proto__",
		"a".repeat(300),
	),
	fc.constantFrom<unknown>({ toString: 1, valueOf: 1 }, { toJSON: 1 }, { length: -1 }, { constructor: null }, [[[]]], ["\u0000"]),
	fc.constantFrom<unknown>("http://[", "https://other.test/x", "javascript:1", "//x", "?", "data:,x", "2020-99-99T00:00:00Z"),
	fc.jsonValue({ maxDepth: 3 }),
	fc.json({ maxDepth: 2 }).map((text) => JSON.parse(`{"__proto__":${text}}`) as unknown),
);

const headerName = fc.constantFrom(
	"content-type",
	"x-total",
	"retry-after",
	"location",
	"__proto__",
	"constructor",
	"x-odd",
	"link",
);
const headerValue = fc.oneof(
	fc.string(),
	fc.constantFrom("", "application/json", "text/html; charset=x", "NaN", "\u0000", "é", "1e999"),
);
const status = fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(0, 99, 204, 304, 600, 999, 200, 201, 404));

/** A change of one response: of a member of its JSON, of its bytes, of a header or of its status. */
const change = fc.oneof(
	fc.tuple(fc.nat(), value).map(([place, value]) => (response: HttpResponse) => ({
		...response,
		body: withMember(response.body, place, value),
	})),
	value.map((value) => (response: HttpResponse) => ({ ...response, body: JSON.stringify(value) ?? null })),
	fc.string({ unit: "binary" }).map((body) => (response: HttpResponse) => ({ ...response, body })),
	fc.constant((response: HttpResponse) => ({ ...response, body: null })),
	fc.tuple(headerName, headerValue).map(([name, text]) => (response: HttpResponse) => ({
		...response,
		headers: { ...response.headers, [name]: text },
	})),
	fc.constant((response: HttpResponse) => ({ ...response, headers: {} })),
	status.map((status) => (response: HttpResponse) => ({ ...response, status })),
);

/** Replaces the value at one of the places of a text of JSON, its root included. */
function withMember(text: string | null, place: number, value: unknown): string | null {
	const count = { left: 0 };
	const visit = (node: unknown, replace: number): unknown => {
		if (count.left++ === replace) return value;
		if (Array.isArray(node)) return node.map((item) => visit(item, replace));
		if (typeof node !== "object" || node === null) return node;
		return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, visit(member, replace)]));
	};
	try {
		const root: unknown = JSON.parse(text ?? "");
		visit(root, -1);
		const places = count.left;
		count.left = 0;
		return JSON.stringify(visit(root, place % places)) ?? null;
	} catch {
		return JSON.stringify(value) ?? null;
	}
}

test("whatever a target answers, a run ends with every report", async () => {
	let [answers, findings] = [0, 0];
	const run = async (changes: readonly ((response: HttpResponse) => HttpResponse)[]) => {
		const { send, ...rest } = toyTarget();
		let sent = 0;
		const target: Target = {
			...rest,
			async send(request) {
				const response = await send(request);
				answers++;
				// Most answers are changed; the others let the cases go on.
				const apply = changes[sent++ % (changes.length * 2)];
				return apply ? apply(response) : response;
			},
		};
		const result = await runContract(toyApi, toyContractPolicy, target, { sleep: () => Promise.resolve(), cleanUp: true });
		findings += result.findings.length;
		for (const [name, print] of Object.entries(reports)) expect(print(result, {}), name).toBeTypeOf("string");
	};
	await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 40 }), run), { numRuns: 60, endOnFailure: false });
	expect(answers).toBeGreaterThan(2000);
	expect(findings).toBeGreaterThan(100);
}, 120_000);

test.each<[unknown]>([[""], [".."], ["a/b"], ["\ud800"], [{ toString: 1, valueOf: 1 }], [[]], [null]])(
	"the identifier %j in every answer ends in findings",
	async (id) => {
		const { send, ...rest } = toyTarget();
		const replaced = (body: string) => JSON.stringify(JSON.parse(body, (name, member) => (name === "id" ? id : member)));
		const target: Target = {
			...rest,
			async send(request) {
				const response = await send(request);
				return { ...response, body: response.body && replaced(response.body) };
			},
		};
		const { verdict } = await runContract(toyApi, toyContractPolicy, target, { cleanUp: true });
		expect(verdict).toBe("findings");
	},
);
