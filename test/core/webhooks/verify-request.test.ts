import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HttpRequest } from "../../../src/core/operation/http.ts";
import { signRequest } from "../../../src/core/webhooks/sign-request.ts";
import { verifyRequest } from "../../../src/core/webhooks/verify-request.ts";
import { WebhookError } from "../../../src/core/webhooks/webhook-error.ts";
import { TOY_SCHEME } from "./toy-webhooks.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const JSON_TYPE = { "content-type": "application/json" };
const URL = "https://example.com/hooks?a=1";

const hmac = (text: string, secret: string) => createHmac("sha1", secret).update(text).digest("base64");
const sign = (request: HttpRequest, secret = "secret") => signRequest(request, TOY_SCHEME, secret);

/** Why a request is rejected; undefined if it is not. */
async function rejected(request: HttpRequest, ...secrets: string[]): Promise<WebhookError | undefined> {
	try {
		await verifyRequest(request, TOY_SCHEME, secrets.length > 0 ? secrets : ["secret"]);
		return undefined;
	} catch (error) {
		if (error instanceof WebhookError) return error;
		throw error;
	}
}

describe("a signature", () => {
	test("of a form is that of the address and of its sorted names with their values", async () => {
		const body = "b=2&a=%C3%A9+%2B&B=&b=1&b=2";
		const { headers, url } = await sign({ method: "POST", url: URL, headers: FORM, body });
		expect(headers["toy-signature"]).toBe(hmac(`${URL}Baé +b1b2`, "secret"));
		expect(url).toBe(URL);
	});

	test("of a GET is that of the address with its query", async () => {
		const { headers } = await sign({ method: "GET", url: `${URL}&b=%27'`, headers: {}, body: null });
		expect(headers["toy-signature"]).toBe(hmac(`${URL}&b=%27'`, "secret"));
	});

	test("of JSON is that of the address with the hash of the body", async () => {
		const body = '{"é":1}';
		for (const [url, mark] of [
			["https://example.com/", "?"],
			[URL, "&"],
		] as const) {
			const signed = await sign({ method: "POST", url: `${url}#fragment`, headers: JSON_TYPE, body });
			expect(signed.url).toBe(`${url}${mark}bodyHash=${createHash("sha256").update(body).digest("hex")}`);
			expect(signed.headers["toy-signature"]).toBe(hmac(signed.url, "secret"));
			expect(await rejected(signed)).toBeUndefined();
			expect(await sign(signed)).toEqual(signed);
		}
	});
});

describe("a request is rejected", () => {
	test("without a signature", async () => {
		const error = await rejected({ method: "POST", url: URL, headers: FORM, body: "a=1" });
		expect(error).toMatchObject({ reason: "no-signature", status: 403, message: "no header toy-signature" });
		expect(await rejected({ method: "GET", url: URL, headers: { "toy-signature": "" }, body: null })).toMatchObject({
			reason: "no-signature",
		});
	});

	test("with another one, with the addresses that were tried, and without a secret", async () => {
		const signed = await sign({
			method: "POST",
			url: "https://u:hidden@example.com/hooks?key=hidden",
			headers: FORM,
			body: "a=hidden",
		});
		const error = await rejected(signed, "hidden-1", "hidden-2");
		expect(error).toMatchObject({ reason: "wrong-signature", status: 403 });
		expect(error?.message).toContain("none of https://example.com/hooks?key=…, https://example.com:443/hooks?key=…: ");
		expect(`${error?.message}${error?.stack}${JSON.stringify(error)}`).not.toContain("hidden");
	});

	test("with a body that is not the one of the hash, even if it is empty, or left out by a GET", async () => {
		const signed = await sign({ method: "POST", url: URL, headers: JSON_TYPE, body: "{}" });
		for (const change of [{ body: "{ }" }, { body: "" }, { body: null }, { method: "GET", body: null }])
			expect(await rejected({ ...signed, ...change })).toMatchObject({ reason: "wrong-body-hash", status: 403 });
	});

	test("with a body that is neither a form nor hashed, though the address is signed", async () => {
		const { headers } = await sign({ method: "GET", url: URL, headers: {}, body: null });
		const request = { method: "POST", url: URL, headers: { ...headers, ...JSON_TYPE }, body: '{"a":1}' };
		expect(await rejected(request)).toMatchObject({ reason: "unsigned-body", status: 403 });
		expect(await rejected({ ...request, body: "" })).toBeUndefined();
	});
});

test("one of several secrets is enough", async () => {
	const signed = await sign({ method: "POST", url: URL, headers: FORM, body: "a=1" }, "new");
	expect(await rejected(signed, "old", "new")).toBeUndefined();
	expect(await rejected(signed, "new", "old")).toBeUndefined();
	expect(await rejected(signed, "old", "older")).toMatchObject({ reason: "wrong-signature" });
});

const fields = fc.array(
	fc.tuple(fc.constantFrom("a", "b", "B", "ab", "é", "__proto__"), fc.string({ unit: "grapheme", maxLength: 5 })),
);
const query = fc.stringMatching(/^[\w%+'!:&=~.-]{0,12}$/);
const requests = fc.record({
	method: fc.constantFrom("GET", "POST"),
	host: fc.constantFrom("example.com", "Example.com:8443", "[::1]", "[::1]:80", "user:pass@example.com"),
	query,
	json: fc.boolean(),
	fields,
});

/** A request of any kind, signed. */
async function signedRequest({ method, host, query, json, fields }: typeof requests extends fc.Arbitrary<infer T> ? T : never) {
	const body = json ? JSON.stringify(fields) : new URLSearchParams(fields).toString();
	const url = `https://${host}/hooks?${query}`;
	return sign({ method, url, headers: json ? JSON_TYPE : FORM, body: method === "GET" ? null : body });
}

/** The text with another character in one place. */
function change(text: string, at: number, by: string): string {
	const index = at % text.length;
	return text.slice(0, index) + (text[index] === by ? "~" : by) + text.slice(index + 1);
}

describe("for every request", () => {
	test("what is signed is accepted, by every form of its address", async () => {
		await fc.assert(
			fc.asyncProperty(requests, async (request) => {
				const signed = await signedRequest(request);
				expect(await rejected(signed)).toBeUndefined();
				expect(await rejected({ ...signed, url: `${signed.url}#any` })).toBeUndefined();
				const [other = ""] = TOY_SCHEME.urlsOf(signed.url).slice(1);
				expect(
					await rejected({ ...signed, headers: { ...signed.headers, "toy-signature": hmac(textOf(signed, other), "secret") } }),
				).toBe(undefined);
			}),
		);
	});

	test("a change of any character of the address, the signature or the secret is rejected", async () => {
		await fc.assert(
			fc.asyncProperty(requests, fc.nat(), fc.constantFrom("x", "/", "%", "'", "=", "é"), async (request, at, by) => {
				const signed = await signedRequest(request);
				const signature = signed.headers["toy-signature"] ?? "";
				// The user is no part of what is signed.
				const url = signed.url.replace(/user:pass@/, "");
				expect(await rejected({ ...signed, url: change(url, at, by) })).toBeDefined();
				expect(
					await rejected({ ...signed, headers: { ...signed.headers, "toy-signature": change(signature, at, by) } }),
				).toBeDefined();
				for (const wrong of [signature.slice(0, -1), `${signature}=`, `${signature}\0`])
					expect(await rejected({ ...signed, headers: { ...signed.headers, "toy-signature": wrong } })).toBeDefined();
				expect(await rejected(signed, change("secret", at, by))).toBeDefined();
			}),
		);
	});

	test("a change of any character of the body is rejected, unless it says the same", async () => {
		await fc.assert(
			fc.asyncProperty(requests, fc.nat(), fc.constantFrom("x", "&", "%", "+", "=", "é"), async (request, at, by) => {
				const signed = await signedRequest({ ...request, method: "POST" });
				fc.pre(signed.body !== "");
				const changed = { ...signed, body: change(signed.body ?? "", at, by) };
				const isSame = !request.json && textOf(changed) === textOf(signed);
				expect((await rejected(changed)) === undefined).toBe(isSame);
			}),
		);
	});
});

/** What is signed, by another way to write it. */
function textOf({ method, body, headers }: HttpRequest, url = ""): string {
	if (method === "GET" || headers["content-type"] !== FORM["content-type"]) return url;
	const pairs = [...new URLSearchParams(body ?? "")].map(([name, value]) => ({ name, value }));
	const distinct = pairs.filter(
		(one, i) => !pairs.slice(0, i).some((other) => one.name === other.name && one.value === other.value),
	);
	const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));
	distinct.sort((a, b) => order(a.name, b.name) || order(a.value, b.value));
	return distinct.reduce((text, { name, value }) => text + name + value, url);
}
