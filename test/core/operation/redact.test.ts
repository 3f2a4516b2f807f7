import fc from "fast-check";
import { expect, test } from "vitest";
import { encodedForms } from "../../../src/core/operation/encoded-forms.ts";
import { createMessageRedactor, createRedactor, type Secret } from "../../../src/core/operation/redact.ts";
import { redactRequest, redactResponse, redactUrl, secretsInExchange } from "../../../src/core/operation/redact-exchange.ts";

const json = (text: string) => JSON.stringify(text).slice(1, -1);
const percent = (text: string) => encodeURIComponent(text);
const bytes = (text: string) => [...new TextEncoder().encode(text)];
const base64 = (text: string) => Buffer.from(text).toString("base64");
const pointer = (text: string) => text.replaceAll("~", "~0").replaceAll("/", "~1");
const html = (text: string) => text.replace(/[&<>"'/]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);

const ENCODINGS = {
	"as it is": (text: string) => text,
	"percent-encoded": percent,
	"in a form": (text: string) => percent(text).replaceAll("%20", "+"),
	"in JSON": json,
	"in base64": base64,
	"in base64 without padding": (text: string) => base64(text).replace(/=+$/, ""),
	"in base64url": (text: string) => Buffer.from(text).toString("base64url"),
	"percent-encoded in lower case": (text: string) => percent(text).replace(/%../g, (code) => code.toLowerCase()),
	"percent-encoded throughout": (text: string) =>
		bytes(text)
			.map((byte) => `%${byte.toString(16).padStart(2, "0")}`)
			.join(""),
	"in JSON in JSON": (text: string) => json(json(text)),
	"in JSON in JSON in JSON": (text: string) => json(json(json(text))),
	"in \\u escapes": (text: string) => text.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
	"in a JSON pointer": pointer,
	"in a JSON pointer in a URL": (text: string) => percent(pointer(text)),
	"in HTML": html,
	"JSON in HTML": (text: string) => html(json(text)),
};

const secret = fc
	.string({ unit: "grapheme", minLength: 6, maxLength: 40 })
	.chain((text) => fc.tuple(fc.constant(text), fc.constantFrom(..."/~%+\\\"<&' \n"), fc.nat(text.length)))
	.map(([text, special, at]) => `x${text.slice(0, at)}${special}${text.slice(at)}z9`.toWellFormed());
const context = fc.stringMatching(/^[a-w0-8 ,.]{0,30}$/);

test.each(Object.entries(ENCODINGS))("every secret is found %s, and nothing else is changed", (_, encode) => {
	fc.assert(
		fc.property(secret, context, context, (text, before, after) => {
			const redact = createRedactor([[text, "[X]"]], encodedForms);
			const redacted = redact(`${before}|${encode(text)}|${after}`);
			expect(redacted).toBe(`${before}|[X]|${after}`);
			expect(redact(redacted)).toBe(redacted);
		}),
	);
});

test.each(["as it is", "percent-encoded", "in JSON", "in \\u escapes"] as const)(
	"a secret that an ellipsis cuts off is found %s",
	(name) => {
		fc.assert(
			fc.property(secret, context, fc.nat(), (text, before, at) => {
				// At least four characters, and an end that any slice may have: within a pair, an escape or a percent sign.
				const encoded = ENCODINGS[name](text);
				const start = ENCODINGS[name]([...text].slice(0, 6).join("")).length;
				const cut = encoded.slice(0, start + (at % (encoded.length - start + 1)));
				const redact = createRedactor([[text, "[X]"]], encodedForms);
				expect(redact(`${before}|${cut}…`)).toBe(`${before}|[X]…`);
			}),
		);
	},
);

const PLAIN = ["as it is", "percent-encoded", "in a form", "in JSON", "in base64 without padding", "in base64url"] as const;

test.each(PLAIN)("the client finds every secret %s", (name) => {
	fc.assert(
		fc.property(secret, context, context, (text, before, after) => {
			const redacted = createRedactor([[text, "[X]"]])(`${before}|${ENCODINGS[name](text)}|${after}`);
			expect(redacted).toBe(`${before}|[X]|${after}`);
		}),
	);
});

const BESIDES = [
	"percent-encoded in lower case",
	"percent-encoded throughout",
	"in JSON in JSON",
	"in JSON in JSON in JSON",
	"in \\u escapes",
] as const;

test.each([...PLAIN, ...BESIDES])(
	"a message of the client has no secret in it %s, nor in a URL in JSON, nor in JSON in a URL",
	(name) => {
		fc.assert(
			fc.property(secret, context, context, (text, before, after) => {
				const redact = createMessageRedactor([[text, "[X]"]]);
				const encoded = ENCODINGS[name](text);
				for (const form of [encoded, json(encoded), percent(encoded), percent(json(encoded)), json(percent(encoded))]) {
					const redacted = redact(`${before}|${form}|${after}`);
					expect([`${before}|[X]|${after}`, "[X]"]).toContain(redacted);
				}
			}),
		);
	},
);

test.each(["xo__%defz9", "x%2541%20z9", "x%u0041%z9"])("a message has no %j in it, though it looks like an escape", (text) => {
	for (const name of [...PLAIN, ...BESIDES]) {
		const redacted = createMessageRedactor([[text, "[X]"]])(`before|${percent(ENCODINGS[name](text))}|after`);
		expect(["before|[X]|after", "[X]"], name).toContain(redacted);
	}
});

test("a message without a secret remains as it is, escapes and all", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), (message) => {
			const redact = createMessageRedactor([
				["a secret that is not there", "[X]"],
				["\\\\\\\\", "[X]"],
			]);
			expect(redact(`50%25 \\n ${message}+%zz`)).toBe(`50%25 \\n ${message}+%zz`);
		}),
	);
});

test("a secret is found in a longer run of base64, wherever it begins", () => {
	fc.assert(
		fc.property(secret, fc.stringMatching(/^[a-w]{0,9}$/), fc.stringMatching(/^[a-w]{0,9}$/), (text, user, more) => {
			const redacted = createRedactor([[text, "[X]"]], encodedForms)(` ${base64(`${user}:${text}${more}`)} `);
			expect(redacted).toMatch(/^ [\w+/]*\[X\][\w+/]*=* $/);
			expect(Buffer.from(redacted.replace(/.*\[X\]/, ""), "base64").length).toBeLessThanOrEqual(more.length + 1);
		}),
	);
});

test("of two secrets, one a part of the other, the longer one is replaced", () => {
	const secrets: Secret[] = [
		["abcd1", "<short>"],
		["abcd1234-long", "<long>"],
		["4-long", "<end>"],
	];
	for (const [order, formsOf] of [
		[secrets, undefined],
		[[...secrets].reverse(), undefined],
		[secrets, encodedForms],
		[[...secrets].reverse(), encodedForms],
	] as const) {
		expect(createRedactor(order, formsOf)("abcd1234-long and abcd1 and 4-long")).toBe("<long> and <short> and <end>");
	}
});

test("secrets too short to be one hide nothing", () => {
	const redact = createRedactor(["a1", "tru", ""].map((text) => [text, "[redacted]"]));
	expect(redact('{"message":"a1","ok":true}')).toBe('{"message":"a1","ok":true}');
});

test("JSON remains JSON, whatever the secret begins or ends with", () => {
	fc.assert(
		fc.property(secret, fc.string({ unit: "grapheme" }), (text, other) => {
			const redact = createRedactor([[text, "[X]"]], encodedForms);
			const body = JSON.stringify({ [other]: `${other}${text}`, inner: JSON.stringify({ text }) });
			const response = redactResponse({ status: 200, headers: {}, body }, redact);
			expect(JSON.stringify(JSON.parse(response.body ?? ""))).not.toContain(json(text));
		}),
	);
});

test.each([
	["https://user:pass@host.test/a?b=1", "https://host.test/a?b=1"],
	["https://h.test/?token=abc&PageToken=PT1&%74oken=d", "https://h.test/?token=[redacted]&PageToken=PT1&%74oken=[redacted]"],
	["https://h.test/?X-Amz-Signature=1&X-Amz-Date=2", "https://h.test/?X-Amz-Signature=[redacted]&X-Amz-Date=2"],
	["/cb?code=1&jwt=2&sig=3&key=4#access_token=5", "/cb?code=[redacted]&jwt=[redacted]&sig=[redacted]&key=[redacted]#[redacted]"],
	["https://known-secret.test/known-secret", "https://redacted.invalid/[redacted]"],
])("the URL %s is recorded without credentials", (url, expected) => {
	const redact = createRedactor([["known-secret", "[redacted]"]]);
	expect(redactUrl(url, redact)).toBe(expected);
	expect(redactUrl(expected, redact)).toBe(expected);
});

test("what an exchange carries as a credential is found by its name, and wherever it is repeated", () => {
	const request = {
		method: "POST",
		url: "https://user:pa55-w0rd!@h.test/?token=t0ken-in-query",
		headers: {
			cookie: "a=1; session=c00kie-value",
			referer: "https://h.test/?code=c0de-in-referer",
			"x-api-key": "k3y/of~header",
		},
		body: "grant_type=x&client_secret=s3cret%2Fof+form",
	};
	const values = [
		"pa55-w0rd!",
		"t0ken-in-query",
		"c00kie-value",
		"c0de-in-referer",
		"k3y/of~header",
		"s3cret/of form",
		"m3mber-value",
	];
	const body = JSON.stringify({ code: 50404, password: "m3mber-value", echo: values, pointer: values.map(pointer) });
	const response = { status: 200, headers: { location: "/next?sig=l0cation-sig" }, body };
	const redact = createRedactor(secretsInExchange(request, response));
	const text = JSON.stringify([redactRequest(request, redact), redactResponse(response, redact)]);
	for (const value of [...values, "l0cation-sig"]) expect(text).not.toContain(value);
	expect(text).toContain("50404");
	expect(text).toContain("grant_type=x&client_secret=[redacted]");
});
