import { afterEach, expect, test, vi } from "vitest";
import { ApiError, NotFoundError } from "../../../src/core/client/api-error.ts";
import { createMethods } from "../../../src/core/client/create-client.ts";
import { ClientError } from "../../../src/core/client/errors.ts";
import { createToyClient, NOTE, toyConfig } from "./support/toy.ts";

const CLIENTS = {
	"a client": () => createToyClient(),
	"a lean client": () => createMethods(toyConfig, {}),
	http: () => createToyClient().http,
} satisfies Record<string, () => object>;

afterEach(() => void vi.restoreAllMocks());

test.each(Object.entries(CLIENTS))("every method of %s can be stubbed with vi.spyOn, and restored", async (_, create) => {
	const client = create() as Record<string, (...args: unknown[]) => unknown>;
	const names = Object.keys(client).filter((name) => typeof client[name] === "function");
	expect(names.length).toBeGreaterThan(5);
	for (const name of names) {
		const original = client[name];
		const spy = vi.spyOn(client, name).mockResolvedValue(NOTE);
		expect(await client[name]?.({ Reader: "A1" })).toEqual(NOTE);
		expect(spy).toHaveBeenCalledWith({ Reader: "A1" });
		spy.mockRestore();
		expect(client[name]).toBe(original);
	}
});

test.each(Object.entries(CLIENTS))("every method of %s can be replaced as sinon does", (_, create) => {
	const client = create() as Record<string, unknown>;
	for (const name of Object.keys(client)) {
		const original = Object.getOwnPropertyDescriptor(client, name);
		expect(original).toMatchObject({ configurable: true, writable: true, enumerable: true });
		const stub = () => NOTE;
		Object.defineProperty(client, name, { ...original, value: stub });
		expect(client[name]).toBe(stub);
		Object.defineProperty(client, name, original ?? {});
		client[name] = stub;
		expect(client[name]).toBe(stub);
	}
});

const json = async () => NOTE;
const USED = Response.json(NOTE);
await USED.text();

/** What a stub of `fetch` may return by mistake, with the reason that the error gives. */
const UNREADABLE: Readonly<Record<string, [value: unknown, reason: string]>> = {
	nothing: [undefined, "fetch returned undefined instead of a Response: return one, such as Response.json({ … })"],
	"a payload": [NOTE, "fetch returned an object without status, headers, body instead of a Response"],
	"an object with a few members": [{ ok: true, status: 200, json }, "fetch returned an object without headers, body instead of"],
	"headers as a plain object": [{ status: 200, headers: {}, json }, "fetch returned an object without headers, body instead of"],
	"headers alone": [{ status: 200, headers: new Headers(), json }, "fetch returned an object without body instead of"],
	"one response twice": [USED, "fetch returned a Response whose body was already read: return a new one for each request"],
};

test.each(Object.entries(UNREADABLE))(
	"a stub of fetch that returns %s gets the reason, and no retry",
	async (_, [value, reason]) => {
		const fetch = vi.fn(async () => value as Response);
		const client = createToyClient({ baseUrl: "http://localhost", fetch });
		const error = await client.fetchNote({ Reader: "A1", Note: 7 }).catch((error: unknown) => error);
		expect(error).toBeInstanceOf(ClientError);
		expect(error).toMatchObject({ name: "ClientError", operationId: "fetchNote", attempts: 1, outcome: "unknown" });
		expect((error as Error).message).toContain(reason);
		await expect(client.createNote({ Reader: "A1", Text: "milk" })).rejects.toThrow(reason);
		await expect(
			client.http.GET("/readers/{Reader}/notes/{Note}", { params: { path: { Reader: "A1", Note: 7 } } }),
		).rejects.toThrow(reason);
		expect(fetch).toHaveBeenCalledTimes(3);
	},
);

test("a stub can reject with an error of the service that was made of its status alone", async () => {
	const client = createToyClient();
	const gone = new NotFoundError("no such note", { outcome: "rejected" }, { status: 404 });
	vi.spyOn(client, "fetchNote").mockRejectedValue(gone);
	const error = await client.fetchNote({ Reader: "A1", Note: 7 }).catch((error: unknown) => error);
	expect(error).toBeInstanceOf(ApiError);
	expect(error).toMatchObject({ name: "NotFoundError", message: "no such note", status: 404, preview: "" });
});
