import { expect, test } from "vitest";
import type { OperationDescriptor } from "../../../src/core/operation/descriptor.ts";
import { encodeRequest } from "../../../src/core/operation/request.ts";
import { model } from "../../description/bundle.ts";
import { call, checkedSandbox } from "./helpers.ts";

/** What differs from one run to the next, or from one address to the other. */
const GENERATED = ["sid", "url", "links", "index"];

/** Members in which an example is not what the decisions say, by operation and example. */
const DECIDED: Record<string, readonly string[]> = {
	// No template was sent, so that none can be answered.
	"createServiceConversationMessage with-subject": ["content_sid"],
	"createConversationMessage with-subject": ["content_sid"],
	// No text was sent, so that none can be answered; the file is the one that the sandbox has.
	"createChatMessage with-media": ["body", "type", "media"],
	// Of another account's message, and not of this request.
	"updateChannelMessage text": ["attributes", "was_edited", "date_updated"],
};

const account = `AC${"a".repeat(32)}`;
const authorization = `Basic ${btoa(`${account}:token`)}`;

const creations = model.operations.flatMap(({ id, descriptor, request, responses }) =>
	Object.entries(request.examples).map(([name, body]) => {
		const status = Object.keys(responses).find((key) => key.startsWith("2")) ?? "";
		return {
			id,
			name,
			descriptor,
			body: body as Record<string, unknown>,
			status,
			expected: responses[status]?.examples[name],
			path: request.parameterExamples,
		};
	}),
);

test.each(creations)(
	"the documented request $id $name gets the documented answer",
	async ({ id, name, descriptor, body, path, status, expected }) => {
		const sandbox = checkedSandbox({ now: () => Date.parse("2016-03-24T20:37:57Z"), delivery: "summary" });
		const target = { ...path };
		if (id.startsWith("update")) {
			const created = await sandbox.fetch(urlOf(descriptor, target).replace(/\/[^/]+$/, ""), {
				method: "POST",
				headers: { authorization },
				body: new URLSearchParams({ Body: "before" }),
			});
			target.Sid = (await created.json()).sid;
		}
		const request = encodeRequest(descriptor, { path: target, body });
		const response = await sandbox.fetch(request.url, {
			method: request.method,
			headers: { ...request.headers, authorization },
			body: request.body,
		});
		expect(response.status).toBe(Number(status));
		const skipped = [...GENERATED, ...(DECIDED[`${id} ${name}`] ?? [])];
		expect(without(await response.json(), skipped)).toEqual(without(expected, skipped));
	},
);

test("a fetch and a list answer what the documents show, after the seed that they imply", async () => {
	const shown = (id: string) =>
		Object.values(model.operations.find((operation) => operation.id === id)?.responses["200"]?.examples ?? {})[0] as Record<
			string,
			unknown
		>;
	const fetched = shown("fetchChannelMessage");
	const inConversation = shown("fetchConversationMessage");
	const sandbox = checkedSandbox({
		delivery: "summary",
		seed: {
			resources: [
				{ path: `/v1/Services/IS${"a".repeat(32)}/Channels/CH${"a".repeat(32)}/Messages`, items: [fetched] },
				{ path: `/v1/Conversations/CH${"a".repeat(32)}/Messages`, items: [inConversation] },
			],
		},
	});
	const ask = async (url: unknown) => (await sandbox.fetch(String(url), { headers: { authorization } })).json();
	expect(await ask(fetched.url)).toEqual(fetched);
	expect(await ask(inConversation.url)).toEqual(inConversation);
	expect(await ask(String(fetched.url).replace(/\/[^/]+$/, ""))).toEqual(shown("listChannelMessages"));
});

test("without options, delivery is null, as on the live service", async () => {
	const sandbox = checkedSandbox();
	const { body } = await call(
		sandbox,
		"POST",
		`https://conversations.twilio.com/v1/Services/IS${"a".repeat(32)}/Conversations/room/Messages`,
		{ Body: "Hi" },
	);
	expect(body.delivery).toBeNull();
});

function urlOf(descriptor: OperationDescriptor, path: Record<string, unknown>): string {
	return encodeRequest(descriptor, { path }).url;
}

function without(value: unknown, names: readonly string[]): unknown {
	return Object.fromEntries(Object.entries(value as object).filter(([name]) => !names.includes(name)));
}
