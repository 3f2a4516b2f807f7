import { expect, test } from "vitest";
import { parse, parseAndVerify, sign, testRequest, verify } from "../../../src/webhooks.ts";

// Callers in JavaScript have no compiler.
const call =
	(tested: (...args: never[]) => unknown, ...args: unknown[]) =>
	async () =>
		Reflect.apply(tested, undefined, args);

const authToken = "secret";
const url = "https://example.com/";
const headers = { "x-twilio-signature": "a" };
const request = () => new Request(url, { method: "POST", body: "EventType=onMessageAdd", headers });

test.each<[name: string, call: () => Promise<unknown>, message: string]>([
	["parse without anything", call(parse), "expected a request with headers"],
	["parse of null", call(parse, null), "expected a request with headers"],
	["parse of an object without headers", call(parse, {}), "expected a request with headers"],
	["parse with a token, which it would not check", call(parse, request(), { authToken }), "authToken is no option here"],
	["parseAndVerify without anything", call(parseAndVerify), "authToken: expected a token, got none"],
	["parseAndVerify without options", call(parseAndVerify, request()), "authToken: expected a token, got none"],
	[
		"parseAndVerify with a token that is no text",
		call(parseAndVerify, request(), { authToken: 5 }),
		"authToken: expected a token",
	],
	["parseAndVerify without a request", call(parseAndVerify, undefined, { authToken }), "expected a request with headers"],
	["a misspelt option", call(parseAndVerify, request(), { authToken, publicURL: url }), "publicURL is no option here"],
	[
		"a size that is a text",
		call(parseAndVerify, request(), { authToken, maxBodyBytes: "1mb" }),
		"maxBodyBytes: expected a number",
	],
	["no size", call(parseAndVerify, request(), { authToken, maxBodyBytes: null }), "maxBodyBytes: expected a number of bytes"],
	["verify with a misspelt body", call(verify, { authToken, headers, url, bdoy: "a" }), "bdoy is no option here"],
	[
		"a field that is an object",
		call(testRequest, "onMessageAdd", { Attributes: { a: 1 } }, { authToken }),
		"fields.Attributes: expected a text of whole characters, or several, got an object",
	],
	["a field that is null", call(testRequest, "onMessageAdd", { Body: null }, { authToken }), "fields.Body: expected a text"],
	[
		"half a character",
		call(testRequest, "onMessageAdd", { Body: "\ud800" }, { authToken }),
		"fields.Body: expected a text of whole",
	],
	["an event of AWS Lambda", call(parseAndVerify, { method: "POST", headers }, { authToken }), "pass its text as `body`"],
	[
		"an event without a method and a url",
		call(parseAndVerify, { headers, body: "a" }, { authToken }),
		"expected a request with a url",
	],
	["a public address that is none", call(parseAndVerify, request(), { authToken, publicUrl: () => 5 }), "url: expected a text"],
	["verify without anything", call(verify), "authToken: expected a token, got none"],
	["verify without a request", call(verify, { authToken }), "expected a request with headers"],
	["verify without an address", call(verify, { authToken, headers }), "url: expected a text"],
	["verify with fields", call(verify, { authToken, headers, url, body: {} }), "body: expected its text or its bytes"],
	[
		"sign without anything",
		call(sign),
		"sign: expected an object of options, got undefined; /authToken is missing; /url is missing",
	],
	["sign with a path", call(sign, { authToken, url: "/a" }), "sign: /url: expected an http(s) URL, got a string of 2 characters"],
	["sign with fields", call(sign, { authToken, url, body: {} }), "sign: /body: expected a text, or null, got an object"],
	["sign with headers as a text", call(sign, { authToken, url, headers: "a" }), "sign: /headers: expected headers, got a string"],
	["a test without options", call(testRequest, "onMessageAdd", {}), "testRequest: expected an object of options, got undefined"],
	["a test without fields", call(testRequest, "onMessageAdd", null, { authToken }), "fields: expected an object, got null"],
	["a test of a misspelt event", call(testRequest, "onMessageAddd", {}, { authToken }), "did you mean onMessageAdd?"],
	["a test by PUT", call(testRequest, "onMessageAdd", {}, { authToken, method: "PUT" }), "/method: expected one of GET, POST"],
	["a test at a path", call(testRequest, "onMessageAdd", {}, { authToken, url: "x" }), "/url: expected an http(s) URL"],
])("%s rejects, and says what was expected", async (_, called, message) => {
	const error = await called().catch((error: unknown) => error);
	expect(error).toBeInstanceOf(Error);
	expect(["TypeError", "RangeError"]).toContain((error as Error).name);
	expect((error as Error).message).toContain(message);
	expect((error as Error).message).not.toContain(authToken);
});

test("a body may be given as its bytes", async () => {
	const body = "\ufeffEventType=onMessageAdd&Body=%C3%A9";
	const signed = await sign({ authToken, url, body });
	const bytes = new TextEncoder().encode(body);
	await verify({ ...signed, body: bytes, authToken });
	await expect(verify({ ...signed, body: bytes.subarray(1), authToken })).rejects.toThrow("x-twilio-signature fits none of");
	const form = await testRequest("onMessageAdd", { Body: "é" }, { authToken });
	const { body: text, ...received } = form;
	const event = await parseAndVerify(new Request(form.url, received), { authToken, body: new TextEncoder().encode(text ?? "") });
	expect(event.fields.Body).toBe("é");
});
