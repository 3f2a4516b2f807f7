import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ValidationError } from "../../../src/core/client/validation-error.ts";
import { json, startServer } from "../../support/servers.ts";
import { createToyClient, NOTE, type ToyClient } from "./support/toy.ts";

const serve = () => startServer(({ method }, response) => json(response, method === "POST" ? 201 : 200, NOTE));

/** Calls a method with arguments that the types reject. */
function callWith(client: ToyClient, name: keyof typeof client, values?: unknown, options?: unknown): Promise<unknown> {
	const method = client[name] as unknown as (values: unknown, options: unknown) => Promise<unknown>;
	return method(values, options);
}

const violationsIn = async (call: Promise<unknown>) => {
	const error = await call.then(
		() => {
			throw new Error("It was sent.");
		},
		(error: ValidationError) => error,
	);
	expect(error.name).toBe("ValidationError");
	expect(error.outcome).toBe("not-sent");
	return error.violations.map(({ pointer, keyword, expected }) => ({ pointer, keyword, expected }));
};

test("the body is written by the descriptor", async () => {
	const { url, requests } = await serve();
	await createToyClient({ baseUrl: url }).createNote({
		Reader: "A1",
		Text: "a b&c=d+é€😀%",
		Due: new Date("2026-01-02T03:04:05.678Z"),
		Data: { tags: ["x"], ключ: null },
		Stars: null,
		Done: false,
		Tags: ["x", "y z"],
	} as never);
	expect(requests[0]?.body).toBe(
		"Text=a+b%26c%3Dd%2B%C3%A9%E2%82%AC%F0%9F%98%80%25&Due=2026-01-02T03%3A04%3A05Z" +
			"&Data=%7B%22tags%22%3A%5B%22x%22%5D%2C%22%D0%BA%D0%BB%D1%8E%D1%87%22%3Anull%7D&Stars=&Done=false&Tags=x&Tags=y+z",
	);
	expect(requests[0]?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
});

test("undefined values are omitted, and a string of JSON is sent as it is", async () => {
	const { url, requests } = await serve();
	await createToyClient({ baseUrl: url }).createNote({
		Reader: "A1",
		Text: "x",
		Due: undefined,
		Data: '{ "a" : 1 }',
		"X-Mode": undefined,
	});
	expect(requests[0]?.body).toBe("Text=x&Data=%7B+%22a%22+%3A+1+%7D");
	expect(requests[0]?.headers).not.toHaveProperty("x-mode");
});

test.each(["content-type", "Content-Type", "CONTENT-TYPE"])(
	"the header %s does not change how the body is written",
	async (name) => {
		const { url, requests } = await serve();
		const client = createToyClient({ baseUrl: url, headers: { [name]: "application/json" } });
		await client.createNote({ Reader: "A1", Text: "x" }, { headers: { [name]: "text/plain" } });
		expect(requests[0]).toMatchObject({ body: "Text=x", headers: { "content-type": "application/x-www-form-urlencoded" } });
	},
);

test("headers of the client, of the call and of the operation are joined", async () => {
	const { url, requests } = await serve();
	const client = createToyClient({ baseUrl: url, headers: { "X-A": "client", "X-B": "client" } });
	await client.createNote({ Reader: "A1", Text: "x", "X-Mode": "draft" }, { headers: { "x-b": "call" } });
	expect(requests[0]?.headers).toMatchObject({ "x-a": "client", "x-b": "call", "x-mode": "draft", "user-agent": "toy/1" });
});

test("every problem is listed, with the name that was meant", async () => {
	const call = callWith(createToyClient({ baseUrl: "http://localhost:1" }), "createNote", {
		Reader: "A1",
		Texd: "x",
		Text: "y".repeat(21),
		Due: new Date(Number.NaN),
		zzzzzz: 1,
	});
	expect(await violationsIn(call)).toEqual([
		{ pointer: "/Texd", keyword: "unknown", expected: "Text" },
		{ pointer: "/zzzzzz", keyword: "unknown", expected: undefined },
		{ pointer: "/Due", keyword: "expected", expected: "a date" },
		{ pointer: "/Text", keyword: "maxLength", expected: 20 },
	]);
});

test.each<[string, unknown, string]>([
	["an object where a string belongs", { Reader: "A1", Text: {} }, "/Text"],
	["a list where a string belongs", { Reader: "A1", Text: ["x"] }, "/Text"],
	["null where there is none", { Reader: "A1", Text: null }, "/Text"],
	["a number that is none", { Reader: "A1", Text: "x", Stars: Number.NaN }, "/Stars"],
	["an infinite number", { Reader: "A1", Text: "x", Stars: Number.POSITIVE_INFINITY }, "/Stars"],
	["a string where a list belongs", { Reader: "A1", Text: "x", Tags: "x" }, "/Tags"],
	["a list with an object in it", { Reader: "A1", Text: "x", Tags: [{}] }, "/Tags"],
	["half a surrogate pair", { Reader: "A1", Text: "\ud800" }, "/Text"],
	["JSON with a circle in it", { Reader: "A1", Text: "x", Data: circle() }, "/Data"],
	["JSON that is nothing", { Reader: "A1", Text: "x", Data: { toJSON: () => undefined } }, "/Data"],
	["a function", { Reader: "A1", Text: () => "x" }, "/Text"],
	["a missing field", { Reader: "A1" }, "/Text"],
	["a missing path parameter", { Text: "x" }, "/Reader"],
	["a header with a line break", { Reader: "A1", Text: "x", "X-Mode": "a\r\nX-Evil: 1" }, "/X-Mode"],
	["a header that is no Latin text", { Reader: "A1", Text: "x", "X-Mode": "ж" }, "/X-Mode"],
	["no object", "A1", ""],
	["null", null, ""],
	["a list", [], ""],
])("%s is rejected with a pointer", async (_, values, pointer) => {
	const { url, requests } = await serve();
	const violations = await violationsIn(callWith(createToyClient({ baseUrl: url }), "createNote", values));
	expect(violations.map((violation) => violation.pointer)).toEqual([pointer]);
	expect(requests).toHaveLength(0);
});

test.each(["..", ".", "", "a/b", "a\\b", "a?b", "a#b", "a\nb", "\u0000", "../x", "%2e%2e/x", "//evil.example.com"])(
	"%j cannot leave its place in the path",
	async (Reader) => {
		const { url, requests } = await serve();
		const violations = await violationsIn(callWith(createToyClient({ baseUrl: url }), "fetchNote", { Reader, Note: 1 }));
		expect(violations).toMatchObject([{ pointer: "/Reader", keyword: "expected" }]);
		expect(requests).toHaveLength(0);
	},
);

test.each<[string, string]>([
	["a b", "a%20b"],
	["%2e%2e", "%252e%252e"],
	["a@b:c;d=e&f", "a%40b%3Ac%3Bd%3De%26f"],
	["é", "%C3%A9"],
])("%j is one segment of the path", async (Reader, segment) => {
	const { url, requests } = await serve();
	await createToyClient({ baseUrl: url }).fetchNote({ Reader, Note: 1 });
	expect(requests[0]?.url).toBe(`/readers/${segment}/notes/1`);
});

test("names from the prototype are no arguments", async () => {
	const values = JSON.parse('{ "Reader": "A1", "Text": "x", "__proto__": 1, "constructor": 2 }');
	const violations = await violationsIn(callWith(createToyClient({ baseUrl: "http://localhost:1" }), "createNote", values));
	expect(violations.map(({ pointer }) => pointer)).toEqual(["/__proto__", "/constructor"]);
});

test("validate: off leaves the values to the service, but rejects values that cannot be encoded", async () => {
	const { url, requests } = await serve();
	const client = createToyClient({ baseUrl: url, validate: "off" });
	await client.createNote({ Reader: "A1", Text: "y".repeat(21) });
	expect(requests).toHaveLength(1);
	expect(await violationsIn(callWith(client, "createNote", { Reader: "..", Text: {}, Txt: 1 }))).toMatchObject([
		{ pointer: "/Txt" },
		{ pointer: "/Reader" },
		{ pointer: "/Text" },
	]);
	expect(await violationsIn(callWith(client, "createNote", {}))).toEqual([
		{ pointer: "/Reader", keyword: "required", expected: "Reader" },
		{ pointer: "/Text", keyword: "required", expected: "Text" },
	]);
});

test("a rule that is not enforced is passed over, the others are not", async () => {
	const { url, requests } = await serve();
	const client = createToyClient({ baseUrl: url, unenforced: { Text: ["maxLength"] } });
	await client.createNote({ Reader: "A1", Text: "y".repeat(21) });
	expect(requests).toHaveLength(1);
	expect(await violationsIn(callWith(client, "createNote", { Reader: "A1", Text: 1 }))).toMatchObject([{ keyword: "type" }]);
});

test("received values can be read, but are not printed", async () => {
	const error = await createToyClient({ baseUrl: "http://localhost:1" })
		.createNote({ Reader: "A1", Text: "a secret that is too long" })
		.catch((error: ValidationError) => error);
	expect((error as ValidationError).violations[0]?.received).toBe("a secret that is too long");
	expect(JSON.stringify(error)).not.toContain("secret");
	expect(String(error)).toBe("ValidationError: createNote: /Text: expected maxLength 20, got a string of 25 characters");
});

test("values of options cannot be read, as some tools print all that an error holds", () => {
	let error: unknown;
	try {
		createToyClient({ baseUrl: "http://user:hunter2@localhost", headers: { authorization: "hunter2" } });
	} catch (caught) {
		error = caught;
	}
	expect(error).toMatchObject({ violations: [{ pointer: "/baseUrl" }, { pointer: "/headers/authorization" }] });
	expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain("hunter2");
});

test("arguments may be omitted where none is required", async () => {
	const { url } = await startServer((_, response) => json(response, 200, { motto: "x" }));
	expect(await createToyClient({ baseUrl: url }).readMotto()).toEqual({ motto: "x" });
});

function circle(): object {
	const value: Record<string, unknown> = {};
	value.self = value;
	return value;
}

test.each<[string, unknown]>([
	["what throws", { toJSON: () => fail("my secret text") }],
	["a circle", circle()],
])("JSON with %s in it is rejected with a message of our own", async (_, Data) => {
	const call = callWith(createToyClient({ baseUrl: "http://localhost:1" }), "createNote", { Reader: "A1", Text: "x", Data });
	await expect(call).rejects.toThrow(/^createNote: \/Data: expected what JSON can hold, got an object$/);
});

function fail(message: string): never {
	throw new Error(message);
}

test("an inherited argument is missing, and a getter is read once", async () => {
	class Inherited {
		get Reader() {
			return "A1";
		}
		get Note() {
			return 7;
		}
	}
	let reads = 0;
	const fickle = { Note: 7 };
	Object.defineProperty(fickle, "Reader", { enumerable: true, get: () => (reads++ === 0 ? undefined : "A1") });
	const { url, requests } = await serve();
	const client = createToyClient({ baseUrl: url, validate: "off" });
	expect(await violationsIn(callWith(client, "deleteNote", new Inherited()))).toMatchObject([
		{ pointer: "/Reader", keyword: "required" },
		{ pointer: "/Note", keyword: "required" },
	]);
	expect(await violationsIn(callWith(client, "deleteNote", fickle))).toMatchObject([{ pointer: "/Reader", keyword: "required" }]);
	expect(requests).toEqual([]);
});

class Point {
	readonly x = 1;
}

test.each<[string, unknown, string]>([
	["a Promise", Promise.resolve({}), "a Promise"],
	["a Map", new Map([["a", 1]]), "a Map"],
	["a Set", new Set([1]), "a Set"],
	["an instance of a class", new Point(), "a class instance"],
	["an Error", new Error("no"), "an Error"],
	["an object in an object", { a: [new Map()] }, "a Map"],
	["a function in an object", { a: () => 1 }, "a function"],
	["a symbol in an object", { a: Symbol("a") }, "a symbol"],
	["a BigInt in an object", { a: 1n }, "a bigint"],
	["a number that is none", { a: [Number.NaN] }, "NaN"],
])("JSON that is %s is rejected", async (_, Data, kind) => {
	const call = callWith(createToyClient({ baseUrl: "http://localhost:1", validate: "off" }), "createNote", {
		Reader: "A1",
		Text: "x",
		Data,
	});
	await expect(call).rejects.toThrow(`createNote: /Data: expected what JSON can hold, not ${kind}, got `);
});

test("plain JSON is what JSON.parse returns, and what says by toJSON how to write it", async () => {
	const { url, requests } = await serve();
	const client = createToyClient({ baseUrl: url });
	const isPlain = async (Data: unknown) => {
		requests.length = 0;
		await callWith(client, "createNote", { Reader: "A1", Text: "x", Data });
		expect(new URLSearchParams(requests[0]?.body).get("Data")).toBe(JSON.stringify(Data));
	};
	await isPlain({ at: new Date(0), left: undefined, __proto__: null });
	await isPlain({ toJSON: () => ({ a: 1 }) });
	await fc.assert(fc.asyncProperty(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), isPlain), {
		numRuns: 100,
	});
});

test("values of another realm are written as those of this one", async () => {
	const { url, requests } = await serve();
	const client = createToyClient({ baseUrl: url });
	const values = '{ Reader: "A1", Text: "x", Due: new Date(0), Data: { a: [{ b: 1 }] }, Tags: ["y"] }';
	await callWith(client, "createNote", runInNewContext(`(${values})`), runInNewContext('({ headers: { "x-a": "b" } })'));
	expect(requests[0]).toMatchObject({
		body: "Text=x&Due=1970-01-01T00%3A00%3A00Z&Data=%7B%22a%22%3A%5B%7B%22b%22%3A1%7D%5D%7D&Tags=y",
		headers: { "x-a": "b" },
	});
});

test.each<[string, object, string]>([
	["an invalid date", { Due: new Date(Number.NaN) }, "/Due: expected a date, got an invalid Date"],
	["an invalid date of another realm", { Due: runInNewContext("new Date(NaN)") }, "/Due: expected a date, got an invalid Date"],
	[
		"an identifier with a line break",
		{ Reader: "A1\n" },
		"/Reader: expected a path segment without / \\ ? # and control characters, got a string of 3 characters with a control character",
	],
	[
		"a header with a line break",
		{ "X-Mode": "draft\n" },
		"/X-Mode: expected text that a header can hold, got a string of 6 characters with a control character",
	],
])("the message about %s says which one, what was expected and what came", async (_, values, message) => {
	const call = callWith(createToyClient({ baseUrl: "http://localhost:1" }), "createNote", { Reader: "A1", Text: "x", ...values });
	await expect(call).rejects.toThrow(`createNote: ${message}`);
});
