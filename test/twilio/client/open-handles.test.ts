import { expect, test } from "vitest";
import { bundleProgram } from "../../support/bundled-program.ts";
import { runNode } from "../../support/process.ts";
import { json, startServer, startSocketServer } from "../../support/servers.ts";

/** Ends every kind of call with timers of a minute ahead of it; nothing but those could keep it alive. */
const PROGRAM = `
import { createClient } from "./src/index.ts";
const [good, silent, endless] = process.argv.slice(2);
const ids = { ConversationSid: "CH" + "a".repeat(32), Sid: "IM" + "a".repeat(32) };
const make = (baseUrl, options) => createClient({ accountSid: "AC" + "a".repeat(32), authToken: "x", baseUrl, timeout: 60_000, ...options });
const ended = [];
const end = (name) => (result) => ended.push(name + " " + (result?.name ?? "done"));
await make(good).fetchConversationMessage(ids, { signal: new AbortController().signal, totalTimeout: 60_000 }).then(end("good"));
await make(silent).fetchConversationMessage(ids, { timeout: 20, retries: 0 }).catch(end("silent"));
await make(endless).fetchConversationMessage(ids, { timeout: 20, retries: 0 }).catch(end("endless"));
await make(silent).fetchConversationMessage(ids, { totalTimeout: 20 }).catch(end("total"));
await make(silent).fetchConversationMessage(ids, { signal: AbortSignal.timeout(20) }).catch(end("abort"));
const controller = new AbortController();
const waiting = make("http://127.0.0.1:1", { random: () => 1, onRetry: () => controller.abort() });
await waiting.fetchConversationMessage(ids, { signal: controller.signal }).catch(end("waiting"));
console.log(ended.join("\\n"));
`;

test("a program ends when its last call has", async () => {
	const outfile = await bundleProgram("open-handles", PROGRAM);
	const good = await startServer((_, response) => json(response, 200, {}));
	const silent = await startServer(() => {});
	const endless = await startSocketServer((socket) => {
		socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
	});

	// The runtime's own idle connections go within moments; a timer of ours would be a minute, past the time-out.
	const { code, stdout } = await runNode([outfile, good.url, silent.url, endless.url], { timeout: 30_000 });
	expect(stdout.trim().split("\n")).toEqual([
		"good done",
		"silent TimeoutError",
		"endless TimeoutError",
		"total TimeoutError",
		"abort AbortError",
		"waiting AbortError",
	]);
	expect(code).toBe(0);
});
