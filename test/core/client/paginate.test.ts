import { describe, expect, expectTypeOf, test } from "vitest";
import { json, type SeenRequest, startServer } from "../../support/servers.ts";
import { createToyClientOver, type Note, type NotePage, SECRET, TRANSPORTS } from "./support/toy.ts";

/** Serves pages of two notes; `next` makes the link to the next page. */
async function servePages(
	count: number,
	next = (page: number, url: string): unknown => (page < count - 1 ? `${url}/readers/A1/notes?page=${page + 1}` : null),
) {
	const server = await startServer(({ url }, response) => {
		const page = Number(new URL(url, "http://x").searchParams.get("page") ?? 0);
		json(response, 200, { notes: [note(page * 2), note(page * 2 + 1)], meta: { next: next(page, server.url) } });
	});
	return server;
}

const note = (id: number): Note => ({ id, text: `note ${id}` });
const paths = (requests: readonly SeenRequest[]) => requests.map(({ url }) => url);

const btoaHeader = `Basic ${btoa(`user:${SECRET}`)}`;

/** Serves pages with ever new addresses, each of `size` items. */
async function serveEndlessly(size: (page: number) => number) {
	const server = await startServer((_, response, index) => {
		const notes = Array.from({ length: size(index) }, () => note(index));
		json(response, 200, { notes, meta: { next: `${server.url}/readers/A1/notes?page=${index + 1}` } });
	});
	return server;
}

describe.each(TRANSPORTS)("with the transport %s", (transport) => {
	const createClient = createToyClientOver(transport);

	test("all items of all pages, in order", async () => {
		const { url } = await servePages(3);
		const ids: number[] = [];
		for await (const { id } of createClient({ baseUrl: url }).listNotes({ Reader: "A1" })) ids.push(id);
		expect(ids).toEqual([0, 1, 2, 3, 4, 5]);
	});

	test("no page is requested before it is needed", async () => {
		const { url, requests } = await servePages(3);
		const pager = createClient({ baseUrl: url }).listNotes({ Reader: "A1", Sort: "up" });
		expect(requests).toHaveLength(0);
		for await (const { id } of pager) if (id === 1) break;
		expect(paths(requests)).toEqual(["/readers/A1/notes?Sort=up"]);
	});

	test("a page is requested when the one before it is used up", async () => {
		const { url, requests } = await servePages(3);
		const seen: number[] = [];
		for await (const { id } of createClient({ baseUrl: url }).listNotes({ Reader: "A1" })) {
			seen.push(requests.length);
			if (id === 4) break;
		}
		expect(seen).toEqual([1, 1, 2, 2, 3]);
	});

	test("the pages of an iteration share totalTimeout, with what is done between them", async () => {
		const { url, requests } = await servePages(9);
		let time = 0;
		const pager = createClient({ baseUrl: url, totalTimeout: 1000, now: () => time }).listNotes({ Reader: "A1" });
		for (const round of [1, 2]) {
			const read = async () => {
				for await (const _ of pager.pages()) time += 400;
			};
			await expect(read()).rejects.toMatchObject({
				name: "TimeoutError",
				kind: "total",
				timeout: 1000,
				attempts: 0,
				outcome: "not-sent",
			});
			expect(requests).toHaveLength(3 * round);
		}
	});

	test("pages, the first page, and a list", async () => {
		const { url, requests } = await servePages(3);
		const pager = createClient({ baseUrl: url }).listNotes({ Reader: "A1" });
		expectTypeOf(pager.pages()).toEqualTypeOf<AsyncGenerator<NotePage, void, undefined>>();
		const sizes: number[] = [];
		for await (const { notes } of pager.pages()) sizes.push(notes.length);
		expect(sizes).toEqual([2, 2, 2]);
		expect((await pager.firstPage()).notes).toEqual([note(0), note(1)]);
		expect((await pager.toArray()).map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(requests).toHaveLength(3 + 1 + 3);
	});

	test.each([
		[0, 0],
		[1, 1],
		[2, 1],
		[3, 2],
		[99, 3],
	])("a limit of %i reads %i pages", async (limit, pages) => {
		const { url, requests } = await servePages(3);
		const items = await createClient({ baseUrl: url }).listNotes({ Reader: "A1" }).toArray({ limit });
		expect(items).toHaveLength(Math.min(limit, 6));
		expect(requests).toHaveLength(pages);
	});

	test.each([Number.NaN, -1, "3"])("a limit of %o is rejected", async (limit) => {
		const pager = createClient({ baseUrl: "http://localhost:1" }).listNotes({ Reader: "A1" });
		await expect(pager.toArray({ limit: limit as number })).rejects.toMatchObject({
			name: "ValidationError",
			violations: [{ pointer: "/limit" }],
		});
	});

	test.each<[string, number, (page: number, url: string) => unknown]>([
		["to itself", 2, (_, url) => `${url}/readers/A1/notes?page=1`],
		["back and forth", 3, (page, url) => `${url}/readers/A1/notes?page=${page === 1 ? 2 : 1}`],
		["to the beginning", 3, (page, url) => (page < 2 ? `${url}/readers/A1/notes?page=${page + 1}` : `${url}/readers/A1/notes`)],
	])("a list that leads %s ends with an error, not never", async (_, pages, next) => {
		const { url, requests } = await servePages(3, next);
		const call = createClient({ baseUrl: url }).listNotes({ Reader: "A1" }).toArray();
		await expect(call).rejects.toMatchObject({ name: "ResponseError", problem: "paging" });
		expect(requests).toHaveLength(pages);
	});

	test("credentials go with every page, and to no other host", async () => {
		const elsewhere = await startServer((_, response) => json(response, 200, { notes: [], meta: { next: null } }));
		const foreign: ((own: string) => string)[] = [
			() => `${elsewhere.url}/readers/A1/notes`,
			() => elsewhere.url.replace("http:", ""),
			(own) => own.replace("http:", "https:"),
			(own) => own.replace("http://", "http://user:password@"),
			() => "file:///etc/passwd",
		];
		for (const address of foreign) {
			const { url, requests } = await servePages(2, (page, url) =>
				page === 0 ? `${url}/readers/A1/notes?page=1` : address(`${url}/x`),
			);
			const error = await createClient({ baseUrl: url })
				.listNotes({ Reader: "A1" })
				.toArray()
				.catch((error: unknown) => error);
			expect(error).toMatchObject({ name: "ResponseError", problem: "paging", status: 200 });
			expect(requests.map(({ headers }) => headers.authorization)).toEqual([btoaHeader, btoaHeader]);
		}
		expect(elsewhere.requests).toEqual([]);
	});

	test("the link to the next page may be relative", async () => {
		const { url, requests } = await servePages(2, (page) => (page === 0 ? "?page=1" : null));
		expect(await createClient({ baseUrl: url }).listNotes({ Reader: "A1" }).toArray()).toHaveLength(4);
		expect(paths(requests)).toEqual(["/readers/A1/notes", "/readers/A1/notes?page=1"]);
	});

	test.each<[string, unknown]>([
		["items that are no list", { notes: {}, meta: { next: null } }],
		["no items", { meta: { next: null } }],
		["an address that is none", { notes: [], meta: { next: 7 } }],
		["no object", 7],
	])("a page with %s cannot be used", async (_, page) => {
		const { url } = await startServer((_request, response) => json(response, 200, page));
		await expect(createClient({ baseUrl: url }).listNotes({ Reader: "A1" }).toArray()).rejects.toMatchObject({
			problem: "paging",
		});
	});

	test("an invalid argument is rejected when the first page is requested", async () => {
		const pager = createClient({ baseUrl: "http://localhost:1" }).listNotes({ Reader: ".." });
		await expect(pager.firstPage()).rejects.toMatchObject({ name: "ValidationError" });
	});

	test("each page has its retries", async () => {
		const failed = new Set<string>();
		const server = await startServer(({ url }, response) => {
			if (!failed.has(url)) {
				failed.add(url);
				return json(response, 503, {});
			}
			json(response, 200, {
				notes: [note(1)],
				meta: { next: url.includes("page") ? null : `${server.url}/readers/A1/notes?page=1` },
			});
		});
		expect(await createClient({ baseUrl: server.url }).listNotes({ Reader: "A1" }).toArray()).toHaveLength(2);
		expect(server.requests).toHaveLength(4);
	});

	test.each<[string, unknown, string]>([
		["a name that is not known", { limits: 3 }, "listNotes.toArray: /limits is not known; did you mean limit?"],
		["a number", 3, "listNotes.toArray: expected an object of options, got a number"],
		["null", null, "listNotes.toArray: expected an object of options, got null"],
	])("toArray rejects %s", async (_, options, message) => {
		const list = createClient({ baseUrl: "http://localhost:1" }).listNotes({ Reader: "A1" });
		await expect(list.toArray(options as never)).rejects.toThrow(message);
	});

	test("behind a proxy, a page at the operation's own server is requested from the proxy", async () => {
		const own = "https://notes.library.test";
		const { url, requests } = await servePages(2, (page) => (page === 0 ? `${own}/readers/A1/notes?page=1` : null));
		const proxied = createClient({ baseUrl: `${url}/proxy` }).listNotes({ Reader: "A1" });
		expect(await proxied.toArray()).toHaveLength(4);
		expect(paths(requests)).toEqual(["/proxy/readers/A1/notes", "/proxy/readers/A1/notes?page=1"]);
		// A link below the base address is followed as it is.
		const known = await servePages(2, (page, url) => (page === 0 ? `${url}/proxy/readers/A1/notes?page=1` : null));
		expect(
			await createClient({ baseUrl: `${known.url}/proxy` })
				.listNotes({ Reader: "A1" })
				.toArray(),
		).toHaveLength(4);
		const spelled = await servePages(2, (page) => (page === 0 ? "HTTPS://Notes.Library.test:443/readers/A1/notes?page=1" : null));
		expect(await createClient({ baseUrl: spelled.url }).listNotes({ Reader: "A1" }).toArray()).toHaveLength(4);
		const lookalike = await servePages(2, () => `${own}.evil.example/readers/A1/notes`);
		await expect(createClient({ baseUrl: lookalike.url }).listNotes({ Reader: "A1" }).toArray()).rejects.toMatchObject({
			problem: "paging",
		});
	});

	test("below the service's own host, a page at the base address is requested as it is linked", async () => {
		const own = "https://notes.library.test";
		const baseUrl = `${own}/proxy`;
		const next = [`${baseUrl}/readers/A1/notes?page=1`, `${own}/readers/A1/notes?page=2`, null];
		const urls: string[] = [];
		const fetch = async (url: string) => {
			urls.push(url);
			return Response.json({ notes: [note(urls.length)], meta: { next: next[urls.length - 1] } });
		};
		expect(await createClient({ baseUrl, fetch }).listNotes({ Reader: "A1" }).toArray()).toHaveLength(3);
		expect(urls).toEqual(["", "?page=1", "?page=2"].map((query) => `${baseUrl}/readers/A1/notes${query}`));
	});

	test.each<[string, unknown]>([
		["null", null],
		["missing", undefined],
		["empty", ""],
	])("a link that is %s ends the list", async (_, next) => {
		const { url, requests } = await servePages(2, () => next);
		expect(await createClient({ baseUrl: url }).listNotes({ Reader: "A1" }).toArray()).toHaveLength(2);
		expect(requests).toHaveLength(1);
	});

	test.each(["toArray", "pages"] as const)("%s ends after 100 pages without an item", async (method) => {
		const { url, requests } = await serveEndlessly(() => 0);
		const pager = createClient({ baseUrl: url }).listNotes({ Reader: "A1" });
		const read = async () => {
			if (method === "toArray") return pager.toArray();
			for await (const _ of pager.pages());
		};
		await expect(read()).rejects.toMatchObject({ name: "ResponseError", problem: "paging" });
		await expect(read()).rejects.toThrow("100 pages without an item");
		expect(requests).toHaveLength(200);
	});

	test("empty pages between others do not end a list", async () => {
		const { url } = await serveEndlessly((page) => (page % 60 === 59 ? 1 : 0));
		expect(await createClient({ baseUrl: url }).listNotes({ Reader: "A1" }).toArray({ limit: 4 })).toHaveLength(4);
	});
});
