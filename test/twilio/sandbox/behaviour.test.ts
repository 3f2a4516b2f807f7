import { describe, expect, test } from "vitest";
import type { Header } from "../../../scripts/pipeline/openapi.ts";
import { createSandbox, type SandboxOptions, SETTABLE_OPTIONS } from "../../../src/sandbox.ts";
import { readBundle } from "../../description/bundle.ts";
import {
	ACCOUNT,
	AUTHORIZATION,
	CHANNEL,
	CHANNEL_MESSAGES,
	CONVERSATION_MESSAGES,
	call,
	checkedSandbox,
	SERVICE,
	SERVICE_MESSAGES,
} from "./helpers.ts";

const NOW = Date.parse("2026-05-04T03:02:01.999Z");
const basic = (text: string) => ({ authorization: `Basic ${btoa(text)}` });
const code = async (answer: Promise<{ status: number; body: { code: number } }>) => [
	(await answer).status,
	(await answer).body.code,
];

describe("credentials", () => {
	test.each([
		["an account", `${ACCOUNT}:token`, 200],
		["an API key", `SK${"5".repeat(32)}:secret`, 200],
		["the placeholder of the documented curl", "username:password", 200],
		["a password with a colon", `${ACCOUNT}:a:b`, 200],
		["no password", `${ACCOUNT}:`, 401],
		["an account that is none", "AC5:token", 401],
		["nothing of the kind", "someone:password", 401],
	])("by default, %s gets %#: %s", async (_, credentials, status) => {
		expect((await call(checkedSandbox(), "GET", CHANNEL_MESSAGES, undefined, basic(credentials))).status).toBe(status);
	});

	test("can be narrowed to some", async () => {
		const account = `AC${"7".repeat(32)}`;
		const sandbox = checkedSandbox({
			credentials: [
				{ username: ACCOUNT, password: "right" },
				{ username: "SKx", password: "s", accountSid: account },
			],
		});
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES, undefined, basic(`${ACCOUNT}:right`))).status).toBe(200);
		const wrong = await call(sandbox, "GET", CHANNEL_MESSAGES, undefined, basic(`${ACCOUNT}:wrong`));
		expect([wrong.status, wrong.body.message, wrong.headers.get("www-authenticate")]).toEqual([
			401,
			"Authenticate",
			'Basic realm="Twilio API"',
		]);
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES, undefined, basic("username:password"))).status).toBe(401);
		expect((await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" }, basic("SKx:s"))).body.account_sid).toBe(account);
	});

	test("decide the account, and accounts see nothing of each other", async () => {
		const other = `AC${"6".repeat(32)}`;
		const sandbox = checkedSandbox({ accountSid: other });
		const { body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" });
		expect(body.account_sid).toBe(ACCOUNT);
		expect((await call(sandbox, "GET", `${CHANNEL_MESSAGES}/${body.sid}`, undefined, basic(`${other}:t`))).status).toBe(404);
		const byKey = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "y" }, basic(`SK${"1".repeat(32)}:s`));
		expect((await call(sandbox, "GET", `${CHANNEL_MESSAGES}/${byKey.body.sid}`, undefined, basic(`${other}:t`))).status).toBe(
			200,
		);
	});
});

const ContentSid = `HX${"a".repeat(32)}`;
const SEVEN_NAMES = `HX${"7".repeat(32)}`;

/** Variables for a template, as JSON: names and values of these lengths. */
function variables(count: number, nameLength: number, valueLength: number): string {
	const names = Array.from({ length: count }, (_, number) => `${number}`.padStart(nameLength, "v"));
	return JSON.stringify(Object.fromEntries(names.map((name) => [name, "é".repeat(valueLength)])));
}

describe("a message of a conversation", () => {
	test("is found by any service and by none, under the SID or the unique name", async () => {
		const sandbox = checkedSandbox();
		const { body } = await call(sandbox, "POST", SERVICE_MESSAGES.replace(CHANNEL, "my%20room"), { Body: "x" });
		expect(body.conversation_sid).toMatch(/^CH[0-9a-f]{32}$/);
		const rooms = [body.conversation_sid, "my%20room"];
		for (const room of rooms) {
			const found = await call(sandbox, "GET", `${CONVERSATION_MESSAGES.replace(CHANNEL, room)}/${body.sid}`);
			expect(found.body).toMatchObject({
				sid: body.sid,
				conversation_sid: body.conversation_sid,
				url: expect.stringContaining(body.conversation_sid),
			});
		}
		expect((await call(sandbox, "GET", `${CONVERSATION_MESSAGES.replace(CHANNEL, "other")}/${body.sid}`)).status).toBe(404);
	});

	test("is told apart by service if a default service is named", async () => {
		const sandbox = checkedSandbox({ defaultServiceSid: SERVICE });
		const own = await call(sandbox, "POST", SERVICE_MESSAGES, { Body: "x" });
		const foreign = await call(sandbox, "POST", SERVICE_MESSAGES.replace(SERVICE, `IS${"8".repeat(32)}`), { Body: "y" });
		expect((await call(sandbox, "GET", `${CONVERSATION_MESSAGES}/${own.body.sid}`)).status).toBe(200);
		expect((await call(sandbox, "GET", `${CONVERSATION_MESSAGES}/${foreign.body.sid}`)).status).toBe(404);
	});

	test("has no participant unless one was seeded for its author", async () => {
		const sandbox = checkedSandbox({ seed: { participants: { ann: `MB${"c".repeat(32)}` } } });
		const participant = async (fields: Record<string, string>) =>
			(await call(sandbox, "POST", SERVICE_MESSAGES, { Body: "x", ...fields })).body.participant_sid;
		expect([await participant({}), await participant({ Author: "bob" }), await participant({ Author: "ann" })]).toEqual([
			null,
			null,
			`MB${"c".repeat(32)}`,
		]);
	});

	test("has its dates as ISO 8601 in UTC with whole seconds, its own or those it was given", async () => {
		const dates = async (fields: Record<string, string>, dateUpdated: "created" | "null" = "created") => {
			const { body } = await call(checkedSandbox({ now: () => NOW, dateUpdated }), "POST", SERVICE_MESSAGES, {
				Body: "x",
				...fields,
			});
			return [body.date_created, body.date_updated];
		};
		expect(await dates({})).toEqual(["2026-05-04T03:02:01Z", "2026-05-04T03:02:01Z"]);
		expect(await dates({}, "null")).toEqual(["2026-05-04T03:02:01Z", null]);
		expect(await dates({ DateCreated: "2020-01-01T01:00:00.5+02:00" })).toEqual(["2019-12-31T23:00:00Z", "2019-12-31T23:00:00Z"]);
		expect(await dates({ DateUpdated: "2030-01-01T00:00:00Z" })).toEqual(["2026-05-04T03:02:01Z", "2030-01-01T00:00:00Z"]);
	});

	test("answers the summary of the examples if asked to", async () => {
		const { body } = await call(checkedSandbox({ delivery: "summary" }), "POST", SERVICE_MESSAGES, { Body: "x" });
		expect(body.delivery).toEqual({
			total: 2,
			sent: "all",
			delivered: "some",
			read: "some",
			failed: "none",
			undelivered: "none",
		});
	});

	test("renders a template with its variables, and then ignores Body and MediaSid", async () => {
		const sid = `HX${"b".repeat(32)}`;
		const sandbox = checkedSandbox({
			seed: { templates: { [sid]: { body: "Dear {{1}}, {{ who }} owes {{sum}}{{none}}", variables: { who: "nobody" } } } },
		});
		const fields = {
			ContentSid: sid,
			ContentVariables: '{"1": "Ann", "sum": 3}',
			Body: "ignored",
			MediaSid: `ME${"9".repeat(32)}`,
		};
		expect((await call(sandbox, "POST", SERVICE_MESSAGES, fields)).body).toMatchObject({
			body: "Dear Ann, nobody owes 3{{none}}",
			content_sid: sid,
			media: null,
		});
	});

	test("takes 100 variables with names of 16 and values of 256 characters, which are 27,801 characters of JSON", async () => {
		const ContentVariables = variables(100, 16, 256);
		expect(ContentVariables).toHaveLength(27_801);
		const { status } = await call(checkedSandbox(), "POST", SERVICE_MESSAGES, { ContentSid, ContentVariables });
		expect(status).toBe(201);
	});

	test("without any field is rejected, or accepted", async () => {
		expect(await code(call(checkedSandbox({ emptyCreate: "reject" }), "POST", SERVICE_MESSAGES, {}))).toEqual([400, 50503]);
		const accepting = checkedSandbox({ emptyCreate: "accept" });
		const { status, body } = await call(accepting, "POST", SERVICE_MESSAGES, {});
		expect({ status, body }).toMatchObject({ status: 201, body: { body: null, media: null, content_sid: null } });
	});

	test("attaches a file that was seeded, once", async () => {
		const sid = `ME${"b".repeat(32)}`;
		const file = { size: 1, filename: "a.txt", content_type: "text/plain" };
		const sandbox = checkedSandbox({ seed: { media: { [sid]: file } } });
		expect((await call(sandbox, "POST", SERVICE_MESSAGES, { MediaSid: sid })).body.media).toEqual([{ sid, ...file }]);
		expect(await code(call(sandbox, "POST", SERVICE_MESSAGES, { MediaSid: sid }))).toEqual([400, 50508]);
	});

	test.each<[string, Record<string, string>, number]>([
		["nothing to say", {}, 50503],
		["an empty text", { Body: "" }, 50503],
		["a text that is too long", { Body: "x".repeat(1601) }, 50504],
		["a file that is not there", { MediaSid: `ME${"9".repeat(32)}` }, 50507],
		["a malformed media SID", { MediaSid: "ME1" }, 50510],
		["a template that is not there", { ContentSid: `HX${"9".repeat(32)}` }, 50526],
		["variables that are no object", { ContentSid: `HX${"a".repeat(32)}`, ContentVariables: "[1]" }, 50527],
		["variables without a template", { Body: "x", ContentVariables: "{}" }, 50528],
		["a variable with a name of 17 characters", { ContentSid, ContentVariables: variables(1, 17, 1) }, 50540],
		["a variable with a value of 257 characters", { ContentSid, ContentVariables: variables(1, 16, 257) }, 50541],
		[
			"a variable whose value is a list of 257 characters",
			{ ContentSid, ContentVariables: `{"name":["${"x".repeat(253)}"]}` },
			50541,
		],
		["101 variables", { ContentSid, ContentVariables: variables(101, 3, 1) }, 50529],
		["variables of 27,802 characters", { ContentSid, ContentVariables: `${variables(100, 16, 256)} ` }, 50529],
		[
			"a template that renders to too much",
			{ ContentSid: SEVEN_NAMES, ContentVariables: JSON.stringify({ name: "x".repeat(256) }) },
			50504,
		],
		["attributes that are no JSON", { Body: "x", Attributes: "{" }, 50304],
		["attributes that are too long", { Body: "x", Attributes: JSON.stringify("é".repeat(2048)) }, 50303],
		["an author that is too long", { Body: "x", Author: "x".repeat(257) }, 50310],
		["a day that does not exist", { Body: "x", DateCreated: "2026-02-30T00:00:00Z" }, 50308],
		["a date outside the years 0 to 9999", { Body: "x", DateUpdated: "9999-12-31T23:59:59-01:00" }, 50309],
	])("is rejected for %s, and nothing is stored", async (_, fields, expected) => {
		const sandbox = checkedSandbox({ seed: { templates: { [SEVEN_NAMES]: { body: "{{name}}".repeat(7) } } } });
		expect(await code(call(sandbox, "POST", SERVICE_MESSAGES, fields))).toEqual([400, expected]);
		expect(sandbox.snapshot().resources).toEqual([]);
	});

	test("in JSON is not read, so that there is nothing to say", async () => {
		const response = await checkedSandbox().fetch(SERVICE_MESSAGES, {
			method: "POST",
			headers: { authorization: AUTHORIZATION, "content-type": "application/json" },
			body: '{"Body":"x"}',
		});
		expect((await response.json()).code).toBe(50503);
	});
});

describe("a message of a channel", () => {
	test("has null for attributes when it is created without any, and {} afterwards; or always", async () => {
		for (const [createdAttributes, first] of [
			["null", null],
			["empty", "{}"],
		] as const) {
			const sandbox = checkedSandbox({ createdAttributes });
			const { body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" });
			expect(body.attributes).toBe(first);
			expect((await call(sandbox, "GET", `${CHANNEL_MESSAGES}/${body.sid}`)).body.attributes).toBe("{}");
			expect((await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x", Attributes: ' {"a" : 1}' })).body.attributes).toBe(
				' {"a" : 1}',
			);
		}
	});

	test("changes only in what is sent, and in what says that it changed", async () => {
		let now = NOW;
		const sandbox = checkedSandbox({ now: () => now });
		const { body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x", Attributes: "{}", From: "ann" });
		now += 60_000;
		const changed = await call(sandbox, "POST", `${CHANNEL_MESSAGES}/${body.sid}`, { Body: "" });
		expect(changed.body).toEqual({ ...body, body: "", was_edited: true, date_updated: "2026-05-04T03:03:01Z" });
	});

	test("is not changed by an update of nothing: rejected, or accepted", async () => {
		const sandbox = checkedSandbox();
		const { body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x", Attributes: "{}" });
		const url = `${CHANNEL_MESSAGES}/${body.sid}`;
		expect(await code(call(sandbox, "POST", url, { Unknown: "x" }))).toEqual([400, 20161]);
		const accepting = checkedSandbox({ emptyUpdate: "accept" });
		accepting.restore(sandbox.snapshot());
		expect((await call(accepting, "POST", url, {})).body).toEqual(body);
	});

	test("in another service or channel is another one", async () => {
		const sandbox = checkedSandbox();
		const { body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" });
		for (const [from, to] of [
			[SERVICE, `IS${"8".repeat(32)}`],
			[CHANNEL, `CH${"8".repeat(32)}`],
		] as const) {
			expect((await call(sandbox, "GET", `${CHANNEL_MESSAGES.replace(from, to)}/${body.sid}`)).status).toBe(404);
		}
	});

	test("has a text of at most 32 KiB, or of another limit", async () => {
		const sandbox = checkedSandbox();
		const longest = "é".repeat(16_384);
		const { status, body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: longest });
		expect(status).toBe(201);
		const url = `${CHANNEL_MESSAGES}/${body.sid}`;
		for (const address of [CHANNEL_MESSAGES, url]) {
			expect(await code(call(sandbox, "POST", address, { Body: `${longest}x` }))).toEqual([400, 50504]);
		}
		expect((await call(sandbox, "GET", url)).body.body).toBe(longest);
		const narrow = checkedSandbox({ bodyLimit: 3 });
		expect(await code(call(narrow, "POST", CHANNEL_MESSAGES, { Body: "four" }))).toEqual([400, 50504]);
	});

	test("with a field that is not documented is accepted, or rejected", async () => {
		expect((await call(checkedSandbox(), "POST", CHANNEL_MESSAGES, { Body: "x", Unknown: "y" })).status).toBe(201);
		expect(
			await code(call(checkedSandbox({ unknownFields: "reject" }), "POST", CHANNEL_MESSAGES, { Body: "x", Unknown: "y" })),
		).toEqual([400, 20001]);
	});
});

describe("a page", () => {
	test("names itself and its neighbours, filters and all", async () => {
		const sandbox = checkedSandbox();
		for (let number = 0; number < 5; number++) await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: `${number}` });
		const first = await call(sandbox, "GET", `${CHANNEL_MESSAGES}?PageSize=2&Order=DESC`);
		expect(first.body.meta).toEqual({
			page: 0,
			page_size: 2,
			first_page_url: `${CHANNEL_MESSAGES}?Order=desc&PageSize=2&Page=0`,
			previous_page_url: null,
			url: `${CHANNEL_MESSAGES}?Order=desc&PageSize=2&Page=0`,
			next_page_url: expect.stringMatching(/\?Order=desc&PageSize=2&Page=1&PageToken=PT[\w%.-]+$/),
			key: "messages",
		});
		const second = await call(sandbox, "GET", first.body.meta.next_page_url);
		expect(second.body.meta).toMatchObject({ page: 1, url: first.body.meta.next_page_url });
		expect((await call(sandbox, "GET", second.body.meta.previous_page_url)).body.messages).toEqual(first.body.messages);
		const byNumber = await call(sandbox, "GET", `${CHANNEL_MESSAGES}?PageSize=2&Order=desc&Page=1`);
		expect(byNumber.body.messages).toEqual(second.body.messages);
		const beyond = await call(sandbox, "GET", `${CHANNEL_MESSAGES}?Page=9`);
		expect(beyond.body).toMatchObject({ messages: [], meta: { page: 9, next_page_url: null } });
	});

	test("has a token that is opaque: some hold a colon and a dot, and each leads on and back", async () => {
		const sandbox = checkedSandbox();
		for (let number = 0; number < 6; number++) await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: `${number}` });
		const tokens: string[] = [];
		const bodies: string[] = [];
		const tokenOf = (url: string) => new URL(url).searchParams.get("PageToken") ?? "";
		let previous: unknown[] = [];
		for (let url: string | null = `${CHANNEL_MESSAGES}?PageSize=1`; url !== null; ) {
			const { body } = await call(sandbox, "GET", url);
			bodies.push(body.messages[0].body);
			const { next_page_url, previous_page_url } = body.meta;
			for (const link of [next_page_url, previous_page_url]) if (link) tokens.push(tokenOf(link));
			if (previous_page_url) expect((await call(sandbox, "GET", previous_page_url)).body.messages).toEqual(previous);
			previous = body.messages;
			url = next_page_url;
		}
		expect(bodies).toEqual(["0", "1", "2", "3", "4", "5"]);
		expect(tokens.filter((token) => /^PT[\w-]+$/.test(token)).length).toBeGreaterThan(0);
		const special = tokens.filter((token) => token.includes(":") && token.includes("."));
		expect(special.length).toBeGreaterThan(0);
		for (const token of special) {
			for (const mangled of [token.replace(":", ""), token.replace(".", ""), token.replace(/[:.]/g, "_")]) {
				expect(await code(call(sandbox, "GET", `${CHANNEL_MESSAGES}?PageToken=${mangled}`))).toEqual([400, 20001]);
			}
		}
	});

	test("that is too large is rejected, or cut", async () => {
		expect(await code(call(checkedSandbox(), "GET", `${CHANNEL_MESSAGES}?PageSize=1001`))).toEqual([400, 20007]);
		expect(
			(await call(checkedSandbox({ pageSizeOverMaximum: "clamp" }), "GET", `${CHANNEL_MESSAGES}?PageSize=5000`)).body.meta
				.page_size,
		).toBe(1000);
	});

	test("of a token that was never given out is rejected", async () => {
		for (const token of ["x", "PT", "PT!", "PTxxxx"])
			expect(await code(call(checkedSandbox(), "GET", `${CHANNEL_MESSAGES}?PageToken=${token}`))).toEqual([400, 20001]);
	});
});

describe("an answer", () => {
	test("carries the headers of the service", async () => {
		let now = NOW;
		const { headers } = await call(checkedSandbox({ now: () => (now += 42) }), "GET", CHANNEL_MESSAGES);
		expect(Object.fromEntries(headers)).toEqual({
			"content-type": "application/json; charset=utf-8",
			"twilio-concurrent-requests": "1",
			"twilio-request-duration": "0.042",
			"twilio-request-id": expect.stringMatching(/^RQ[0-9a-f]{32}$/),
		});
	});

	test("carries the headers for pages of other origins as the live service does, where the request has an Origin", async () => {
		const { headers } = await call(checkedSandbox(), "GET", CHANNEL_MESSAGES, undefined, { origin: "http://localhost:3000" });
		const sent = [...headers].filter(([name]) => name.startsWith("access-control-"));
		expect(Object.fromEntries(sent)).toEqual({
			"access-control-allow-credentials": "true",
			"access-control-allow-headers":
				"Accept, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, Idempotency-Key",
			"access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
			"access-control-allow-origin": "*",
			"access-control-expose-headers": "ETag",
		});
		const examples = Object.values(readBundle().components?.headers ?? {}).map((header) => String((header as Header).example));
		expect(examples).toEqual(expect.arrayContaining(sent.map(([, value]) => value)));
	});

	test("counts the requests that are in progress", async () => {
		const waiting: (() => void)[] = [];
		const sandbox = checkedSandbox({
			faults: [{ latency: 1, times: 2 }],
			sleep: () => new Promise((resolve) => waiting.push(resolve)),
		});
		const slow = [1, 2].map(() => call(sandbox, "GET", CHANNEL_MESSAGES));
		await expect.poll(() => waiting.length).toBe(2);
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).headers.get("twilio-concurrent-requests")).toBe("3");
		for (const resolve of waiting) resolve();
		await Promise.all(slow);
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).headers.get("twilio-concurrent-requests")).toBe("1");
	});

	test("to an unknown path or method says so, and prints the path without its version", async () => {
		const sandbox = checkedSandbox();
		const unknown = await call(sandbox, "GET", "https://chat.twilio.com/v1/Nothing");
		expect(unknown).toMatchObject({
			status: 404,
			body: { code: 20404, message: "The requested resource /Nothing was not found" },
		});
		const method = await call(sandbox, "PUT", CHANNEL_MESSAGES);
		expect([method.status, method.body.code, method.headers.get("allow")]).toEqual([405, 20004, "GET, POST"]);
	});

	test("has its addresses on the origin that was called, and nobody's credentials in them", async () => {
		const url = SERVICE_MESSAGES.replace("https://conversations.twilio.com", "http://user:secret@proxy.test:81");
		const headers = { authorization: AUTHORIZATION, "content-type": "application/x-www-form-urlencoded" };
		const { body } = await checkedSandbox().handle({ method: "POST", url, headers, body: "Body=x" });
		expect(JSON.parse(body ?? "").url).toMatch(/^http:\/\/proxy\.test:81\/v1\/Services\//);
		expect(body).not.toContain("secret");
	});
});

test.each([
	["accountSid", { accountSid: "AC1" }],
	["delivery", { delivery: "maybe" as "null" }],
	["attributesLimit", { attributesLimit: 0 }],
	["defaultServiceSid", { defaultServiceSid: "default" }],
])("the option %s is rejected where it makes no sense", (name, options) => {
	expect(() => createSandbox(options)).toThrow(`${name}: expected`);
});

test.each([[{}], [{ toString: 1, valueOf: 1 }], [["reject"]], [true], [() => 1]])(
	"an option that is %j is rejected by its name",
	(value) => {
		for (const name of SETTABLE_OPTIONS) {
			const options: SandboxOptions = { [name]: value };
			expect(() => createSandbox(options)).toThrow(new RegExp(`^${name}: expected .*, got an? `));
		}
	},
);
