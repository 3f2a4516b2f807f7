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
