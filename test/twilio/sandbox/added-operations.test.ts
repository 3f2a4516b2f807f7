import { afterAll, beforeAll, expect, test } from "vitest";
import { lowerSchema, lowerSchemas } from "../../../scripts/pipeline/lower-schema.ts";
import type { OpenApi, PathItem, PathOperation, Schema } from "../../../scripts/pipeline/openapi.ts";
import type { GeneratedApi } from "../../../src/core/operation/generated-api.ts";
import { decodeHeaders } from "../../../src/core/operation/request.ts";
import { fixedSample, sampleValue } from "../../../src/core/operation/sample.ts";
import { violationsOf } from "../../../src/core/operation/violation.ts";
import { createApiSandbox } from "../../../src/core/sandbox/create-sandbox.ts";
import type { SandboxExchange } from "../../../src/core/sandbox/har.ts";
import type { Sandbox } from "../../../src/core/sandbox/sandbox.ts";
import { createTwilioPolicy } from "../../../src/twilio/sandbox/policy.ts";
import { readBundle } from "../../description/bundle.ts";
import { importApi } from "../../support/import-api.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { CHANNEL, CHANNEL_MESSAGES, CONVERSATION_MESSAGES, call, SERVICE_MESSAGES } from "./helpers.ts";

const folder = temporaryFolder("added-operations", { whenDone: afterAll });

let api: GeneratedApi;
let problems: string[] = [];

/** The description with three things more: nothing but YAML's equivalent is written here, and nothing else is edited. */
function extended(): OpenApi {
	const bundle = readBundle();
	const paths = bundle.paths ?? {};
	const schemas = bundle.components?.schemas ?? {};
	const clone = (path: string, method: "get" | "post" | "delete", operationId: string): PathOperation => ({
		...structuredClone(paths[path]?.[method] as PathOperation),
		operationId,
	});
	const channel = "/v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages";

	// A resource two levels deep, below a message.
	schemas.Reaction = {
		"x-source": "convention",
		type: "object",
		required: ["sid", "account_sid", "channel_sid", "message_sid", "emoji", "strength", "seen_at", "kind", "date_created", "url"],
		properties: {
			sid: { type: "string", pattern: "^RE[0-9a-f]{32}$" },
			account_sid: { $ref: "#/components/schemas/AccountSid" },
			channel_sid: { $ref: "#/components/schemas/ChannelSid" },
			message_sid: { $ref: "#/components/schemas/MessageSid" },
			emoji: { type: "string", minLength: 1 },
			strength: { type: "integer", minimum: 1, maximum: 5 },
			seen_at: { type: ["string", "null"], format: "date-time" },
			kind: { type: "string", enum: ["like", "dislike"] },
			date_created: { type: "string", format: "date-time" },
			url: { type: "string", format: "uri" },
		},
	};
	schemas.ReactionForm = {
		"x-source": "convention",
		type: "object",
		required: ["Emoji"],
		properties: { Emoji: { type: "string", minLength: 1 }, Strength: { type: "integer" } },
	};
	schemas.ReactionPage = {
		"x-source": "convention",
		type: "object",
		required: ["meta", "reactions"],
		properties: {
			meta: {
				type: "object",
				required: ["next_page_url"],
				properties: { next_page_url: { type: ["string", "null"], format: "uri" } },
			},
			reactions: { type: "array", items: { $ref: "#/components/schemas/Reaction" } },
		},
	};
	const messageSid = {
		name: "MessageSid",
		in: "path",
		required: true,
		schema: { $ref: "#/components/schemas/MessageSid" },
		example: `IM${"a".repeat(32)}`,
	};
	const reactions = `${channel}/{MessageSid}/Reactions`;
	const parameters = [{ $ref: "#/components/parameters/ServiceSid" }, { $ref: "#/components/parameters/ChannelSid" }, messageSid];
	const create = clone(channel, "post", "createReaction");
	create.requestBody = {
		required: true,
		content: { "application/x-www-form-urlencoded": { schema: { $ref: "#/components/schemas/ReactionForm" } } },
	};
	replaceSchema(schemas, create, "201", { $ref: "#/components/schemas/Reaction" });
	const listReactions = {
		...clone(channel, "get", "listReactions"),
		"x-pagination": { items: "/reactions", next: "/meta/next_page_url" },
	};
	replaceSchema(schemas, listReactions, "200", { $ref: "#/components/schemas/ReactionPage" });
	const fetchReaction = clone(`${channel}/{Sid}`, "get", "fetchReaction");
	replaceSchema(schemas, fetchReaction, "200", { $ref: "#/components/schemas/Reaction" });
	const servers = [{ url: "https://chat.twilio.com" }];
	paths[reactions] = { servers, parameters, get: listReactions, post: create } as PathItem;
	paths[`${reactions}/{Sid}`] = {
		servers,
		parameters: [
			...parameters,
			{
				name: "Sid",
				in: "path",
				required: true,
				schema: { type: "string", pattern: "^RE[0-9a-f]{32}$" },
				example: `RE${"a".repeat(32)}`,
			},
		],
		get: fetchReaction,
	} as PathItem;

	// An operation on a collection that has others already.
	const collection = paths[channel] as PathItem;
	collection.delete = clone(`${channel}/{Sid}`, "delete", "deleteChannelMessages");

	// Another product, on a third host, with a path of a shape that is there already.
	const notes = clone(channel, "post", "createNote");
	replaceSchema(schemas, notes, "201", {
		type: "object",
		required: ["sid", "body", "topic_sid", "attributes"],
		properties: {
			sid: { type: "string", pattern: "^NO[0-9a-f]{4}$" },
			body: { type: "string" },
			topic_sid: { type: "string" },
			attributes: { type: "string" },
		},
	});
	paths["/v1/Topics/{TopicSid}/Notes"] = {
		servers: [{ url: "https://notes.twilio.com" }],
		parameters: [{ name: "TopicSid", in: "path", required: true, schema: { type: "string" }, example: "x" }],
		post: notes,
	} as PathItem;
	return bundle;
}

function replaceSchema(schemas: Record<string, Schema>, operation: PathOperation, status: string, schema: Schema): void {
	const response = operation.responses[status] as { content: object };
	const example = sampleValue(lowerSchema(schema, schemas), fixedSample(lowerSchemas(schemas)));
	response.content = { "application/json": { schema, example } };
}

beforeAll(async () => {
	api = await importApi(extended(), folder);
});

function start(): Sandbox {
	problems = [];
	return createApiSandbox(api, createTwilioPolicy(), { onExchange: check });
}

function check({ operationId = "", response }: SandboxExchange): void {
	const validators = api.responseValidators[operationId]?.[response.status];
	const headers = api.payloads.operations[operationId]?.responses[response.status]?.headers.descriptors ?? {};
	if (validators === undefined) problems.push(`${operationId} ${response.status}`);
	else {
		problems.push(
			...violationsOf(validators.headers, decodeHeaders(headers, response.headers)).map((violation) => JSON.stringify(violation)),
		);
		if (validators.body)
			problems.push(
				...violationsOf(validators.body, JSON.parse(response.body ?? "null")).map((violation) => JSON.stringify(violation)),
			);
	}
}

test("a list without a service lists what the creation by a service created, pages and all", async () => {
	const sandbox = start();
	for (const Body of ["a", "b", "c"]) await call(sandbox, "POST", SERVICE_MESSAGES, { Body });
	const first = await call(sandbox, "GET", `${CONVERSATION_MESSAGES}?PageSize=2&Order=desc`);
	const second = await call(sandbox, "GET", first.body.meta.next_page_url);
	expect([...first.body.messages, ...second.body.messages].map(({ body }) => body)).toEqual(["c", "b", "a"]);
	expect(second.body.meta.next_page_url).toBeNull();
	expect(first.body.messages[0].url).toBe(`${CONVERSATION_MESSAGES}/${first.body.messages[0].sid}`);
	expect((await call(sandbox, "GET", first.body.messages[0].url)).body).toEqual(first.body.messages[0]);
	expect(problems).toEqual([]);
});

test("a resource two levels deep is created, listed and fetched below its message, and only there", async () => {
	const sandbox = start();
	const { body: message } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" });
	const reactions = `${CHANNEL_MESSAGES}/${message.sid}/Reactions`;
	const { status, body } = await call(sandbox, "POST", reactions, { Emoji: "+1", Strength: "3" });
	expect(status).toBe(201);
	expect(body).toEqual({
		sid: expect.stringMatching(/^RE[0-9a-f]{32}$/),
		account_sid: message.account_sid,
		channel_sid: CHANNEL,
		message_sid: message.sid,
		emoji: "+1",
		strength: 3,
		seen_at: null,
		kind: "like",
		date_created: expect.stringMatching(/Z$/),
		url: `${reactions}/${body.sid}`,
	});
	expect((await call(sandbox, "GET", body.url)).body).toEqual(body);
	expect((await call(sandbox, "GET", reactions)).body.reactions).toEqual([body]);
	// A field that the form allows and the member does not.
	expect((await call(sandbox, "POST", reactions, { Emoji: "x", Strength: "9" })).body.strength).toBe(1);
	expect((await call(sandbox, "POST", `${CHANNEL_MESSAGES}/IM${"0".repeat(32)}/Reactions`, { Emoji: "x" })).status).toBe(404);
	expect((await call(sandbox, "POST", reactions, {})).body.message).toBe("Missing required parameter Emoji in the post body");
	await call(sandbox, "DELETE", `${CHANNEL_MESSAGES}/${message.sid}`);
	expect((await call(sandbox, "GET", body.url)).status).toBe(404);
	expect(problems).toEqual([]);
});

test("a DELETE on a collection empties it, and leaves its other operations as they are", async () => {
	const sandbox = start();
	for (const Body of ["a", "b"]) {
		expect((await call(sandbox, "POST", CHANNEL_MESSAGES, { Body })).body.sid).toMatch(/^IM[0-9a-f]{32}$/);
	}
	const list = async () => (await call(sandbox, "GET", CHANNEL_MESSAGES)).body.messages.map(({ body }: { body: string }) => body);
	expect(await list()).toEqual(["a", "b"]);
	expect((await call(sandbox, "DELETE", CHANNEL_MESSAGES)).status).toBe(204);
	expect(await list()).toEqual([]);
	expect(problems).toEqual([]);
});

test("a product on a third host is served beside the others", async () => {
	const sandbox = start();
	const { status, body } = await call(sandbox, "POST", "https://notes.twilio.com/v1/Topics/tea/Notes", { Body: "x" });
	expect({ status, body }).toEqual({
		status: 201,
		body: { sid: expect.stringMatching(/^NO[0-9a-f]{4}$/), body: "x", topic_sid: "tea", attributes: "{}" },
	});
	expect(problems).toEqual([]);
});
