import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { VERSION } from "../../../generated/version.ts";
import {
	asMessageSid,
	createClient,
	createClientFromEnv,
	createLeanClient,
	isConversationSid,
	isMessageSid,
	type TwilioClientOptions,
} from "../../../src/index.ts";
import { serverIn } from "../../../src/twilio/client/data-center.ts";
import { json, startServer, startSocketServer, unusedAddress } from "../../support/servers.ts";

const accountSid = `AC${"a".repeat(32)}`;
const authToken = "0123456789abcdef0123456789abcdef";
const apiKey = `SK${"b".repeat(32)}`;
const apiSecret = "a-secret:with/all~kinds";
const ChatServiceSid = `IS${"a".repeat(32)}` as const;
const ServiceSid = ChatServiceSid;
const ConversationSid = `CH${"a".repeat(32)}` as const;
const ChannelSid = ConversationSid;
const Sid = `IM${"a".repeat(32)}` as const;

const example = (name: string) => JSON.parse(readFileSync(`openapi/examples/${name}.json`, "utf8"));
const channels = `/v1/Services/${ServiceSid}/Channels/${ChannelSid}/Messages`;

test("an error body is read as documented", async () => {
	const body = {
		code: 20404,
		message: "The requested resource was not found",
		more_info: "https://www.twilio.com/docs/errors/20404",
		status: 404,
	};
	const { url } = await startServer((_, response) => json(response, 404, body, { "Twilio-Request-Id": `RQ${"c".repeat(32)}` }));
	await expect(
		createClient({ accountSid, authToken, baseUrl: url }).fetchConversationMessage({ ConversationSid, Sid }),
	).rejects.toMatchObject({
		name: "NotFoundError",
		code: 20404,
		moreInfo: "https://www.twilio.com/docs/errors/20404",
		requestId: `RQ${"c".repeat(32)}`,
		message: expect.stringContaining("404 The requested resource was not found (code 20404)"),
	});
});

test.each<[object, { pointer: string; keyword: string; expected: unknown }]>([
	[
		{ ChatServiceSid: `CH${"a".repeat(32)}` },
		{ pointer: "/ChatServiceSid", keyword: "pattern", expected: "^IS[0-9a-fA-F]{32}$" },
	],
	[{ Body: "😀".repeat(1601) }, { pointer: "/Body", keyword: "maxLength", expected: 1600 }],
	[{ Subject: "x".repeat(257) }, { pointer: "/Subject", keyword: "maxLength", expected: 256 }],
	[{ Attributes: "{" }, { pointer: "/Attributes", keyword: "contentMediaType", expected: "application/json" }],
	[{ DateCreated: "yesterday" }, { pointer: "/DateCreated", keyword: "format", expected: "date-time" }],
	[{ "X-Twilio-Webhook-Enabled": "yes" }, { pointer: "/X-Twilio-Webhook-Enabled", keyword: "enum", expected: ["true", "false"] }],
	[{ body: "x" }, { pointer: "/body", keyword: "unknown", expected: "Body" }],
])("%o is rejected before it is sent", async (values, violation) => {
	const client = createClient({ accountSid, authToken, baseUrl: "http://localhost:1" });
	const call = client.createServiceConversationMessage({ ChatServiceSid, ConversationSid, ...values } as never);
	await expect(call).rejects.toMatchObject({ name: "ValidationError", violations: [violation] });
});

test("every rule that an argument breaks is listed", async () => {
	const client = createClient({ accountSid, authToken, baseUrl: "http://localhost:1" });
	const error = await client.fetchConversationMessage({ ConversationSid, Sid: "IM7" }).catch((error: unknown) => error);
	expect(error).toMatchObject({
		message: `fetchConversationMessage: ${[
			"/Sid: expected minLength 34, got a string of 3 characters",
			"/Sid: expected pattern ^IM[0-9a-fA-F]{32}$, got a string of 3 characters",
		].join("; ")}`,
	});
});

test("1,600 characters are enough, more go through where that is not enforced", async () => {
	const { url, requests } = await startServer((_, response) =>
		json(response, 201, example("service-conversation-message.text.response")),
	);
	await createClient({ accountSid, authToken, baseUrl: url }).createServiceConversationMessage({
		ChatServiceSid,
		ConversationSid,
		Body: "😀".repeat(1600),
	});
	const client = createClient({ accountSid, authToken, baseUrl: url, unenforced: { Body: ["maxLength"] } });
	await client.createServiceConversationMessage({ ChatServiceSid, ConversationSid, Body: "x".repeat(1601) });
	expect(requests).toHaveLength(2);
});

test("a lean client sends the same, and leaves the values to the service", async () => {
	const { url, requests } = await startServer((_, response) => json(response, 201, example("channel-message.create.response")));
	await createLeanClient({ apiKey, apiSecret, baseUrl: url }).createChannelMessage({
		ServiceSid,
		ChannelSid,
		Body: "x".repeat(1601),
		Attributes: { a: 1 },
	});
	expect(requests[0]).toMatchObject({ url: channels, headers: { authorization: `Basic ${btoa(`${apiKey}:${apiSecret}`)}` } });
	expect(requests[0]?.body).toBe(`Body=${"x".repeat(1601)}&Attributes=%7B%22a%22%3A1%7D`);
	expect(() => createLeanClient({ apiKey, apiSecret, validate: "all" } as never)).toThrow(
		"createLeanClient: /validate is not known",
	);
});

const NEEDS = "createClient needs accountSid and authToken, or apiKey and apiSecret";

test.each<[object, string]>([
	[{}, `${NEEDS}: /accountSid is missing; /authToken is missing`],
	[{ accountSid }, `${NEEDS}: /authToken is missing`],
	[{ authToken }, `${NEEDS}: /accountSid is missing`],
	[{ apiKey }, `${NEEDS}: /apiSecret is missing`],
	[{ accountSid, apiSecret }, `${NEEDS}: /apiKey is missing`],
	[
		{ accountSid, authToken, apiKey, apiSecret },
		`${NEEDS}: /authToken: expected nothing beside apiKey and apiSecret, got a string of 32 characters`,
	],
	[
		{ accountSid: apiKey, authToken },
		"createClient: /accountSid: expected AC and 32 hexadecimal digits, got a string of 34 characters",
	],
	[
		{ apiKey: accountSid, apiSecret },
		"createClient: /apiKey: expected SK and 32 hexadecimal digits, got a string of 34 characters",
	],
	[
		{ accountSid: ` ${accountSid}`, authToken },
		"createClient: /accountSid: expected AC and 32 hexadecimal digits, got a string of 35 characters",
	],
	[{ accountSid, authToken: "" }, "createClient: /authToken: expected a secret without spaces, got a string of 0 characters"],
	[
		{ accountSid, authToken: `${authToken}\n` },
		"createClient: /authToken: expected a secret without spaces, got a string of 33 characters with a control character",
	],
	[{ accountSid, authToken: 7 }, "createClient: /authToken: expected a secret without spaces, got a number"],
	[{ accountSid: {}, authToken }, "createClient: /accountSid: expected AC and 32 hexadecimal digits, got an object"],
	[
		Object.assign(Object.create({ baseUrl: "http://127.0.0.1:4010" }), { accountSid, authToken }),
		"createClient: /baseUrl: expected an own member, got a string of 21 characters",
	],
	[{ accountSid, authtoken: authToken }, "createClient: /authtoken is not known; did you mean authToken?"],
	[
		{ accountSid, authToken, edge: "a.b" },
		"createClient: /edge: expected lower-case letters, digits and hyphens, got a string of 3 characters",
	],
	[
		{ accountSid, authToken, region: "evil.example.com/" },
		"createClient: /region: expected lower-case letters, digits and hyphens, got a string of 17 characters",
	],
	[
		{ accountSid, authToken, region: "au1", baseUrl: "http://localhost" },
		"createClient: /baseUrl: expected no edge or region, as every request goes to it, got a string of 3 characters",
	],
])("createClient(%o)", (options, message) => {
	expect(() => createClient(options as TwilioClientOptions)).toThrow(expect.objectContaining({ message }));
});

test("a createClient that is given nothing says so", () => {
	expect(() => createClient(undefined as never)).toThrow("createClient: expected an object of options, got undefined");
});

test.each<[Record<string, string>, string]>([
	[
		{},
		"createClientFromEnv needs TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET: /TWILIO_ACCOUNT_SID is missing; /TWILIO_AUTH_TOKEN is missing",
	],
	[{ TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: "" }, "/TWILIO_AUTH_TOKEN is missing"],
	[
		{ TWILIO_ACCOUNT_SID: "hunter2", TWILIO_AUTH_TOKEN: authToken },
		"/TWILIO_ACCOUNT_SID: expected AC and 32 hexadecimal digits, got a string of 7 characters",
	],
	[{ TWILIO_API_KEY: apiKey }, "/TWILIO_API_SECRET is missing"],
	[
		{ TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_EDGE: "a/b" },
		"/TWILIO_EDGE: expected lower-case letters",
	],
])("createClientFromEnv with %o", (env, message) => {
	expect(() => createClientFromEnv({}, env)).toThrow(message);
	expect(() => createClientFromEnv({}, env)).not.toThrow("hunter2");
});

/** Where a client of this environment sends a request, and as whom. */
async function destinationOf(env: Record<string, string>, options: Omit<TwilioClientOptions, "accountSid"> = {}) {
	const seen: { url?: string; authorization?: string | null } = {};
	const fetch = async (url: string, init: RequestInit) => {
		seen.url = url;
		seen.authorization = new Headers(init.headers).get("authorization");
		return new Response(null, { status: 404 });
	};
	await createClientFromEnv({ ...options, fetch }, env)
		.fetchConversationMessage({ ConversationSid, Sid })
		.catch(() => {});
	const [, user] = atob(seen.authorization?.replace("Basic ", "") ?? "").match(/^(..).*:/) ?? [];
	return `${user} ${new URL(seen.url ?? "").origin}`;
}

test("credentials, edge and region come from the environment", async () => {
	const account = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken };
	expect(await destinationOf(account)).toBe("AC https://conversations.twilio.com");
	expect(await destinationOf({ ...account, TWILIO_API_KEY: apiKey, TWILIO_API_SECRET: apiSecret })).toBe(
		"SK https://conversations.twilio.com",
	);
	expect(await destinationOf({ ...account, TWILIO_EDGE: "sydney", TWILIO_REGION: "" })).toBe(
		"AC https://conversations.sydney.us1.twilio.com",
	);
	expect(await destinationOf({ ...account, TWILIO_EDGE: "sydney" }, { baseUrl: "http://localhost" })).toBe("AC http://localhost");
});

test.each([
	[{}, "https://chat.twilio.com"],
	[{ edge: "sydney" }, "https://chat.sydney.us1.twilio.com"],
	[{ region: "au1" }, "https://chat.au1.twilio.com"],
	[{ edge: "sydney", region: "au1" }, "https://chat.sydney.au1.twilio.com"],
])("the host for %o is %s", (location, host) => {
	expect(serverIn("https://chat.twilio.com", location)).toBe(host);
});

test("guards tell one kind of identifier from another", () => {
	expect([Sid, `IM${"A".repeat(32)}`].every(isMessageSid)).toBe(true);
	expect(
		[ConversationSid, `${Sid}a`, `${Sid}\n`, ` ${Sid}`, Sid.slice(1), `IM${"g".repeat(32)}`, "", null, 7, [Sid]].some(
			isMessageSid,
		),
	).toBe(false);
	expect(isConversationSid(ConversationSid)).toBe(true);
});

test("the description and the package have one version", () => {
	expect(VERSION).toBe(JSON.parse(readFileSync("package.json", "utf8")).version);
});

test.each<[string, (credentials: string) => string]>([
	["as they are", (text) => text],
	["in base64", btoa],
	["in base64 without padding", (text) => btoa(text).replace(/=+$/, "")],
	["in base64url", (text) => Buffer.from(text).toString("base64url")],
])("credentials that the service repeats %s are redacted", async (_, encode) => {
	for (const token of ["token~?>", "token~?>~", "token~?>~?"]) {
		const repeated = encode(`${accountSid}:${token}`);
		const fetch = async () => Response.json({ code: 1, message: `You sent ${repeated}.` }, { status: 400 });
		const call = createClient({ accountSid, authToken: token, fetch }).fetchConversationMessage({
			ConversationSid: "name",
			Sid: `IM${"a".repeat(32)}`,
		});
		const error = await call.catch(String);
		expect(error).toContain("You sent <credentials>");
		expect(error).not.toContain(repeated.replace(/=+$/, ""));
	}
});

test("asMessageSid returns a message SID, and throws for anything else without repeating it", () => {
	const sid = `IM${"a".repeat(32)}`;
	expect(asMessageSid(sid)).toBe(sid);
	for (const [value, kind] of [
		[null, "null"],
		[`${sid}\n`, "a string"],
		[`CH${"a".repeat(32)}`, "a string"],
		[7, "a number"],
	] as const)
		expect(() => asMessageSid(value)).toThrow(
			new TypeError(`expected a MessageSid, which matches ^IM[0-9a-fA-F]{32}$, got ${kind}`),
		);
});

const CREDENTIALS_IN_ENV = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken };

test("createClientFromEnv goes through the proxy of the environment, and says nothing of its password", async () => {
	const asked: string[] = [];
	const proxy = await startSocketServer((socket, bytes) => {
		asked.push(bytes.split("\r\n", 1)[0] ?? "");
		socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
	});
	const env = { ...CREDENTIALS_IN_ENV, https_proxy: proxy.url.replace("http://", "me:hunter2@") };
	const call = createClientFromEnv({ retries: 0 }, env).fetchConversationMessage({ ConversationSid, Sid });
	const error = await call.catch((error: unknown) => error);
	expect(asked).toEqual(["CONNECT conversations.twilio.com:443 HTTP/1.1"]);
	expect(error).toMatchObject({ name: "ConnectionError", outcome: "not-sent", code: "ERR_PROXY_TUNNEL" });
	expect(inspect(error, { showHidden: true, depth: 9 }) + JSON.stringify(error)).not.toContain("hunter2");
});

test("createClientFromEnv redacts what a proxy of the environment repeats of its credentials", async () => {
	const { url } = await startServer(({ headers }, response) => {
		json(response, 502, { message: `hunter2 and ${headers["proxy-authorization"]}` });
	});
	const env = { ...CREDENTIALS_IN_ENV, HTTP_PROXY: url.replace("http://", "http://me:hunter2@") };
	const client = createClientFromEnv({ baseUrl: "http://host.test", allowInsecureHttp: true, retries: 0 }, env);
	const error = await client.fetchConversationMessage({ ConversationSid, Sid }).catch((error: unknown) => error);
	expect(error).toMatchObject({
		name: "ServerError",
		message: expect.stringMatching(/: 502 <proxyPassword of HTTP_PROXY> and Basic <proxyCredentials of HTTP_PROXY>/),
	});
});

test("createClientFromEnv calls this machine without a proxy", async () => {
	const message = example("conversation-message.response");
	const { url } = await startServer((_, response) => json(response, 200, message));
	// Networks of addresses are known to some programs only.
	const env = { ...CREDENTIALS_IN_ENV, HTTP_PROXY: await unusedAddress(), NO_PROXY: "10.0.0.0/8,.svc" };
	const client = createClientFromEnv({ baseUrl: url, retries: 0 }, env);
	expect(await client.fetchConversationMessage({ ConversationSid, Sid })).toEqual(message);
});

test("createClientFromEnv names the variable of a proxy that is none, unless a fetch sends the requests", async () => {
	const env = { ...CREDENTIALS_IN_ENV, HTTPS_PROXY: "socks5://me:hunter2@p:1" };
	expect(() => createClientFromEnv({}, env)).toThrow("/HTTPS_PROXY: expected an http or https address");
	expect(() => createClientFromEnv({}, env)).not.toThrow("hunter2");
	expect(await destinationOf(env)).toBe("AC https://conversations.twilio.com");
	expect(() => createClientFromEnv({ transport: "fetch" }, env)).not.toThrow();
});
