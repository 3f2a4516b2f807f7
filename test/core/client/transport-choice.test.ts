import { Agent as UndiciAgent } from "undici";
import { expect, onTestFinished, test, vi } from "vitest";
import { checkOptions } from "../../../src/core/client/check-options.ts";
import { TRANSPORT_RULES } from "../../../src/core/client/no-runtime-transport.ts";
import { ValidationError } from "../../../src/core/client/validation-error.ts";
import { selfSignedCertificate } from "../../support/certificate.ts";
import { json, startServer } from "../../support/servers.ts";
import { fetchNote } from "./support/calls.ts";
import { createToyClient, NOTE } from "./support/toy.ts";

// Which transport sends a request. The fetch of Node sends a header that the other transport does not send.

const startNotes = () => startServer((_, response) => json(response, 200, NOTE));
const sentByFetch = ({ requests }: Awaited<ReturnType<typeof startNotes>>) =>
	requests.map(({ headers }) => headers["sec-fetch-mode"] !== undefined);
const MOCKED = { id: 8, text: "mocked" };

test("the transport of Node sends the requests, or fetch where the options say so", async () => {
	const server = await startNotes();
	for (const options of [{}, { transport: "node" }, { transport: "fetch" }, { fetch: globalThis.fetch }] as const) {
		await fetchNote(createToyClient({ baseUrl: server.url, ...options }));
	}
	expect(sentByFetch(server)).toEqual([false, false, true, true]);
});

test("a fetch that is replaced sends the requests of every client, until it is put back", async () => {
	const server = await startNotes();
	const client = createToyClient({ baseUrl: server.url });
	const fixed = createToyClient({ baseUrl: server.url, transport: "node" });
	const stub = async () => Response.json(MOCKED);
	const ways: readonly (() => () => void)[] = [
		() => {
			const spy = vi.spyOn(globalThis, "fetch").mockImplementation(stub);
			return () => spy.mockRestore();
		},
		() => {
			vi.stubGlobal("fetch", stub);
			return () => vi.unstubAllGlobals();
		},
		() => {
			const original = globalThis.fetch;
			globalThis.fetch = (...call) => original(...call).then(stub);
			return () => {
				globalThis.fetch = original;
			};
		},
	];
	for (const replace of ways) {
		expect(await fetchNote(client)).toEqual(NOTE);
		const restore = replace();
		onTestFinished(restore);
		expect(await fetchNote(client)).toEqual(MOCKED);
		expect(await fetchNote(fixed)).toEqual(NOTE);
		restore();
		expect(await fetchNote(client)).toEqual(NOTE);
	}
});

test("a spy that only watches fetch sees the requests", async () => {
	const server = await startNotes();
	const spy = vi.spyOn(globalThis, "fetch");
	onTestFinished(() => spy.mockRestore());
	await fetchNote(createToyClient({ baseUrl: server.url }));
	expect(spy).toHaveBeenCalledOnce();
});

test("a proxy or a certificate is used where fetch is replaced, too: it must not be left out without a word", async () => {
	const server = await startNotes();
	const client = createToyClient({ baseUrl: server.url, maxSockets: 1 });
	const spy = vi.spyOn(globalThis, "fetch");
	onTestFinished(() => spy.mockRestore());
	expect(await fetchNote(client)).toEqual(NOTE);
	expect(spy).not.toHaveBeenCalled();
});

/** Sets what undici keeps at this name, as its `setGlobalDispatcher` does. @returns puts back what was there */
function setDispatcher(version: number, dispatcher: unknown): () => void {
	const globals = globalThis as { [name: symbol]: unknown };
	const name = Symbol.for(`undici.globalDispatcher.${version}`);
	const before = globals[name];
	globals[name] = dispatcher;
	const restore = () => {
		globals[name] = before;
	};
	onTestFinished(restore);
	return restore;
}

class MockAgent {}
class ProxyAgent {}
/** A caller's own agent has the name that Node's has. */
class Agent {}

test.each([1, 2])("a dispatcher of undici (%d) is heeded, until Node's own is put back", async (version) => {
	const server = await startNotes();
	// The fetch of Node makes its dispatcher with its first request.
	await fetch(server.url);
	const client = createToyClient({ baseUrl: server.url });
	for (const dispatcher of [new MockAgent(), new ProxyAgent(), new Agent(), {}, Object.create(null)]) {
		const spy = vi.fn(async () => Response.json(MOCKED));
		expect(await fetchNote(client)).toEqual(NOTE);
		const restore = setDispatcher(version, dispatcher);
		// Whatever it is, fetch is called, which asks it.
		await fetchNote(client, { timeout: 1000, retries: 0 }).then(spy, spy);
		restore();
	}
	expect(sentByFetch(server).slice(1)).not.toContain(undefined);
	expect(sentByFetch(server).filter((byFetch) => !byFetch)).toHaveLength(5);
});

test("what the package undici sets as it is imported changes nothing; an Agent with options is heeded", async () => {
	const server = await startNotes();
	const client = createToyClient({ baseUrl: server.url });
	for (const [dispatcher, byFetch] of [
		[new UndiciAgent(), false],
		[new UndiciAgent({ connections: 1 }), true],
		[new UndiciAgent({ connect: { timeout: 1000 } }), true],
	] as const) {
		const restore = setDispatcher(1, dispatcher);
		expect(await fetchNote(client)).toEqual(NOTE);
		expect(sentByFetch(server).at(-1)).toBe(byFetch);
		restore();
		await dispatcher.close();
	}
});

const { cert, key } = selfSignedCertificate();

type GivenOption = [name: string, value: unknown];
const OF_NODE: readonly GivenOption[] = [
	["proxy", "http://proxy.test:3128"],
	["noProxy", "*"],
	["ca", cert],
	["cert", cert],
	["key", key],
	["maxSockets", 1],
	["agent", { addRequest() {} }],
];

test.each(OF_NODE)("%s is rejected where fetch sends the requests", (name, value) => {
	const expected = `createToyClient: /${name}: expected nothing where fetch sends the requests, got `;
	for (const options of [{ transport: "fetch" }, { fetch: globalThis.fetch }] as const) {
		const create = () => createToyClient({ ...options, [name]: value });
		expect(create).toThrow(ValidationError);
		expect(create).toThrow(expected);
		expect(() => createToyClient({ ...options, [name]: undefined })).not.toThrow();
	}
	expect(() => createToyClient({ [name]: value })).not.toThrow();
});

test("a fetch and the transport of Node exclude each other", () => {
	expect(() => createToyClient({ fetch: globalThis.fetch, transport: "node" })).toThrow(
		"/transport: expected nothing where fetch",
	);
	expect(() => createToyClient({ fetch: globalThis.fetch, transport: "fetch" })).not.toThrow();
});

test.each<GivenOption>([...OF_NODE, ["transport", "node"]])(
	"%s is rejected where the runtime has no transport besides fetch",
	(name, value) => {
		const check = (options: object) => checkOptions("createToyClient", options, TRANSPORT_RULES);
		expect(() => check({ [name]: value })).toThrow(
			`createToyClient: /${name}: expected nothing where fetch sends the requests, got `,
		);
		expect(() => check({ [name]: undefined, transport: "fetch" })).not.toThrow();
	},
);
