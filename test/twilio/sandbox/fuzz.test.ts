import fc from "fast-check";
import { expect, test } from "vitest";
import { operations } from "../../../generated/operations.ts";
import type { HttpRequest } from "../../../src/core/operation/http.ts";
import { AUTHORIZATION, checkedSandbox } from "./helpers.ts";

const REQUESTS = 24_000;

const SIDS = ["IS", "CH", "IM", "ME", "HX", "AC"].map((prefix) => prefix + "a".repeat(32));
const HOSTILE = [
	"",
	".",
	"..",
	"%",
	"%zz",
	"%00",
	"%2f",
	"%2e%2e",
	"__proto__",
	"constructor",
	"a b",
	"\u0000",
	"😀",
	"\ud800",
	"'\"<>",
	"x".repeat(2000),
	"../../_sandbox/state",
];
const NAMES = [
	"Body",
	"Attributes",
	"From",
	"Author",
	"MediaSid",
	"ContentSid",
	"ContentVariables",
	"DateCreated",
	"DateUpdated",
	"Subject",
	"Order",
	"PageSize",
	"Page",
	"PageToken",
	"__proto__",
	"constructor",
	"toString",
	"",
];
const VALUES = [
	"Hello",
	"{}",
	'{"name":"x"}',
	"{",
	"null",
	"[1]",
	"asc",
	"DESC",
	"0",
	"1",
	"50",
	"1000",
	"1001",
	"-1",
	"1e3",
	"9".repeat(30),
	"2015-12-16T22:18:37Z",
	"0000-01-01T00:00:00+23:59",
	"9999-12-31T23:59:59-23:59",
	"2015-02-29T00:00:00Z",
	"PTYWZ0ZXI6MQ",
	"PTYmVmb3JlOjk5OTk5",
	"PT!",
	"x".repeat(1601),
	"x".repeat(5000),
];

const text = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...VALUES, ...SIDS) },
	fc.constantFrom(...HOSTILE),
	fc.string({ unit: "binary", maxLength: 12 }),
);
const pair = fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...NAMES) }, fc.string({ maxLength: 5 })), text);
const form = fc
	.array(pair, { maxLength: 4 })
	.map((pairs) => pairs.map(([name, value]) => `${written(name)}=${written(value)}`).join("&"));
const segment = fc.oneof(
	{ weight: 12, arbitrary: fc.constant("") },
	{ weight: 2, arbitrary: fc.constantFrom(...SIDS) },
	fc.constantFrom(...HOSTILE),
);

const paths = fc.constantFrom(...new Set(Object.values(operations).map(({ path }) => path)));
const path = fc.oneof(
	{
		weight: 12,
		arbitrary: fc
			.tuple(paths, fc.array(segment, { minLength: 4, maxLength: 4 }))
			.map(([template, values]) => fill(template, values)),
	},
	fc.webPath(),
	fc.string({ unit: "binary", maxLength: 20 }).map((tail) => `/${tail}`),
);
const authorization = fc.oneof(
	{ weight: 12, arbitrary: fc.constant(AUTHORIZATION) },
	fc.constantFrom(
		"",
		"Basic",
		"Basic !!!",
		`Basic ${btoa("nobody")}`,
		`Basic ${btoa("AC:x")}`,
		`Basic ${btoa(`${SIDS[5]}:`)}`,
		"Bearer x",
	),
);
const request: fc.Arbitrary<HttpRequest> = fc
	.record({
		method: fc.oneof(
			{ weight: 9, arbitrary: fc.constantFrom("GET", "POST", "POST", "DELETE") },
			fc.constantFrom("PUT", "PATCH", "OPTIONS", "HEAD", "get", "BREW"),
		),
		path,
		query: fc.oneof({ weight: 3, arbitrary: form.map((text) => `?${text}`) }, fc.constant("")),
		body: fc.oneof({ weight: 5, arbitrary: form }, fc.constant(null), fc.string({ unit: "binary" })),
		contentType: fc.oneof(
			{ weight: 9, arbitrary: fc.constant("application/x-www-form-urlencoded") },
			fc.constantFrom("application/json", "", "text/plain;x", "APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8"),
		),
		authorization,
		webhook: fc.constantFrom("true", "false", "maybe", undefined),
		origin: fc.constantFrom("http://localhost:3000", undefined, undefined),
	})
	.map(({ method, path, query, body, contentType, authorization, webhook, origin }) => ({
		method,
		url: `https://sandbox.example${path}${query}`,
		headers: {
			"content-type": contentType,
			...(authorization === "" ? {} : { authorization }),
			...(webhook === undefined ? {} : { "x-twilio-webhook-enabled": webhook }),
			...(origin === undefined ? {} : { origin }),
		},
		body,
	}));

test(`every answer to ${REQUESTS} valid, invalid and hostile requests is a documented one, and none is a 5xx`, () => {
	const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
	console.log(`fuzz: seed ${seed} (FUZZ_SEED=${seed} repeats it)`);
	const statuses = new Map<number, number>();
	const known: string[] = [];
	const sandbox = checkedSandbox();
	fc.assert(
		fc.property(request, fc.nat(), (some, nth) => {
			// Most requests for a message ask for one that is there.
			const there = known.at(-1 - (nth % Math.min(8, known.length || 1)));
			const url = there !== undefined && nth % 4 > 0 ? some.url.replace(/^[^?]*\/Messages\/[^/?]*/, there) : some.url;
			const answer = sandbox.handle({ ...some, url });
			if (answer instanceof Promise) throw new Error("expected an answer at once");
			statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
			expect(answer.status).toBeLessThan(500);
			if (answer.status === 204 && there !== undefined) known.splice(known.indexOf(there), 1);
			if (answer.status === 201) known.push(JSON.parse(answer.body ?? "").url);
		}),
		{ numRuns: REQUESTS, seed },
	);
	// A fuzz that only ever sees refusals proves little.
	for (const status of [200, 201, 204, 400, 401, 404, 405])
		expect(statuses.get(status) ?? 0, `answers with ${status}`).toBeGreaterThan(20);
	expect(sandbox.snapshot()).toEqual(JSON.parse(JSON.stringify(sandbox.snapshot())));
	const copy = checkedSandbox();
	copy.restore(JSON.parse(JSON.stringify(sandbox.snapshot())));
	expect(copy.snapshot()).toEqual(sandbox.snapshot());
});

function written(text: string): string {
	return /^[\x20-\x7e]*$/.test(text) && !text.includes("&") ? text.replaceAll(" ", "+") : encodeURIComponent(whole(text));
}

/** Half a surrogate pair cannot be sent at all. */
function whole(text: string): string {
	return text.replace(/[\ud800-\udfff]/gu, "");
}

/** A literal `%` stays what it is, so that broken encodings come about. */
function fill(template: string, values: readonly string[]): string {
	const rest = [...values];
	return template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = rest.shift() ?? "";
		const fitting = SIDS.find((sid) => FITTING[name]?.test(sid)) ?? "";
		return value === "" ? fitting : value.startsWith("%") ? value : encodeURIComponent(whole(value));
	});
}

const FITTING: Record<string, RegExp> = {
	ServiceSid: /^IS/,
	ChatServiceSid: /^IS/,
	ChannelSid: /^CH/,
	ConversationSid: /^CH/,
	Sid: /^IM/,
};
