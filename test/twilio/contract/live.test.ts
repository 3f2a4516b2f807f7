import { afterEach, expect, test, vi } from "vitest";
import { operations } from "../../../generated/operations.ts";
import { runContractCommand } from "../../../src/contract.ts";
import { createSandbox, type SandboxExchange, type Seed } from "../../../src/sandbox.ts";

// The target of the real hosts, with a sandbox in their place.
const ACCOUNT = `AC${"9".repeat(32)}`;
const TOKEN = "0123456789abcdef0123456789abcdef";
const SIDS = {
	TWILIO_CONTRACT_CHAT_SERVICE_SID: `IS${"1".repeat(32)}`,
	TWILIO_CONTRACT_CONVERSATION_SID: `CH${"2".repeat(32)}`,
	TWILIO_CONTRACT_SERVICE_SID: `IS${"3".repeat(32)}`,
	TWILIO_CONTRACT_CHANNEL_SID: `CH${"4".repeat(32)}`,
};
const CONVERSATION = `/Conversations/${SIDS.TWILIO_CONTRACT_CONVERSATION_SID}/Messages`;
const CHANNEL = `/Services/${SIDS.TWILIO_CONTRACT_SERVICE_SID}/Channels/${SIDS.TWILIO_CONTRACT_CHANNEL_SID}/Messages`;
/** The addresses of the two named resources. */
const NAMED = [
	`/v1/Services/${SIDS.TWILIO_CONTRACT_CHAT_SERVICE_SID}${CONVERSATION}`,
	`/v1${CONVERSATION}`,
	`/v1${CHANNEL}`,
	`/v2${CHANNEL}`,
];
const SEEDED = NAMED.slice(1, 3);
/** The documented limit of a run. */
const MAX_REQUESTS = 60 * Object.keys(operations).length;

afterEach(() => vi.unstubAllGlobals());

async function run(args: readonly string[], env: Record<string, string>, seed: Seed = {}) {
	const exchanges: SandboxExchange[] = [];
	const sandbox = createSandbox({
		credentials: [{ username: ACCOUNT, password: TOKEN }],
		onExchange: (exchange) => exchanges.push(exchange),
	});
	// Older messages, which the tests must leave alone.
	const items = [{ body: "from before" }, { body: "and this" }];
	const resources = SEEDED.map((path) => ({ account: ACCOUNT, path, items }));
	sandbox.seed({ ...seed, resources: [...resources, ...(seed.resources ?? [])] });
	vi.stubGlobal("fetch", sandbox.fetch);
	const lines: string[] = [];
	const out = (text: string) => lines.push(text);
	const code = await runContractCommand(["--target", "twilio", ...args], { out, error: out, env, colour: false });
	return { code, out: lines.join("\n"), exchanges, sandbox };
}

const env = { TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: TOKEN };

test("it only reads without --write, and says so beforehand", async () => {
	const { code, out, exchanges } = await run([], { ...env, ...SIDS });
	expect(out).toContain(
		`Sends at most ${MAX_REQUESTS} requests to the real service, one at a time.\nReads only; --write allows writing.`,
	);
	expect(code, out).toBe(0);
	expect(new Set(exchanges.map(({ request }) => request.method))).toEqual(new Set(["GET"]));
	expect(exchanges.filter(({ response }) => response.status === 200).length).toBeGreaterThan(3);
	expect(new Set(exchanges.map(({ request }) => new URL(request.url).host))).toEqual(
		new Set(["conversations.twilio.com", "chat.twilio.com"]),
	);
	expect(out).not.toContain(TOKEN);
});

/** The conversation has a participant outside chat, and a message that it has a receipt for. */
const MESSAGE = `IM${"5".repeat(32)}`;
const RECIPIENT = `MB${"6".repeat(32)}`;
const WITH_RECEIPTS: Seed = {
	nonChatParticipants: { [RECIPIENT]: { channel: "sms" } },
	resources: [
		{ account: ACCOUNT, path: `/v1${CONVERSATION}`, items: [{ sid: MESSAGE, body: "delivered" }] },
		{ account: ACCOUNT, path: `/v1${CONVERSATION}/${MESSAGE}/Receipts`, items: [{ participant_sid: RECIPIENT }] },
	],
};

test.each([[[]], [["--write"]]])("it reads the receipts of the message that is named, with the options %j", async (options) => {
	const named = { ...env, ...SIDS, TWILIO_CONTRACT_MESSAGE_SID: MESSAGE };
	const { code, out, exchanges, sandbox } = await run(options, named, WITH_RECEIPTS);
	expect(code, out).toBe(0);
	const read = exchanges.filter(({ response }) => response.status === 200).map(({ operationId }) => operationId);
	const receipts = Object.keys(operations).filter((operationId) => /Receipts?$/.test(operationId));
	const described = Object.entries(operations).filter(([, { path }]) => path.includes("/Receipts"));
	expect(receipts).toEqual(described.map(([operationId]) => operationId));
	for (const operationId of receipts) expect(read).toContain(operationId);
	const reads = exchanges.filter(({ request }) => request.url.endsWith(`/Messages/${MESSAGE}`));
	expect(new Set(reads.map(({ operationId }) => operationId))).toEqual(
		new Set(["fetchConversationMessage", "fetchServiceConversationMessage"]),
	);
	expect(JSON.stringify(sandbox.snapshot())).toContain(MESSAGE);
});

test("it writes only to the named resources, marks what it writes, and deletes what it can", async () => {
	const { code, out, exchanges, sandbox } = await run(["--write"], { ...env, ...SIDS });
	expect(code, out).toBe(0);
	expect(out).toContain('Writes messages of the author "contract-test"');
	expect(exchanges.length).toBeLessThan(MAX_REQUESTS);
	const creations = exchanges.filter(({ response }) => response.status === 201);
	expect(creations.length).toBeGreaterThan(10);
	for (const { request } of creations) expect(NAMED).toContain(new URL(request.url).pathname);
	for (const { request } of exchanges.filter(({ request, response }) => request.method !== "GET" && response.status < 300)) {
		expect(NAMED.some((path) => new URL(request.url).pathname.startsWith(path))).toBe(true);
	}
	for (const { response } of creations) {
		const { author, from } = JSON.parse(response.body ?? "{}");
		expect(author ?? from).toBe("contract-test");
	}
	expect(new Set(creations.map(({ request }) => new URL(request.url).pathname))).toEqual(new Set(NAMED));
	for (const path of SEEDED) {
		const kept = sandbox.snapshot().resources.find((collection) => collection.path === path);
		expect(kept?.items.map(({ body }) => body)).toEqual(["from before", "and this"]);
	}
});

test("without named resources it rejects --write, and says that it can read little", async () => {
	const rejected = await run(["--write"], env);
	expect(rejected).toMatchObject({ code: 2, exchanges: [] });
	expect(rejected.out).toBe(
		"--write: set TWILIO_CONTRACT_CHAT_SERVICE_SID, TWILIO_CONTRACT_CONVERSATION_SID, TWILIO_CONTRACT_SERVICE_SID, TWILIO_CONTRACT_CHANNEL_SID, so that no other resource is written to",
	);
	const malformed = await run([], { ...env, TWILIO_CONTRACT_CHANNEL_SID: "CH1" });
	expect(malformed.out).toBe("TWILIO_CONTRACT_CHANNEL_SID: expected ^CH[0-9a-fA-F]{32}$");
	const given = await run(["--write", "--param", "ChannelSid=w"], { ...env, ...SIDS });
	expect(given).toMatchObject({ code: 2, exchanges: [], out: "--param ChannelSid: expected ^CH[0-9a-fA-F]{32}$" });
	const blind = await run([], env);
	expect(blind.code).toBe(2);
	expect(blind.out).toContain("No resource is named");
	expect(blind.out).toContain("nothing was proved");
});

test("an API key is used too, and takes precedence", async () => {
	const { out, code } = await run([], {
		...env,
		...SIDS,
		TWILIO_API_KEY: `SK${"8".repeat(32)}`,
		TWILIO_API_SECRET: "unknown here",
	});
	expect(code).toBe(2);
	expect(out).not.toContain("unknown here");
});
