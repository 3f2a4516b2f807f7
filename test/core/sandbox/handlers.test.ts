import { describe, expect, test } from "vitest";
import type { Schema } from "../../../scripts/pipeline/openapi.ts";
import { ask, describeApi, ID, objectOf, operation, SERVER } from "../contract/support/described.ts";
import { toyPolicy } from "./toy-policy.ts";

const TEXT: Schema = { type: "string" };
const PEN = objectOf({ id: ID, color: TEXT, size: TEXT, stamp: TEXT });
const PAGE = objectOf({ pens: { type: "array", items: PEN }, next: { type: ["string", "null"] } });
const filters = {
	parameters: ["color", "size"].map((name) => ({ name, in: "query" as const, schema: TEXT, example: "x" })),
};
const fields = { color: TEXT, size: TEXT };
const api = () =>
	describeApi({
		"/v2/Pens": {
			post: operation("createPen", [201, PEN], fields),
			get: operation("listPens", [200, PAGE], undefined, {
				...filters,
				"x-pagination": { items: "/pens", next: "/next" },
			}),
			patch: operation("changePens", [204], { stamp: TEXT }, filters),
			delete: operation("deletePens", [204], undefined, filters),
		},
		"/v2/Pens/{Pen}": { get: operation("fetchPen", [200, PEN]), patch: operation("changePen", [200, PEN], fields) },
		"/v2/Pens/{Pen}/Refill": { post: operation("refillPen", [200, PEN]) },
	});

/** A sandbox with pens of these colors and sizes, and a function that reads them again. */
async function withPens(pens: readonly string[], overrides: Parameters<typeof toyPolicy>[0] = {}) {
	const pageRequest = () => ({ size: 9, descending: false, start: { offset: 0 } });
	const { call, sandbox } = ask(await api(), toyPolicy({ pageRequest, ...overrides }));
	for (const pen of pens) {
		const [color, size] = pen.split(" ");
		await call("POST", "/v2/Pens", { color, size });
	}
	const stored = () => sandbox.snapshot().resources.flatMap(({ items }) => items.map(({ color, size }) => `${color} ${size}`));
	return { call, stored };
}

describe("an operation on a collection is about the resources", () => {
	const PENS = ["red big", "red small", "blue big"];
	const QUERY = "/v2/Pens?color=red&size=big";

	test("that every parameter of the query selects", async () => {
		const { call, stored } = await withPens(PENS);
		expect((await call("GET", QUERY)).body.pens).toMatchObject([{ color: "red", size: "big" }]);
		await call("PATCH", QUERY, { stamp: "new" });
		expect((await call("GET", "/v2/Pens")).body.pens.map(({ stamp }: { stamp: string }) => stamp)).toEqual(["new", "", ""]);
		await call("DELETE", QUERY);
		expect(stored()).toEqual(PENS.slice(1));
	});

	test("that the policy lets the client see", async () => {
		const { call, stored } = await withPens(PENS, { isVisible: ({ values }) => values.color !== "blue" });
		expect((await call("GET", "/v2/Pens")).body.pens).toHaveLength(2);
		expect((await call("GET", "/v2/Pens?color=blue")).body.pens).toEqual([]);
		await call("DELETE", "/v2/Pens");
		expect(stored()).toEqual(["blue big"]);
	});
});

test("a change without a field, or a trigger without a body, leaves also what follows from any change", async () => {
	const stamp = { initial: () => "created", changed: () => "changed" };
	const { call } = await withPens([], { acceptsEmptyUpdate: true, members: { stamp } });
	const { body: pen } = await call("POST", "/v2/Pens", { color: "red", size: "big" });
	expect(pen.stamp).toBe("created");
	expect(await call("PATCH", `/v2/Pens/${pen.id}`, {})).toEqual({ status: 200, body: pen });
	expect(await call("POST", `/v2/Pens/${pen.id}/Refill`)).toEqual({ status: 200, body: pen });
	expect(await call("GET", `/v2/Pens/${pen.id}`)).toEqual({ status: 200, body: pen });
	expect((await call("PATCH", `/v2/Pens/${pen.id}`, { size: "small" })).body.stamp).toBe("changed");
});

test("an operation whose server has a slash at the end of its address is served without it", async () => {
	const servers = [{ url: `${SERVER}/ink/` }];
	const { call } = ask(await describeApi({ "/Pens": { post: operation("createPen", [201, PEN], fields, { servers }) } }));
	expect((await call("POST", "/ink/Pens", { color: "red" })).status).toBe(201);
});
