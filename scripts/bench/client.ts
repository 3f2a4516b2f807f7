import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { median, printTable, type Row } from "./table.ts";

/** What is compared, each a whole program: it makes its client and exports one call. The description's own example is the answer. */
const IDS = { ConversationSid: `CH${"a".repeat(32)}`, Sid: `IM${"a".repeat(32)}` };
const ACCOUNT = { accountSid: `AC${"a".repeat(32)}`, authToken: "b".repeat(32) };
const PAYLOAD = "openapi/examples/conversation-message.response.json";

const ROUNDS = 60;
const CALLS = 320;
const COLD_STARTS = 15;
const HEAP_CALLS = 100_000;
const HEAP_WARM_UP = 10_000;

/** Time a call, time to start, size of a bundle and growth of the heap, against bare `fetch` and the official SDK. */
export async function run(): Promise<number> {
	mkdirSync("node_modules/.cache", { recursive: true });
	const folder = mkdtempSync(resolve("node_modules/.cache/bench-client-"));
	const server = startServer();
	try {
		const url = `http://127.0.0.1:${await firstLine(server)}`;
		const client = await buildClient(folder);
		const tables: [string, Row[]][] = [
			["Time a call, the documented fetch", await measureCalls(folder, client, url)],
			["Import and construct", measureStart(folder, client)],
			["Bundle, minified and gzipped", await measureSizes()],
			["Heap", measureHeap(folder, client, url)],
		];
		return Math.max(...tables.map(([title, rows]) => printTable(title, rows)));
	} finally {
		server.kill();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** In a process of its own, so that it does not share a thread with what is measured. */
function startServer(): ChildProcess {
	const code = `
		const body = require("node:fs").readFileSync(${JSON.stringify(PAYLOAD)});
		const headers = { "content-type": "application/json; charset=utf-8", "content-length": body.length };
		const server = require("node:http").createServer((request, response) => { request.resume(); response.writeHead(200, headers).end(body); });
		server.keepAliveTimeout = 60_000;
		server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;
	return spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
}

function firstLine(child: ChildProcess): Promise<string> {
	return new Promise((done) => child.stdout?.once("data", (data) => done(String(data).trim())));
}

/** As it is published: one file for each entry, openapi-fetch beside it. */
async function buildClient(folder: string): Promise<string> {
	await build({ ...AS_PUBLISHED, entryPoints: ["src/index.ts"], outdir: folder, splitting: true, write: true });
	return pathToFileURL(join(folder, "index.js")).href;
}

const AS_PUBLISHED = {
	bundle: true,
	format: "esm",
	platform: "neutral",
	target: "es2022",
	packages: "external",
	logLevel: "error",
} as const;

/** Programs that export `call`, by what they call with. */
function programs(client: string, url: string): Readonly<Record<string, string>> {
	const { accountSid, authToken } = ACCOUNT;
	const make = (name: string, options: object) => `
		import { ${name} } from ${JSON.stringify(client)};
		const client = ${name}(${JSON.stringify({ ...ACCOUNT, baseUrl: url, ...options })});
		export const call = () => client.fetchConversationMessage(${JSON.stringify(IDS)});`;
	return {
		bare: `
			const headers = { accept: "application/json", authorization: "Basic " + btoa(${JSON.stringify(`${accountSid}:${authToken}`)}) };
			const url = ${JSON.stringify(`${url}/v1/Conversations/${IDS.ConversationSid}/Messages/${IDS.Sid}`)};
			export const call = async () => (await fetch(url, { headers })).json();`,
		client: make("createClient", {}),
		lean: make("createLeanClient", {}),
		sdk: `
			import twilio from "twilio";
			const client = twilio(${JSON.stringify(accountSid)}, ${JSON.stringify(authToken)});
			client.conversations.baseUrl = ${JSON.stringify(url)};
			export const call = () => client.conversations.v1.conversations(${JSON.stringify(IDS.ConversationSid)}).messages(${JSON.stringify(IDS.Sid)}).fetch();`,
	};
}

/** All in one process and in turn, a short round each, so that a busy moment of the machine hits all of them. */
async function measureCalls(folder: string, client: string, url: string): Promise<Row[]> {
	const calls: Record<string, () => Promise<unknown>> = {};
	for (const [name, code] of Object.entries(programs(client, url))) {
		const file = join(folder, `call-${name}.mjs`);
		writeFileSync(file, code);
		calls[name] = ((await import(pathToFileURL(file).href)) as { call: () => Promise<unknown> }).call;
	}
	const rows: Row[] = [];
	for (const [inFlight, target] of [
		[1, 1.1],
		[32, 1.15],
	] as const) {
		const times: Record<string, number[]> = {};
		for (let round = -3; round < ROUNDS; round++) {
			for (const [name, call] of rotated(Object.entries(calls), round)) {
				const time = await timed(call, inFlight);
				if (round >= 0) times[name] = [...(times[name] ?? []), time];
			}
		}
		const ratio = (name: string, base: string) =>
			median((times[name] ?? []).map((time, round) => time / (times[base]?.[round] ?? 1)));
		const microseconds = (name: string) => `${(median(times[name] ?? []) * 1000).toFixed(0)} µs`;
		const note = `${microseconds("client")} to ${microseconds("bare")}, the SDK ${microseconds("sdk")}`;
		rows.push(
			{ name: `client / bare fetch, ${inFlight} in flight`, value: ratio("client", "bare"), target, note },
			{ name: `client / official SDK, ${inFlight} in flight`, value: ratio("client", "sdk"), target: 1, note: "" },
			{
				name: `lean client / bare fetch, ${inFlight} in flight`,
				value: ratio("lean", "bare"),
				target,
				note: microseconds("lean"),
			},
		);
	}
	return rows;
}

/** Who comes first differs from round to round: it pays for collecting the garbage of who came before. */
function rotated<Item>(items: readonly Item[], round: number): Item[] {
	const first = (round + items.length) % items.length;
	return [...items.slice(first), ...items.slice(0, first)];
}

/** Milliseconds a call. */
async function timed(call: () => Promise<unknown>, inFlight: number): Promise<number> {
	let left = CALLS;
	const work = async () => {
		while (left-- > 0) await call();
	};
	const started = performance.now();
	await Promise.all(Array.from({ length: inFlight }, work));
	return (performance.now() - started) / CALLS;
}

/** Whole processes, less what an empty one takes. */
function measureStart(folder: string, client: string): Row[] {
	const files = { ...programs(client, "http://127.0.0.1:1"), empty: "" };
	const times: Record<string, number[]> = { empty: [], client: [], sdk: [] };
	for (const name of Object.keys(times))
		writeFileSync(join(folder, `start-${name}.mjs`), files[name as keyof typeof files] ?? "");
	for (let round = 0; round < COLD_STARTS; round++) {
		for (const [name, list] of Object.entries(times)) {
			const started = performance.now();
			spawnSync(process.execPath, [join(folder, `start-${name}.mjs`)]);
			list.push(performance.now() - started);
		}
	}
	const [empty, ours, theirs] = [median(times["empty"] ?? []), median(times["client"] ?? []), median(times["sdk"] ?? [])];
	const note = `${(ours - empty).toFixed(0)} ms to ${(theirs - empty).toFixed(0)} ms over an empty process of ${empty.toFixed(0)} ms`;
	return [{ name: "client / official SDK", value: (ours - empty) / (theirs - empty), target: 0.25, note }];
}

/** What one import costs in a bundle. What is loaded on demand is not counted. */
async function measureSizes(): Promise<Row[]> {
	const size = async (name: string) => {
		const { outputFiles } = await build({
			stdin: { contents: `export { ${name} } from "./src/index.ts";`, resolveDir: process.cwd(), loader: "ts" },
			bundle: true,
			minify: true,
			format: "esm",
			platform: "neutral",
			mainFields: ["module", "main"],
			external: ["./watch-drift.ts", "./openapi-fetch.ts"],
			write: false,
			logLevel: "error",
		});
		return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length / 1024;
	};
	const [client, lean] = [await size("createClient"), await size("createLeanClient")];
	return [
		{ name: "client, with request validation (KiB)", value: client, target: 12, note: "" },
		{ name: "lean client, without (KiB)", value: lean, target: 6, note: "" },
	];
}

function measureHeap(folder: string, client: string, url: string): Row[] {
	const file = join(folder, "heap.mjs");
	writeFileSync(
		file,
		`${programs(client, url)["client"]}
		const used = () => { for (let i = 0; i < 5; i++) globalThis.gc(); return process.memoryUsage().heapUsed; };
		const batch = async (count) => { for (let i = 0; i < count; i += 32) await Promise.all(Array.from({ length: 32 }, call)); };
		const rest = () => new Promise((resolve) => setTimeout(resolve, 200));
		await batch(${HEAP_WARM_UP}); await rest();
		const before = used();
		await batch(${HEAP_CALLS - HEAP_WARM_UP}); await rest();
		console.log(before, used());`,
	);
	const { stdout } = spawnSync(process.execPath, ["--expose-gc", file], {
		encoding: "utf8",
		env: { ...process.env, FORCE_COLOR: "0" },
	});
	const [before = 0, after = 0] = stdout.trim().split(" ").map(Number);
	const note = `${(before / 2 ** 20).toFixed(2)} MiB after ${HEAP_WARM_UP} calls, ${(after / 2 ** 20).toFixed(2)} MiB after ${HEAP_CALLS}`;
	return [{ name: "heap after / before", value: after / before, target: 1.02, note }];
}
