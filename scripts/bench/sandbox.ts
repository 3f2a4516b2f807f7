import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { operations } from "../../generated/operations.ts";
import type { OperationDescriptor } from "../../src/core/operation/descriptor.ts";
import { fillPath } from "../../src/core/operation/path-template.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox.ts";
import { inProjectFolder } from "../process/temporary-folder.ts";
import { CONNECTIONS, measureRate } from "./load.ts";
import {
	measureRounds,
	median,
	medianRatio,
	mediansOf,
	type Pairs,
	printTable,
	type Row,
	ratioRow,
	timeCall,
} from "./measure.ts";
import { lineReader, runNode, startNode } from "./process.ts";

const programOf = (name: string) => resolve(`test/twilio/sandbox/programs/${name}.mjs`);

const ROUNDS = 7;
const MANY = 100_000;
const KEPT = 200_000;
const AUTHORIZATION = `Basic ${btoa("username:password")}`;
const FORM = "application/x-www-form-urlencoded";
const HEADERS = { authorization: AUTHORIZATION, "content-type": FORM };

/** Measures rates, start-up, work in process, and the cost of many items. */
export function benchSandbox(): Promise<number> {
	return inProjectFolder("bench-sandbox", async (folder) => {
		bundleSandbox(folder);
		const bare = [programOf("bare")];
		const command = [join(folder, "command.mjs"), "--port", "0", "--json", "--quiet"];
		const rates = await measureRates(bare, command);
		const start = await measureStart(bare, command);
		const inProcess = await measureFetch();
		const many = await measureMany(folder);
		const kept = await measurePauses(folder);
		return Math.max(
			printTable(`Over node:http, ${CONNECTIONS} connections`, rates),
			printTable("Start, and work in process", [start, inProcess]),
			printTable(`${MANY.toLocaleString("en")} items in one collection`, many),
			printTable(`${KEPT.toLocaleString("en")} items in a journal`, [kept]),
		);
	});
}

/** Identifiers by the first letters of their parameter. */
const SIDS: Readonly<Record<string, string>> = { Se: `IS${"a".repeat(32)}`, Ch: `CH${"a".repeat(32)}` };

/** The path of a collection that can be created in and listed, and a body that is valid there. */
const { collection, body } = sampleCollection();

function sampleCollection() {
	const all: readonly OperationDescriptor[] = Object.values(operations);
	const requiredOf = ({ body }: OperationDescriptor) =>
		Object.entries(body?.fields ?? {}).flatMap(([name, { required }]) => (required ? [name] : []));
	const lists = all.filter(({ pagination }) => pagination).map(({ path }) => path);
	// A body without a field need not be valid: a rule of prose may ask for one of several.
	const create = all.find((each) => each.method === "POST" && lists.includes(each.path) && requiredOf(each).length > 0);
	if (create === undefined) throw new Error("expected an API with a list that can be added to");
	const values = Object.fromEntries(Object.keys(create.parameters).map((name) => [name, SIDS[name.slice(0, 2)] ?? name]));
	const fields = requiredOf(create).map((name) => [name, "Hello, this is a message of middling length."]);
	return { collection: fillPath(create, values), body: new URLSearchParams(fields).toString() };
}

function measureRates(bare: readonly string[], command: readonly string[]): Promise<Row[]> {
	return withServer(command, async (port) => {
		const created = await fetch(`http://127.0.0.1:${port}${collection}`, { method: "POST", headers: HEADERS, body });
		const createdText = await created.text();
		const { url } = JSON.parse(createdText);
		const fetched = await fetch(url, { headers: HEADERS });
		const fetchedText = await fetched.text();
		const compare = (request: string, response: Response, text: string) =>
			withServer([...bare, bytesOf(response, text)], (barePort) =>
				measureRounds(
					// The warm-up is for both servers and for the load generator.
					{ rounds: ROUNDS, warmUp: 3 },
					{
						theirs: () => measureRate(barePort, request, response.status),
						ours: () => measureRate(port, request, response.status),
					},
				),
			);
		return [
			rateRow("fetch", 0.4, await compare(wire("GET", new URL(url).pathname, ""), fetched, fetchedText)),
			rateRow("validated create", 0.25, await compare(wire("POST", collection, body), created, createdText)),
		];
	});
}

function rateRow(name: string, target: number, pairs: Pairs): Row {
	const share = medianRatio(pairs);
	const note = `${share.toFixed(2)} of its rate: ${mediansOf(pairs, "a second")}`;
	return { name: `bare node:http / ${name} (at least ${target} of its rate)`, value: 1 / share, target: 1 / target, note };
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

/** A response in the form that the bare server takes, without the headers that Node adds to both. */
function bytesOf(response: Response, body: string): string {
	const added = new Set(["date", "connection", "keep-alive"]);
	const headers = Object.fromEntries([...response.headers].filter(([name]) => !added.has(name)));
	return JSON.stringify({ status: response.status, headers, body });
}

/** Calls a function with the port of a server, which prints it as JSON. */
async function withServer<Result>(args: readonly string[], work: (port: number) => Promise<Result>): Promise<Result> {
	const child = startNode(args);
	try {
		return await work(JSON.parse(await lineReader(child)()).port);
	} finally {
		child.kill();
	}
}

/** Measures from the start of the process to the end of the first response. */
async function measureStart(bare: readonly string[], command: readonly string[]): Promise<Row> {
	const firstResponse = (args: readonly string[]) => () => {
		const started = performance.now();
		return withServer(args, async (port) => {
			await (await fetch(`http://127.0.0.1:${port}${collection}`, { headers: { authorization: AUTHORIZATION } })).text();
			return performance.now() - started;
		});
	};
	const programs = { theirs: firstResponse(bare), ours: firstResponse(command) };
	return ratioRow("start to first response / bare node:http", await measureRounds({ rounds: 15 }, programs), 2);
}

async function measureFetch(): Promise<Row> {
	const sandbox = createSandbox();
	const url = `http://localhost${collection}`;
	const { sid } = await (await sandbox.fetch(url, { method: "POST", headers: HEADERS, body })).json();
	const item = `${url}/${sid}`;
	const text = await (await sandbox.fetch(item, { headers: HEADERS })).text();
	const responseHeaders = { "content-type": "application/json; charset=utf-8", "x-request-id": "1" };
	const alone = async () => {
		new Request(item, { headers: HEADERS });
		await new Response(text, { status: 200, headers: responseHeaders }).text();
	};
	const whole = async () => (await sandbox.fetch(item, { headers: HEADERS })).text();
	const pairs = await measureRounds(
		{ rounds: ROUNDS, warmUp: 1 },
		{ theirs: () => timeCall(alone, 4000), ours: () => timeCall(whole, 4000) },
	);
	return ratioRow("fetch in process / building Request, reading Response", pairs, 3, mediansOf(pairs, "µs", 1));
}

async function measureMany(folder: string): Promise<Row[]> {
	const request = { method: "POST", url: `http://localhost${collection}`, headers: HEADERS, body };
	const module = pathToFileURL(join(folder, "sandbox.mjs")).href;
	const args = ["--expose-gc", programOf("memory"), module, JSON.stringify(request), String(MANY)];
	const bytes = Number((await runNode(args)).stdout);
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
	return Object.entries(places).flatMap(([place, page]) =>
		["asc", "desc"].map((order) => {
			const request = { method: "GET", url: `${url}?Order=${order}&PageSize=50&Page=${page}`, headers, body: null };
			const times = Array.from({ length: 300 }, () => {
				const started = performance.now();
				sandbox.handle(request);
				return (performance.now() - started) * 1000;
			});
			return { name: `${place} ${order}`, microseconds: median(times.slice(100)) };
		}),
	);
}

/** Measures the longest time in which no request is handled, because a change is written or the journal is compacted. */
async function measurePauses(folder: string): Promise<Row> {
	const request = { method: "POST", url: `http://localhost${collection}`, headers: HEADERS, body };
	const modules = ["sandbox.mjs", "state.mjs"].map((name) => pathToFileURL(join(folder, name)).href);
	const pauses: number[] = [];
	for (const round of [1, 2, 3]) {
		const rest = [...modules, join(folder, `journal${round}`), JSON.stringify(request), String(KEPT)];
		// Collecting garbage on other threads would wait for a processor of its own on a busy machine.
		pauses.push(Number((await runNode(["--single-threaded-gc", programOf("pauses"), ...rest])).stdout));
	}
	const note = `longest of each run: ${pauses.map((pause) => pause.toFixed(0)).join(", ")}`;
	return { name: "longest pause under changes and compaction", value: median(pauses), target: 50, unit: " ms", note };
}

/** Bundles what runs in a process of its own, as the package is. */
function bundleSandbox(folder: string): void {
	buildSync({
		entryPoints: {
			command: resolve("scripts/sandbox.ts"),
			sandbox: resolve("src/sandbox.ts"),
			state: resolve("src/core/sandbox/state-file.ts"),
		},
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
}
