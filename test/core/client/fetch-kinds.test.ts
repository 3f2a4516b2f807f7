import { Readable } from "node:stream";
import { expect, test } from "vitest";
import type { Fetch } from "../../../src/core/client/options.ts";
import { json, startServer } from "../../support/servers.ts";
import { createToyClient, NOTE } from "./support/toy.ts";

/** The body of a response as other kinds of `fetch` have it, made from its bytes. */
const BODIES: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
	"a stream of Node's (node-fetch, cross-fetch)": (bytes) => Readable.from(chunksOf(bytes)),
	"an async iterable": async function* (bytes) {
		yield* chunksOf(bytes);
	},
	"nothing but arrayBuffer() (a polyfill, React Native)": () => undefined,
	"an object that is neither": () => ({}),
};

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
	for (let index = 0; index < bytes.length; index += 5) yield bytes.slice(index, index + 5);
}

/** A `fetch` whose responses have bodies of another kind. */
function fetchWith(makeBody: (bytes: Uint8Array) => unknown): Fetch {
	return async (url, init) => {
		const { status, headers, ...response } = await fetch(url, init).then(async (response) => ({
			status: response.status,
			headers: response.headers,
			bytes: new Uint8Array(await response.arrayBuffer()),
		}));
		const { bytes } = response;
		return { status, headers, body: makeBody(bytes), arrayBuffer: async () => bytes.slice().buffer } as unknown as Response;
	};
}

test.each(Object.entries(BODIES))("a response is read whose body is %s", async (_, makeBody) => {
	const { url, requests } = await startServer(({ method }, response) => json(response, method === "POST" ? 201 : 200, NOTE));
	const client = createToyClient({ baseUrl: url, fetch: fetchWith(makeBody) });
	expect(await client.createNote({ Reader: "A1", Text: "milk" })).toEqual(NOTE);
	expect(await client.fetchNote({ Reader: "A1", Note: 7 })).toEqual(NOTE);
	expect(requests).toHaveLength(2);
});

test.each(Object.entries(BODIES))("maxResponseBytes limits a response whose body is %s", async (_, makeBody) => {
	const { url } = await startServer((_, response) => json(response, 201, { ...NOTE, text: "x".repeat(1000) }));
	const client = createToyClient({ baseUrl: url, fetch: fetchWith(makeBody), maxResponseBytes: 100 });
	await expect(client.createNote({ Reader: "A1", Text: "milk" })).rejects.toMatchObject({
		name: "ResponseError",
		problem: "too-large",
		outcome: "done",
	});
});

test("a stream that is read no further is closed", async () => {
	let stream = Readable.from([]);
	const makeBody = (bytes: Uint8Array) => {
		stream = Readable.from(chunksOf(bytes));
		return stream;
	};
	const { url } = await startServer((_, response) => json(response, 201, { ...NOTE, text: "x".repeat(1000) }));
	const client = createToyClient({ baseUrl: url, fetch: fetchWith(makeBody), maxResponseBytes: 100 });
	await client.createNote({ Reader: "A1", Text: "milk" }).catch(() => {});
	expect(stream.destroyed).toBe(true);
});

test("a stream that breaks off without a reason is a response that is cut off", async () => {
	const body = new ReadableStream({
		start: (controller) => controller.enqueue(new TextEncoder().encode(JSON.stringify(NOTE))),
		pull: (controller) => controller.error(),
	});
	const fetch = async () => new Response(body, { headers: { "content-type": "application/json" } });
	const call = createToyClient({ fetch, retries: 0 }).fetchNote({ Reader: "A1", Note: 7 });
	await expect(call).rejects.toMatchObject({ name: "ResponseError", problem: "truncated" });
});

test("what a fetch writes into the headers of a request stays there", async () => {
	const seen: unknown[] = [];
	const fetch = async (_: string, { headers }: { readonly headers: Record<string, unknown> }) => {
		seen.push(headers["x-key"]);
		headers["x-key"] = "key of one request";
		return Response.json(NOTE);
	};
	const client = createToyClient({ fetch: fetch as never });
	for (let call = 0; call < 2; call++) await client.fetchNote({ Reader: "A1", Note: 7 });
	expect(seen).toEqual([undefined, undefined]);
});

test("a stream of Node's that breaks off is a response that is cut off", async () => {
	const makeBody = (bytes: Uint8Array) =>
		Readable.from(
			(function* () {
				yield bytes.slice(0, 5);
				throw new Error("Premature close");
			})(),
		);
	const { url } = await startServer((_, response) => json(response, 201, NOTE));
	const client = createToyClient({ baseUrl: url, fetch: fetchWith(makeBody) });
	const error = await client.createNote({ Reader: "A1", Text: "milk" }).catch((error: unknown) => error);
	expect(error).toMatchObject({ name: "ResponseError", problem: "truncated", outcome: "done" });
	expect(error).toMatchObject({ preview: '{"id"', cause: { message: "Premature close" } });
});
