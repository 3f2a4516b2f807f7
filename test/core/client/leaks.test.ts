import { expect, test } from "vitest";
import { bundleProgram } from "../../support/bundled-program.ts";
import { runNode } from "../../support/process.ts";
import { startServer } from "../../support/servers.ts";

/**
 * Aborts calls at different moments, some of them before they are sent, and prints what is left of them. The sockets of those that
 * were aborted close a little later.
 */
const PROGRAM = `
import { getEventListeners } from "node:events";
import { createToyClient } from "./test/core/client/support/toy.ts";
const [transport, silent, count] = process.argv.slice(2);
const client = createToyClient({ transport, baseUrl: silent, timeout: 60_000, totalTimeout: 60_000, retries: 0 });
const shared = new AbortController();
const ends = {};
const note = ({ name }) => { ends[name] = (ends[name] ?? 0) + 1; };
const call = (signal, number) =>
	(number % 2 ? client.fetchNote({ Reader: "A1", Note: 7 }, { signal }) : client.createNote({ Reader: "A1", Text: "milk" }, { signal })).catch(note);
for (let done = 0; done < count; done += 500) {
	const controllers = Array.from({ length: 500 }, () => new AbortController());
	const calls = controllers.map(({ signal }, number) => call(signal, number));
	for (const [number, controller] of controllers.entries()) setTimeout(() => controller.abort(), number % 40);
	await Promise.all(calls);
	for (const { signal } of controllers) if (getEventListeners(signal, "abort").length > 0) note({ name: "listener" });
}
const calls = Array.from({ length: 500 }, (_, number) => call(shared.signal, number));
setTimeout(() => shared.abort(), 20);
await Promise.all(calls);
const left = () => process.getActiveResourcesInfo().filter((name) => /TCP|TLS|Timeout|Immediate/.test(name));
while (left().some((name) => /TCP/.test(name))) await new Promise((resolve) => setImmediate(resolve));
console.log(JSON.stringify({ ends, left: left().filter((name) => name !== "Immediate"), listeners: getEventListeners(shared.signal, "abort").length }));
`;

test.each([
	["node", 10_000],
	// Takes twenty times as long for each call.
	["fetch", 1000],
])("with the transport %s, %d aborted calls leave nothing", async (transport, count) => {
	const outfile = await bundleProgram("leaks", PROGRAM);
	const silent = await startServer(() => {});
	const { code, stdout, stderr } = await runNode([outfile, transport, silent.url, String(count - 500)], { timeout: 60_000 });
	expect(stderr).toBe("");
	expect(JSON.parse(stdout)).toEqual({ ends: { AbortError: count }, left: [], listeners: 0 });
	expect(code).toBe(0);
});
