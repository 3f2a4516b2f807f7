import { Agent } from "node:http";
import { createServer } from "node:net";
import { expect, test, vi } from "vitest";
import { json, listen, startServer, startSocketServer } from "../../support/servers.ts";
import { createNote, fetchNote } from "./support/calls.ts";
import { startProxy } from "./support/proxies.ts";
import { startFullServer } from "./support/stalls.ts";
import { createToyClient, NOTE } from "./support/toy.ts";

// A call of the transport of Node that ends while it waits for something.

type Options = NonNullable<Parameters<typeof createToyClient>[0]>;

interface Stall {
	/** Starts servers that never go on. @param reached is called when the call waits for them, where that can be seen */
	readonly start: (reached: () => void) => Promise<Options>;
	readonly outcome: "not-sent" | "unknown";
}

/** Accepts connections and says nothing. */
const startMuteServer = async (reached: () => void) =>
	(await listen(createServer((socket) => void socket.on("error", () => {}).once("data", reached)))).port;

const STALLS: Readonly<Record<string, Stall>> = {
	"a free connection": {
		async start() {
			const { url } = await startServer(() => {});
			const agent = new Agent({ maxSockets: 1 });
			fetchNote(createToyClient({ transport: "node", baseUrl: url, agent })).catch(() => {});
			await vi.waitUntil(() => Object.keys(agent.sockets).length === 1);
			return { baseUrl: url, agent };
		},
		outcome: "not-sent",
	},
	"the address of the host": {
		async start(reached) {
			return { baseUrl: "http://host.test", allowInsecureHttp: true, agent: new Agent({ lookup: reached }) };
		},
		outcome: "not-sent",
	},
	"a connection": {
		start: async () => ({ baseUrl: `http://127.0.0.1:${await startFullServer()}` }),
		outcome: "not-sent",
	},
	"a handshake of TLS": {
		start: async (reached) => ({ baseUrl: `https://127.0.0.1:${await startMuteServer(reached)}` }),
		outcome: "not-sent",
	},
	"a connection to a proxy": {
		start: async () => ({ baseUrl: "https://host.test", proxy: `http://127.0.0.1:${await startFullServer()}` }),
		outcome: "not-sent",
	},
	"a handshake of TLS with a proxy": {
		start: async (reached) => ({ baseUrl: "https://host.test", proxy: `https://127.0.0.1:${await startMuteServer(reached)}` }),
		outcome: "not-sent",
	},
	"the tunnel of a proxy": {
		start: async (reached) => ({ baseUrl: "https://host.test", proxy: `http://127.0.0.1:${await startMuteServer(reached)}` }),
		outcome: "not-sent",
	},
	"a handshake of TLS through a proxy": {
		async start(reached) {
			const { port } = await startProxy();
			return { baseUrl: `https://host.test:${await startMuteServer(reached)}`, proxy: `http://127.0.0.1:${port}` };
		},
		outcome: "not-sent",
	},
	"the headers of the response": {
		start: async (reached) => ({ baseUrl: (await startServer(reached)).url }),
		outcome: "unknown",
	},
	"the headers of the response from a proxy that forwards": {
		async start(reached) {
			const proxy = `http://127.0.0.1:${await startMuteServer(reached)}`;
			return { baseUrl: "http://host.test", allowInsecureHttp: true, proxy };
		},
		outcome: "unknown",
	},
	"the rest of the body": {
		async start(reached) {
			const { url } = await startSocketServer((socket) => {
				socket.write("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{", reached);
			});
			return { baseUrl: url };
		},
		outcome: "unknown",
	},
};

for (const [name, { start, outcome }] of Object.entries(STALLS)) {
	test(`a create that waits for ${name} is ${outcome} after its time`, async () => {
		const options = await start(() => {});
		const client = createToyClient({ transport: "node", timeout: 150, retries: 1, ...options });
		const error = await createNote(client).catch((error: unknown) => error);
		const attempts = outcome === "not-sent" ? 2 : 1;
		expect(error).toMatchObject({ name: "TimeoutError", outcome, attempts });
	});

	test(`a create that waits for ${name} is ${outcome} after an abort`, async () => {
		const controller = new AbortController();
		const options = await start(() => controller.abort());
		// Where nobody sees how far the call is, after a moment.
		const timer = setTimeout(() => controller.abort(), 100);
		const client = createToyClient({ transport: "node", ...options });
		const error = await createNote(client, { signal: controller.signal }).catch((error: unknown) => error);
		clearTimeout(timer);
		expect(error).toMatchObject({ name: "AbortError", outcome, attempts: 1 });
	});
}

test("after a time-out in the queue, the connection serves other calls", async () => {
	const answers: (() => void)[] = [];
	const { url, requests } = await startServer((_, response) => answers.push(() => json(response, 200, NOTE)));
	const client = createToyClient({ transport: "node", baseUrl: url, maxSockets: 1, retries: 0 });
	const first = fetchNote(client);
	await vi.waitUntil(() => answers.length === 1);
	const late = createNote(client, { timeout: 50 });
	await expect(late).rejects.toMatchObject({ name: "TimeoutError", outcome: "not-sent" });
	const next = createNote(client);
	answers[0]?.();
	await vi.waitUntil(() => answers.length === 2);
	answers[1]?.();
	expect(await Promise.all([first, next])).toEqual([NOTE, NOTE]);
	expect(requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
});
