import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ConnectionError } from "../../../src/core/client/errors.ts";
import { createToyClient } from "./support/toy.ts";

/** The error of a call whose `fetch` rejects with a value, or throws it. */
async function errorOf(thrown: unknown, sync = false): Promise<ConnectionError> {
	const fetch = () => {
		if (sync) throw thrown;
		return Promise.reject(thrown);
	};
	const client = createToyClient({ baseUrl: "http://localhost", fetch, retries: 0 });
	return client.createNote({ Reader: "A1", Text: "milk" }).then(
		() => expect.unreachable("It succeeded."),
		(error: ConnectionError) => error,
	);
}

const throwing = (): never => {
	throw new Error("a getter that throws");
};
const throwingGetters = () => {
	const names = ["name", "message", "code", "syscall", "cause", "errors", "stack"];
	return Object.defineProperties({}, Object.fromEntries(names.map((name) => [name, { get: throwing }])));
};
const throwingProxy = () => {
	const traps = Object.getOwnPropertyNames(Reflect).filter((name) => typeof Reflect[name as "get"] === "function");
	return new Proxy({}, Object.fromEntries(traps.map((name) => [name, throwing])));
};
const revokedProxy = () => {
	const { proxy, revoke } = Proxy.revocable({}, {});
	revoke();
	return proxy;
};
const endless = (): object => ({
	message: "and so on",
	get cause() {
		return endless();
	},
});
const crowded = () => {
	const error = new AggregateError([], "crowded");
	error.errors.push(...Array(20).fill(error), ...Array.from({ length: 100 }, () => new Error("one of many")));
	return error;
};

const value = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withTypedArray: true });
const member = fc.oneof(value, fc.constantFrom(7, "", "ECONNRESET", null, Symbol("code")));
const members = { name: member, message: member, code: member, syscall: member, cause: member, errors: member };
// Made in the test: fast-check looks into its values.
const makeThrown = fc.oneof(
	value.map((value) => () => value),
	fc.record(members, { requiredKeys: [] }).map((value) => () => value),
	fc.tuple(fc.string(), member).map(
		([message, cause]) =>
			() =>
				new TypeError(message, { cause }),
	),
	fc.constantFrom(throwingGetters, throwingProxy, revokedProxy, endless, crowded),
	fc.constantFrom(Symbol("thrown"), throwing, new DOMException("", "AbortError"), Number.NaN).map((value) => () => value),
);

test("whatever a fetch throws becomes a ConnectionError that can be printed", async () => {
	await fc.assert(
		fc.asyncProperty(makeThrown, fc.boolean(), async (make, sync) => {
			const thrown = make();
			const error = await errorOf(thrown, sync);
			expect(error).toBeInstanceOf(ConnectionError);
			expect(error).toMatchObject({ outcome: "unknown", attempts: 1 });
			expect([typeof error.message, typeof error.code]).toEqual(["string", error.code === undefined ? "undefined" : "string"]);
			expect(inspect(error, { depth: 20 }) + JSON.stringify(error) + String(error)).toContain("ConnectionError");
			if (Object(thrown) !== thrown) expect(error.cause).toBe(thrown);
		}),
		{ numRuns: 2000 },
	);
});

test.each<[string, unknown, object]>([
	["a code that is a number", { code: 500 }, { code: 500 }],
	["a message that is a number", { message: 404 }, { message: "404" }],
	["an abort of its own", new DOMException("", "AbortError"), { name: "AbortError" }],
	[
		"an error whose cause has a number for a code",
		new Error("why", { cause: { status: 1, code: 7 } }),
		{ message: "why", cause: { code: 7 } },
	],
	["a function", Object.assign(() => {}, { code: "E_FUNCTION" }), { code: "E_FUNCTION" }],
	[
		"an error of another realm",
		runInNewContext('new RangeError("far", { cause: new Error("away") })'),
		{ name: "RangeError", message: "far", cause: { message: "away" } },
	],
])("the cause tells of %s", async (_, thrown, cause) => {
	expect((await errorOf(thrown)).cause).toMatchObject(cause);
});

test("the message is the innermost one that there is", async () => {
	expect((await errorOf(new TypeError("fetch failed", { cause: { status: 1, code: 7 } }))).message).toMatch(/: fetch failed \(/);
	expect((await errorOf(new TypeError("fetch failed", { cause: { code: "E_WHY" } }))).message).toMatch(/: E_WHY \(/);
	expect((await errorOf("plain text")).message).toMatch(/: plain text \(/);
	expect((await errorOf(null)).message).toMatch(/: no connection \(/);
});

/** The errors of the runtimes, as they were seen. */
const RUNTIMES: Readonly<Record<string, readonly [thrown: object, outcome: string]>> = {
	"Deno, refused": [deno("client error (Connect): tcp connect error: Connection refused (os error 111)"), "not-sent"],
	"Deno, unknown name": [deno("client error (Connect): dns error: failed to lookup address information"), "not-sent"],
	"Deno, no TLS": [deno("client error (Connect): received corrupt message of type InvalidContentType"), "not-sent"],
	"Deno, TLS reset": [deno("client error (Connect): Connection reset by peer (os error 104)"), "not-sent"],
	"Deno, closed": [deno("client error (SendRequest): connection closed before message completed"), "unknown"],
	"Deno, reset": [deno("Connection reset by peer (os error 104)"), "unknown"],
	"Bun, refused": [bun("ECONNREFUSED", "Unable to connect. Is the computer able to access the url?"), "not-sent"],
	"Bun 1.0, refused": [bun("ConnectionRefused", "Unable to connect. Is the computer able to access the url?"), "not-sent"],
	"Bun 1.0, no socket": [bun("FailedToOpenSocket", "Was there a typo in the url or port?"), "not-sent"],
	"Bun, no TLS": [bun("EPROTO", "EPROTO: The TLS handshake failed. Does the server speak TLS on this port?"), "not-sent"],
	"Bun, self-signed": [bun("DEPTH_ZERO_SELF_SIGNED_CERT", "self signed certificate"), "not-sent"],
	"Bun, reset": [bun("ECONNRESET", "ECONNRESET: The socket connection was closed unexpectedly."), "unknown"],
	"Node, closed in the TLS handshake": [
		node("ECONNRESET", "Client network socket disconnected before secure TLS connection was established"),
		"not-sent",
	],
	"Node, reset": [node("ECONNRESET", "read ECONNRESET"), "unknown"],
	// It says the same of a refused connection and of one that was lost.
	workerd: [new Error("Network connection lost."), "unknown"],
};

function deno(message: string): Error {
	const cause = new Error(`error sending request for url (http://localhost/): ${message}`);
	return new TypeError("fetch failed", { cause });
}

function bun(code: string, message: string): Error {
	return Object.assign(new TypeError(message), { code, errno: 0 });
}

function node(code: string, message: string): Error {
	return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
}

test.each(Object.entries(RUNTIMES))("%s: the outcome is what the runtime says", async (_, [thrown, outcome]) => {
	expect(await errorOf(thrown)).toMatchObject({ outcome });
});
