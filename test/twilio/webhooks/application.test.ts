import { createServer } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { createClient, type MessageSid } from "../../../src/index.ts";
import { createSandbox } from "../../../src/sandbox.ts";
import { denoPath, noDeno } from "../../support/deno.ts";
import { startProcess } from "../../support/process.ts";
import { listen } from "../../support/servers.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { createExpressReceiver } from "./application/express-receiver.ts";
import { createFetchReceiver } from "./application/fetch-receiver.ts";
import { Moderator } from "./application/moderator.ts";

const ACCOUNT = `AC${"3".repeat(32)}`;
const TOKEN = "the-auth-token";
const CONVERSATION = `CH${"2".repeat(32)}`;
const PHONE = "+15005550006";
const PARTICIPANT = `MB${"5".repeat(32)}`;

/** A receiver that runs: its address, a `fetch` that reaches it, and what its application has logged. */
interface Receiver {
	readonly url: string;
	readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
	log(): Promise<readonly string[]>;
}

async function startExpress(): Promise<Receiver> {
	const moderator = new Moderator();
	const { url } = await listen(createServer(createExpressReceiver(moderator, TOKEN)));
	return { url: `${url}/hook`, log: async () => moderator.log };
}

async function startInProcess(): Promise<Receiver> {
	const moderator = new Moderator();
	const receive = createFetchReceiver(moderator, TOKEN);
	const fetch = (url: string, init: RequestInit) => receive(new Request(url, init));
	return { url: "http://127.0.0.1/hook", fetch, log: async () => moderator.log };
}

async function startDeno(): Promise<Receiver> {
	const file = join(temporaryFolder("deno"), "receiver.mjs");
	const entryPoints = ["test/twilio/webhooks/application/deno-receiver.ts"];
	await build({ entryPoints, outfile: file, bundle: true, platform: "neutral", format: "esm", logLevel: "error" });
	const deno = startProcess(denoPath, ["run", "--no-config", "--no-remote", "--allow-net=127.0.0.1", file, TOKEN]);
	await deno.until("/\n");
	const [, origin = ""] = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(deno.output()) ?? [];
	return { url: `${origin}/hook`, log: async () => (await fetch(`${origin}/log`)).json() };
}

function sidOf(message: { readonly sid: MessageSid | null } | undefined): MessageSid {
	if (!message?.sid) throw new Error("the message has no SID");
	return message.sid;
}

const RUNTIMES = [
	{ name: "Express on Node", start: startExpress, reason: undefined },
	{ name: "a function of the web platform, in process", start: startInProcess, reason: undefined },
	{ name: "Deno", start: startDeno, reason: noDeno },
] as const;

describe.each(RUNTIMES)("an application with a receiver in $name", ({ start, reason }) => {
	test.skipIf(reason).each(["POST", "GET"] as const)("runs without an account, with webhooks by %s", async (method) => {
		const { url, fetch, log } = await start();
		const sandbox = createSandbox({
			accountSid: ACCOUNT,
			credentials: [{ username: ACCOUNT, password: TOKEN }],
			seed: { participants: { [PHONE]: PARTICIPANT }, nonChatParticipants: { [PARTICIPANT]: { channel: "sms" } } },
			preWebhooks: "all",
			webhooks: { url, preUrl: url, method, ...(fetch && { fetch }) },
		});
		const client = createClient({ accountSid: ACCOUNT, authToken: TOKEN, fetch: sandbox.fetch });
		const enabled = { ConversationSid: CONVERSATION, "X-Twilio-Webhook-Enabled": "true" } as const;

		// Send, and receive what was sent; a hook before it masks a number.
		const sent = await client.createConversationMessage({ ...enabled, Author: "shop", Body: "It's 4111111111111111 + 1 🎉" });
		expect(sent.body).toBe("It's **** + 1 🎉");
		// A message comes in.
		const { status } = await sandbox.act({
			actor: PHONE,
			operationId: "createConversationMessage",
			arguments: { ConversationSid: CONVERSATION, Body: "a contract" },
		});
		expect(status).toBe(201);
		// An edit, which a hook changes too.
		const sid = sidOf(sent);
		const changed = await client.updateConversationMessage({ ...enabled, Sid: sid, Body: "no 5555555555554444" });
		expect(changed.body).toBe("no ****");
		// A removal that a hook rejects, and one that it accepts.
		const [, incoming] = await client.listConversationMessages({ ConversationSid: CONVERSATION }).toArray();
		const rejected = client.deleteConversationMessage({ ...enabled, Sid: sidOf(incoming) });
		await expect(rejected).rejects.toMatchObject({ status: 403, code: 50056, outcome: "rejected" });
		await client.deleteConversationMessage({ ...enabled, Sid: sid });
		expect(await client.listConversationMessages({ ConversationSid: CONVERSATION }).toArray()).toHaveLength(1);
		// The delivery of a message moves.
		const second = await client.createConversationMessage({ ConversationSid: CONVERSATION, Author: "shop", Body: "later" });
		const message = { ConversationSid: CONVERSATION, MessageSid: sidOf(second) };
		const [receipt] = await client.listConversationMessageReceipts(message).toArray();
		const path = `/v1/Conversations/${CONVERSATION}/Messages/${second.sid}/Receipts/${receipt?.sid}`;
		sandbox.update({ path, values: { status: "delivered" } });
		sandbox.update({ path, values: { status: "undelivered", error_code: 30003 } });

		await sandbox.webhooks.settled();
		expect(await log()).toEqual([
			"shop (API): It's **** + 1 🎉",
			`${PHONE} (SMS): a contract`,
			"shop changed it: no ****",
			"removed: no ****",
			"delivery delivered",
			"delivery undelivered 30003",
		]);
		expect(sandbox.webhooks.deliveries.every(({ error }) => error === undefined)).toBe(true);
	});

	test.skipIf(reason)("rejects what was signed with another token", async () => {
		const { url, fetch, log } = await start();
		const credentials = [{ username: ACCOUNT, password: "another-token" }];
		const sandbox = createSandbox({ accountSid: ACCOUNT, credentials, webhooks: { url, ...(fetch && { fetch }) } });
		await sandbox.act({
			actor: "ann",
			operationId: "createConversationMessage",
			arguments: { ConversationSid: CONVERSATION, Body: "x" },
		});
		await sandbox.webhooks.settled();
		expect(sandbox.webhooks.deliveries.map(({ response }) => response?.status)).toEqual([403]);
		expect(await log()).toEqual([]);
	});
});
