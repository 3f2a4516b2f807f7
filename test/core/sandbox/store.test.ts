import { describe, expect, test } from "vitest";
import type { Schema } from "../../../scripts/pipeline/openapi.ts";
import { ask, describeApi, ID, objectOf, operation } from "../contract/support/described.ts";

const THING = objectOf({ id: ID });
const creation = (operationId: string) => operation(operationId, [201, THING], { id: ID } satisfies Record<string, Schema>);

describe("a deletion removes what is below a resource, and nothing", () => {
	const [a, b] = ["a".repeat(16), "b".repeat(16)];
	const api = () =>
		describeApi({
			"/v2/Rooms": { post: creation("createRoom") },
			"/v2/Rooms/{Room}": { delete: operation("deleteRoom", [204]) },
			"/v2/Rooms/{Room}/Shelves": { post: creation("createShelf") },
			"/v2/Rooms/{Room}/Shelves/{Shelf}": { delete: operation("deleteShelf", [204]) },
			"/v2/Rooms/{Room}/Shelves/{Shelf}/Books": { post: creation("createBook") },
			"/v2/Rooms/{Room}/Shelves/{Shelf}/Books/{Book}": { get: operation("fetchBook", [200, THING]) },
		});
	const BOOK = `/v2/Rooms/${a}/Shelves/${a}/Books/${a}`;

	/** Creates everything on the way to a book. */
	async function createBook(call: ReturnType<typeof ask>["call"], room: string, account?: string) {
		const paths = ["/v2/Rooms", `/v2/Rooms/${room}/Shelves`, `/v2/Rooms/${room}/Shelves/${a}/Books`];
		for (const [index, path] of paths.entries()) await call("POST", path, { id: index === 0 ? room : a }, account);
	}

	test("of another account", async () => {
		const { call } = ask(await api());
		await createBook(call, a, "ann");
		await createBook(call, a, "bob");
		expect((await call("DELETE", `/v2/Rooms/${a}`, undefined, "ann")).status).toBe(204);
		expect((await call("GET", BOOK, undefined, "ann")).status).toBe(404);
		expect((await call("GET", BOOK, undefined, "bob")).status).toBe(200);
	});

	test("of another parent with a child of the same identifier", async () => {
		const { call } = ask(await api());
		await createBook(call, a);
		await createBook(call, b);
		expect((await call("DELETE", `/v2/Rooms/${b}/Shelves/${a}`)).status).toBe(204);
		expect((await call("GET", BOOK.replace(a, b))).status).toBe(404);
		expect((await call("GET", BOOK)).status).toBe(200);
	});

	test("of a path that only begins like that of a resource that is alone", async () => {
		const { call } = ask(
			await describeApi({
				"/v2/Trash": { get: operation("readTrash", [200, THING]), delete: operation("emptyTrash", [204]) },
				"/v2/Trash/Papers": { post: creation("createPaper") },
				"/v2/Trash/Papers/{Paper}": { get: operation("fetchPaper", [200, THING]) },
				"/v2/TrashCans": { post: creation("createCan") },
				"/v2/TrashCans/{Can}": { get: operation("fetchCan", [200, THING]) },
			}),
		);
		const [paper, can] = [`/v2/Trash/Papers/${a}`, `/v2/TrashCans/${a}`];
		for (const path of ["/v2/Trash/Papers", "/v2/TrashCans"]) await call("POST", path, { id: a });
		expect([(await call("GET", paper)).status, (await call("GET", can)).status]).toEqual([200, 200]);
		expect((await call("DELETE", "/v2/Trash")).status).toBe(204);
		expect([(await call("GET", paper)).status, (await call("GET", can)).status]).toEqual([404, 200]);
	});
});

describe("identifiers that the pattern allows", () => {
	const api = (id: Schema) =>
		describeApi({
			"/v2/Keys": {
				post: operation("createKey", [201, objectOf({ id, name: { type: "string" } })], { name: { type: "string" } }),
			},
			"/v2/Keys/{Key}": { get: operation("fetchKey", [200, objectOf({ id, name: { type: "string" } })]) },
		});
	const FEW: Schema = { type: "string", pattern: "^[a-h]$" };
	const create = async ({ call }: ReturnType<typeof ask>) => call("POST", "/v2/Keys", { name: "n" });

	test("are all given out, and then the request is rejected: no identifier breaks the pattern", async () => {
		const asked = ask(await api(FEW));
		const responses = [];
		for (let count = 0; count < 10; count++) responses.push(await create(asked));
		expect(responses.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201, 201, 201, 507, 507]);
		const ids = responses.slice(0, 8).map(({ body }) => body.id);
		expect(ids.sort()).toEqual([..."abcdefgh"]);
	});

	test("are all given to the resources of a seed that have none, and a seed with more is rejected by its place", async () => {
		const items = Array.from({ length: 8 }, () => ({ name: "n" }));
		const { sandbox } = ask(await api(FEW));
		const seed = (count: number) =>
			sandbox.restore({ resources: [{ path: "/v2/Keys", items: [...items, ...items].slice(0, count) }] });
		seed(8);
		expect(
			sandbox
				.snapshot()
				.resources[0]?.items.map(({ id }) => id)
				.sort(),
		).toEqual([..."abcdefgh"]);
		expect(() => seed(9)).toThrow("/resources/0/items/8/id: every identifier that its pattern allows is taken");
	});

	test("are numbers where there is no pattern, but not those that are taken", async () => {
		const asked = ask(await api({ type: "string" }));
		asked.sandbox.seed({ resources: [{ account: "ann", path: "/v2/Keys", items: [{ id: "2", name: "n" }] }] });
		expect((await create(asked)).body.id).toBe("3");
	});
});
