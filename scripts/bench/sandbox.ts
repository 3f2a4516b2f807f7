import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { operations } from "../../generated/operations.ts";
import type { OperationDescriptor } from "../../src/core/operation/descriptor.ts";
import { fillPath } from "../../src/core/operation/path-template.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox.ts";
import { measureRate } from "./load.ts";
import { median, printTable, type Row } from "./table.ts";

const ROUNDS = 7;
const CONNECTIONS = 32;
const MANY = 100_000;
const AUTHORIZATION = `Basic ${btoa("username:password")}`;
const FORM = "application/x-www-form-urlencoded";

/** Rates, start, work in process, and what many items cost. */
export async function run(): Promise<number> {
	mkdirSync(resolve("node_modules/.cache"), { recursive: true });
	const folder = mkdtempSync(resolve("node_modules/.cache/bench-sandbox-"));
	try {
		bundle(folder);
		const rates = await measureRates(folder);
		const start = await measureStart(folder);
		const inProcess = await measureFetch();
		const many = await measureMany(folder);
		return Math.max(
			printTable(`Over node:http, ${CONNECTIONS} connections`, rates),
			printTable("Start, and work in process", [...start, ...inProcess]),
			printTable(`${MANY.toLocaleString("en")} items in one collection`, many),
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What is started as a process: bundled, as the package is. */
function bundle(folder: string): void {
	buildSync({
		entryPoints: { command: resolve("scripts/sandbox.ts"), sandbox: resolve("src/sandbox.ts") },
		bundle: true,
		packages: "external",
		platform: "node",
		format: "esm",
		target: "node20",
		splitting: true,
		outdir: folder,
		outExtension: { ".js": ".mjs" },
		logLevel: "error",
	});
	writeFileSync(join(folder, "bare.mjs"), BARE);
	writeFileSync(join(folder, "memory.mjs"), MEMORY);
}

/** Answers every request with the same bytes. They come as JSON in the first argument. */
const BARE = `
import { createServer } from "node:http";
const { status, headers, body } = JSON.parse(process.argv[2] ?? '{"status":200,"headers":{},"body":""}');
const server = createServer((request, response) => {
	const answer = () => {
		response.writeHead(status, headers);
		response.end(body);
	};
	if (request.method === "GET") answer();
	else {
		request.on("data", () => {});
		request.on("end", answer);
	}
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
`;

/** Prints the bytes of heap that an item takes. Its arguments: the module of the sandbox, a request, how many. */
const MEMORY = `
const [, , module, request, count] = process.argv;
const { createSandbox } = await import(module);
const sandbox = createSandbox({ record: 0 });
const create = (number) => {
	const { body, ...rest } = JSON.parse(request);
	return sandbox.handle({ ...rest, body: body + "&Attributes=" + encodeURIComponent(JSON.stringify({ number })) });
};
for (let number = 0; number < 1000; number++) create(number);
gc();
const before = process.memoryUsage().heapUsed;
for (let number = 0; number < Number(count); number++) create(number);
gc();
console.log((process.memoryUsage().heapUsed - before) / Number(count));
`;

interface Sample {
	/** The path of a collection that can be created in and listed. */
	readonly collection: string;
	readonly body: string;
}

/** A collection of the API, and a body that is valid there. */
function sample(): Sample {
	const table: Readonly<Record<string, OperationDescriptor>> = operations;
	const list = Object.values(table).find(({ pagination }) => pagination);
	const create = Object.values(table).find(({ method, path }) => method === "POST" && path === list?.path);
	if (list === undefined || create === undefined) throw new Error("expected an API with a list that can be added to");
	const values = Object.fromEntries(Object.keys(create.parameters).map((name) => [name, SIDS[name.slice(0, 2)] ?? name]));
	const required = Object.entries(create.body?.fields ?? {}).filter(([, field]) => field.required);
	return {
		collection: fillPath(create, values),
		body: new URLSearchParams(required.map(([name]) => [name, "Hello, this is a message of middling length."])).toString(),
	};
}

/** Identifiers by the first letters of the parameter that takes them. */
const SIDS: Readonly<Record<string, string>> = { Se: `IS${"a".repeat(32)}`, Ch: `CH${"a".repeat(32)}` };

async function measureRates(folder: string): Promise<Row[]> {
	const { collection, body } = sample();
	const ours = spawn(process.execPath, [join(folder, "command.mjs"), "--port", "0", "--json", "--quiet"]);
	const { port } = JSON.parse(await firstLine(ours));
	const headers = { authorization: AUTHORIZATION, "content-type": FORM };
	const created = await fetch(`http://127.0.0.1:${port}${collection}`, { method: "POST", headers, body });
	const createdText = await created.text();
	const { url } = JSON.parse(createdText);
	const fetched = await fetch(url, { headers });
	const fetchedText = await fetched.text();
	const cases = [
		{
			name: "fetch",
			target: 0.4,
			status: 200,
			request: wire("GET", new URL(url).pathname, ""),
			answer: bytesOf(fetched, fetchedText),
		},
		{
			name: "validated create",
			target: 0.25,
			status: 201,
			request: wire("POST", collection, body),
			answer: bytesOf(created, createdText),
		},
	];
	const rows: Row[] = [];
	for (const { name, target, status, request, answer } of cases) {
		const bare = spawn(process.execPath, [join(folder, "bare.mjs"), answer]);
		const barePort = JSON.parse(await firstLine(bare)).port;
		const load = { request, connections: CONNECTIONS, milliseconds: 700 };
		const rounds: { ours: number; bare: number }[] = [];
		// The first rounds warm up both servers, and what measures them.
		for (let round = -3; round < ROUNDS; round++) {
			const pair = {
				bare: await measureRate({ ...load, port: barePort }, status),
				ours: await measureRate({ ...load, port }, status),
			};
			if (round >= 0) rounds.push(pair);
		}
		bare.kill();
		rows.push(...rateRows(name, target, rounds));
	}
	ours.kill();
	return rows;
}

function rateRows(name: string, target: number, rounds: readonly { ours: number; bare: number }[]): Row[] {
	const share = median(rounds.map(({ ours, bare }) => ours / bare));
	const rates = `${median(rounds.map(({ ours }) => ours)).toFixed(0)} to ${median(rounds.map(({ bare }) => bare)).toFixed(0)} a second`;
	return [
		{
			name: `bare node:http / ${name} (at least ${target} of its rate)`,
			value: 1 / share,
			target: 1 / target,
			note: `${share.toFixed(2)} of its rate: ${rates}, medians of ${rounds.length}`,
		},
	];
}

function wire(method: string, path: string, body: string): string {
	const head = [
		`${method} ${path} HTTP/1.1`,
		"Host: 127.0.0.1",
		`Authorization: ${AUTHORIZATION}`,
		"Accept: application/json",
		...(body === "" ? [] : [`Content-Type: ${FORM}`, `Content-Length: ${Buffer.byteLength(body)}`]),
	];
	return `${head.join("\r\n")}\r\n\r\n${body}`;
}

/** What the bare server needs to answer the same bytes; Node adds the rest to both. */
function bytesOf(response: Response, body: string): string {
	const added = new Set(["date", "connection", "keep-alive"]);
	const headers = Object.fromEntries([...response.headers].filter(([name]) => !added.has(name)));
	return JSON.stringify({ status: response.status, headers, body });
}

/** From the start of the process to the end of the first answer. */
async function measureStart(folder: string): Promise<Row[]> {
	const { collection } = sample();
	const first = async (args: readonly string[]) => {
		const started = performance.now();
		const child = spawn(process.execPath, args);
		const { port } = JSON.parse(await firstLine(child));
		await (await fetch(`http://127.0.0.1:${port}${collection}`, { headers: { authorization: AUTHORIZATION } })).text();
		const elapsed = performance.now() - started;
		child.kill();
		return elapsed;
	};
	const rounds: { ours: number; bare: number }[] = [];
	for (let round = 0; round < 15; round++) {
		rounds.push({
			bare: await first([join(folder, "bare.mjs")]),
			ours: await first([join(folder, "command.mjs"), "--port", "0", "--json", "--quiet"]),
		});
	}
	const ours = median(rounds.map((round) => round.ours));
	const bare = median(rounds.map((round) => round.bare));
	return [
		{
			name: "start to first answer / bare node:http",
			value: ours / bare,
			target: 2,
			note: `${ours.toFixed(0)} ms to ${bare.toFixed(0)} ms`,
		},
	];
}

async function measureFetch(): Promise<Row[]> {
	const { collection, body } = sample();
	const sandbox = createSandbox();
	const headers = { authorization: AUTHORIZATION, "content-type": FORM };
	const url = `http://localhost${collection}`;
	const { sid } = await (await sandbox.fetch(url, { method: "POST", headers, body })).json();
	const text = await (await sandbox.fetch(`${url}/${sid}`, { headers })).text();
	const answerHeaders = { "content-type": "application/json; charset=utf-8", "x-request-id": "1" };
	const ours = async () => void (await (await sandbox.fetch(`${url}/${sid}`, { headers })).text());
	const alone = async () => {
		new Request(`${url}/${sid}`, { headers });
		await new Response(text, { status: 200, headers: answerHeaders }).text();
	};
	const rounds: { ours: number; alone: number }[] = [];
	for (let round = 0; round <= ROUNDS; round++) {
		const pair = { alone: await timePer(alone, 4000), ours: await timePer(ours, 4000) };
		if (round > 0) rounds.push(pair);
	}
	const value = median(rounds.map((round) => round.ours / round.alone));
	const note = `${median(rounds.map((round) => round.ours)).toFixed(1)} µs to ${median(rounds.map((round) => round.alone)).toFixed(1)} µs`;
	return [{ name: "fetch in process / building Request, reading Response", value, target: 3, note }];
}

async function timePer(work: () => Promise<void>, times: number): Promise<number> {
	const started = performance.now();
	for (let time = 0; time < times; time++) await work();
	return ((performance.now() - started) * 1000) / times;
}

async function measureMany(folder: string): Promise<Row[]> {
	const { collection, body } = sample();
	const request = {
		method: "POST",
		url: `http://localhost${collection}`,
		headers: { authorization: AUTHORIZATION, "content-type": FORM },
		body,
	};
	const child = spawn(process.execPath, [
		"--expose-gc",
		join(folder, "memory.mjs"),
		pathToFileURL(join(folder, "sandbox.mjs")).href,
		JSON.stringify(request),
		String(MANY),
	]);
	const bytes = Number(await firstLine(child));
	const sandbox = createSandbox({ record: 0 });
	for (let number = 0; number < MANY; number++) await sandbox.handle(request);
	const pages = measurePages(sandbox, request);
	const costs = pages.map(({ microseconds }) => microseconds);
	const note = pages.map(({ name, microseconds }) => `${name} ${microseconds.toFixed(0)} µs`).join(", ");
	return [
		{ name: "dearest page of 50 / cheapest", value: Math.max(...costs) / Math.min(...costs), target: 2, note },
		{ name: "memory an item", value: bytes / 1024, target: 1.5, unit: " KB" },
	];
}

function measurePages(sandbox: Sandbox, { url, headers }: { url: string; headers: Record<string, string> }) {
	const last = MANY / 50 - 1;
	const places = { first: 0, middle: Math.floor(last / 2), last };
	const orders = ["asc", "desc"];
	return Object.entries(places).flatMap(([place, page]) =>
		orders.map((order) => {
			const request = { method: "GET", url: `${url}?Order=${order}&PageSize=50&Page=${page}`, headers, body: null };
			const times: number[] = [];
			for (let time = 0; time < 300; time++) {
				const started = performance.now();
				sandbox.handle(request);
				times.push((performance.now() - started) * 1000);
			}
			return { name: `${place} ${order}`, microseconds: median(times.slice(100)) };
		}),
	);
}

function firstLine(child: ChildProcess): Promise<string> {
	return new Promise((done, fail) => {
		let text = "";
		child.stderr?.on("data", (chunk) => {
			text += chunk;
		});
		child.stdout?.on("data", (chunk) => {
			text += chunk;
			if (text.includes("\n")) done(text);
		});
		child.once("error", fail);
		child.once("close", () => fail(new Error(`ended before it printed a line: ${text}`)));
	});
}
