import { describe, expect, test } from "vitest";
import { createApiSandbox } from "../../../src/core/sandbox/create-sandbox.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { toyPolicy } from "./toy-policy.ts";

function start(policy = toyPolicy(), options = {}) {
	const sandbox = createApiSandbox(toyApi, policy, options);
	const ask = async (method: string, url: string, fields?: object) => {
		const response = await sandbox.handle({
			method,
			url,
			headers: { "x-key": "ann", "content-type": "application/json" },
			body: fields ? JSON.stringify(fields) : null,
		});
		return { status: response.status, body: JSON.parse(response.body ?? "null") };
	};
	return { sandbox, ask };
}

const HOME = "https://api.library.test/v2";

describe("an API of another kind, with another policy", () => {
	test("is served from its table and its schemas alone", async () => {
		const { ask } = start();
		const { body: made } = await ask("POST", `${HOME}/shelves`, { name: "east" });
		expect(made).toEqual({
			id: expect.stringMatching(/^shelf-\d{4}$/),
			name: "east",
			made: expect.stringMatching(/Z$/),
			self: `${HOME}/shelves/${made.id}`,
			note: null,
		});
		expect(await ask("GET", made.self)).toEqual({ status: 200, body: made });
		const { body: copy } = await ask("POST", `${made.self}/copies`, { paper: "rag" });
		const members = { shelf: made.id, paper: "rag", leaves: 1, place: 0, state: "new" };
		expect(copy).toEqual({ id: expect.stringMatching(/^c[a-z]{6}$/), ...members });
		expect((await ask("PUT", `${made.self}/copies/${copy.id}`, { paper: "silk" })).body).toEqual({ ...copy, paper: "silk" });
	});

	test("a field that does not fit its member is replaced, so that no answer breaks the description", async () => {
		const { ask } = start();
		const { body: made } = await ask("POST", `${HOME}/shelves`, { name: "east" });
		const { body: copy } = await ask("POST", `${made.self}/copies`, { paper: "oak", leaves: "many" });
		expect(copy).toMatchObject({ paper: "rag", leaves: 1 });
		expect((await ask("GET", `${made.self}/copies`)).body.copies).toEqual([copy]);
	});

	test("an identifier of the client's own choice is kept, and not given twice", async () => {
		const { ask } = start();
		const { body: made } = await ask("POST", `${HOME}/shelves`, { name: "east" });
		const fields = { id: "cabcdef", paper: "rag" };
		expect((await ask("POST", `${made.self}/copies`, fields)).body.id).toBe("cabcdef");
		expect((await ask("POST", `${made.self}/copies`, fields)).status).toBe(409);
	});

	test("a list has pages and filters", async () => {
		const { ask } = start();
		const { body: made } = await ask("POST", `${HOME}/shelves`, { name: "east" });
		for (const paper of ["rag", "silk", "rag", "rag"]) await ask("POST", `${made.self}/copies`, { paper });
		const papers: string[] = [];
		for (let url = `${made.self}/copies`; url !== null; ) {
			const { body } = await ask("GET", url);
			papers.push(...body.copies.map((copy: { paper: string }) => copy.paper));
			url = body.next;
		}
		expect(papers).toEqual(["rag", "silk", "rag", "rag"]);
		expect((await ask("GET", `${made.self}/copies?paper=silk`)).body.copies).toHaveLength(1);
	});

	test("what lies below something that is not there is not there; what lies below something deleted is gone", async () => {
		const { ask, sandbox } = start();
		expect((await ask("POST", `${HOME}/shelves/shelf-0000/copies`, { paper: "rag" })).status).toBe(404);
		const { body: made } = await ask("POST", `${HOME}/shelves`, { name: "east" });
		await ask("POST", `${made.self}/copies`, { paper: "rag" });
		expect((await ask("DELETE", made.self)).status).toBe(204);
		expect((await ask("GET", `${made.self}/copies`)).status).toBe(404);
		expect(sandbox.snapshot().resources.flatMap(({ items }) => items)).toEqual([]);
	});

	test("a thing that is alone is there from the start, and can be changed", async () => {
		const { ask } = start();
		expect(await ask("GET", `${HOME}/hall`)).toEqual({ status: 200, body: { light: "dim", degrees: 0 } });
		expect((await ask("PATCH", `${HOME}/hall`, { light: "bright" })).body.light).toBe("bright");
		expect((await ask("GET", `${HOME}/hall`)).body.light).toBe("bright");
	});

	test("the server that was called decides between paths of the same shape; on a port of its own the first one wins", async () => {
		const { ask } = start();
		const { body: made } = await ask("POST", `${HOME}/shelves`, { name: "east" });
		expect((await ask("GET", `https://files.library.test/v2/shelves/${made.id}`)).status).toBe(404);
		expect((await ask("GET", `http://localhost:1/shelves/${made.id}`)).body.self).toBe(`http://localhost:1/shelves/${made.id}`);
		expect((await ask("GET", `http://localhost:1/v2/shelves/${made.id}`)).body.self).toBe(
			`http://localhost:1/v2/shelves/${made.id}`,
		);
	});

	test("its accounts are apart, its seeds need no sequence of their own", async () => {
		const { sandbox, ask } = start(toyPolicy(), {
			seed: { resources: [{ account: "bob", path: "/shelves", items: [{ id: "shelf-0001", name: "north" }] }] },
		});
		expect((await ask("GET", `${HOME}/shelves/shelf-0001`)).status).toBe(404);
		expect(sandbox.snapshot().resources[0]).toMatchObject({
			account: "bob",
			next: 1,
			items: [{ id: "shelf-0001", $sequence: 0 }],
		});
	});
});

test("the generated toy API runs as well: JSON bodies, recursive schemas, a server with a path, two servers", async () => {
	const sandbox = createApiSandbox(toyApi, toyPolicy());
	const headers = { "x-key": "ann", "content-type": "application/json" };
	const book = { id: "bk_00000001", title: "One", parts: [], sequel: null, author: { name: "A" } };
	const created = await sandbox.handle({
		method: "POST",
		url: "https://api.library.test/v2/books",
		headers,
		body: JSON.stringify(book),
	});
	expect([created.status, JSON.parse(created.body ?? "")]).toEqual([201, book]);
	const fetched = await sandbox.handle({
		method: "GET",
		url: "https://api.library.test/v2/books/bk_00000001",
		headers,
		body: null,
	});
	expect(JSON.parse(fetched.body ?? "")).toEqual(book);
	const list = await sandbox.handle({ method: "GET", url: "https://api.library.test/v2/books", headers, body: null });
	expect(JSON.parse(list.body ?? "")).toEqual({ books: [book], next: null });
	const note = await sandbox.handle({
		method: "POST",
		url: "https://api.library.test/v2/books/bk_00000001/notes",
		headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
		body: "Text=x&Tags=a&Tags=b",
	});
	expect(note).toMatchObject({ status: 204, body: null });
});
