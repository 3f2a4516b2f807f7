import { describe, expect, test } from "vitest";
import type { Schema } from "../../../scripts/pipeline/openapi.ts";
import type { SandboxPolicy } from "../../../src/core/sandbox/policy.ts";
import { ask, describeApi, ID, objectOf, operation } from "../contract/support/described.ts";
import { toyPolicy } from "./toy-policy.ts";

const TEXT: Schema = { type: "string" };
const ROOM = objectOf({ id: ID, name: TEXT, shelves: { type: "integer" } });
const SHELF = objectOf({ id: { type: "string", pattern: "^[ab]$" }, color: TEXT });
const [a, b] = ["a".repeat(16), "b".repeat(16)];

const api = () =>
	describeApi(
		{
			"/v2/Rooms": { post: operation("createRoom", [201, ROOM], { id: ID, name: TEXT }) },
			"/v2/Rooms/{Room}": { get: operation("fetchRoom", [200, ROOM]) },
			"/v2/Rooms/{Room}/Shelves": { post: operation("createShelf", [201, SHELF], { color: TEXT }) },
			"/v2/Rooms/{Room}/Shelves/{Shelf}": {
				get: operation("fetchShelf", [200, SHELF]),
				put: operation("replaceShelf", [200, SHELF], { color: TEXT }),
			},
		},
		{ Shelf: { type: "string", example: "a" } },
	);

/** Each room comes with shelves, as many as its name has letters. */
const policy = (overrides: Partial<SandboxPolicy> = {}) =>
	toyPolicy({
		members: { shelves: { render: ({ below }) => [...below("Shelves")].length } },
		createdBelow: ({ values }) => ({
			Shelves: Array.from({ length: String(values.name).length }, () => ({ color: "red" })),
			Windows: [{}],
		}),
		...overrides,
	});

describe("what comes into being below a new resource", () => {
	test("is shown by the response that creates it, and only where the API has such a collection", async () => {
		const { call } = ask(await api(), policy());
		const { status, body } = await call("POST", "/v2/Rooms", { id: a, name: "xy" });
		expect([status, body.shelves]).toEqual([201, 2]);
		expect((await call("GET", `/v2/Rooms/${a}`)).body).toEqual(body);
	});

	test("needs identifiers; without, the request is rejected and creates nothing", async () => {
		const { call, sandbox } = ask(await api(), policy());
		const before = sandbox.snapshot();
		expect((await call("POST", "/v2/Rooms", { id: a, name: "xyz" })).status).toBe(507);
		expect(sandbox.snapshot()).toEqual(before);
		expect((await call("POST", "/v2/Rooms", { id: a, name: "xy" })).status).toBe(201);
		expect((await call("POST", `/v2/Rooms/${a}/Shelves`, { color: "red" })).status).toBe(507);
	});

	test("comes into being in a seed as well, unless the seed states it", async () => {
		const { call, sandbox } = ask(await api(), policy());
		const rooms = {
			account: "ann",
			path: "/v2/Rooms",
			items: [
				{ id: a, name: "xy" },
				{ id: b, name: "x" },
			],
		};
		sandbox.seed({ resources: [{ account: "ann", path: `/v2/Rooms/${a}/Shelves`, items: [{ id: "b" }] }, rooms] });
		expect((await call("GET", `/v2/Rooms/${a}`)).body.shelves).toBe(1);
		expect((await call("GET", `/v2/Rooms/${b}`)).body.shelves).toBe(1);
		const full = { ...rooms, items: [{ id: "c".repeat(16), name: "xyz" }] };
		expect(() => sandbox.seed({ resources: [full] })).toThrow("/resources/0/items/0/Shelves/items/2/id: every identifier");
	});
});

test("a resource is not seeded below one that does not exist", async () => {
	const { sandbox } = ask(await api());
	const resources = [{ account: "ann", path: `/v2/Rooms/${a}/Shelves`, items: [{ id: "a" }] }];
	expect(() => sandbox.seed({ resources })).toThrow(`/resources/0/path: nothing is at /v2/Rooms/${a}`);
	sandbox.seed({ resources: [{ account: "ann", path: "/v2/Rooms", items: [{ id: a }] }, ...resources] });
});

test("what is below a resource that the client cannot see cannot be seen either", async () => {
	const { call } = ask(await api(), policy({ isVisible: ({ values }) => values.name !== "xy" }));
	for (const [id, name] of [
		[a, "xy"],
		[b, "x"],
	])
		await call("POST", "/v2/Rooms", { id, name });
	const statuses = [a, b].map(async (room) => (await call("POST", `/v2/Rooms/${room}/Shelves`, { color: "red" })).status);
	expect(await Promise.all(statuses)).toEqual([404, 201]);
});

test("an update changes nothing but what it names, also where the first operation on the resource replaces it", async () => {
	const described = await describeApi({
		"/v2/Pens/{Pen}": {
			put: operation("replacePen", [200, objectOf({ id: ID, color: TEXT, size: TEXT })], { color: TEXT, size: TEXT }),
		},
		"/v2/Pens": {
			post: operation("createPen", [201, objectOf({ id: ID, color: TEXT, size: TEXT })], { color: TEXT, size: TEXT }),
		},
	});
	const { call, sandbox } = ask(described);
	const { body: pen } = await call("POST", "/v2/Pens", { color: "red", size: "big" });
	sandbox.update({ account: "ann", path: `/v2/Pens/${pen.id}`, values: { color: "blue" } });
	expect(sandbox.snapshot().resources[0]?.items).toMatchObject([{ color: "blue", size: "big" }]);
});
