import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { operations } from "../../generated/operations.ts";
import type { OperationDescriptor } from "../../src/core/operation/descriptor.ts";
import { fillPath } from "../../src/core/operation/path-template.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox.ts";
import { measureRate } from "./load.ts";
import { measurePairs, medianRatio, mediansOf, type Pair, ratioRow } from "./pairs.ts";
import { outputOf, runNode, startNode } from "./process.ts";
import { bundlePrograms } from "./sandbox-programs.ts";
import { median, printTable, type Row } from "./table.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const ROUNDS = 7;
const CONNECTIONS = 32;
const MANY = 100_000;
const AUTHORIZATION = `Basic ${btoa("username:password")}`;
const FORM = "application/x-www-form-urlencoded";
const HEADERS = { authorization: AUTHORIZATION, "content-type": FORM };

/** Measures rates, start-up, work in process, and the cost of many items. */
export function run(): Promise<number> {
	return inTemporaryFolder("sandbox", async (folder) => {
		bundlePrograms(folder);
		const rates = await measureRates(folder);
		const start = await measureStart(folder);
		const inProcess = await measureFetch();
		const many = await measureMany(folder);
		return Math.max(
			printTable(`Over node:http, ${CONNECTIONS} connections`, rates),
			printTable("Start, and work in process", [start, inProcess]),
			printTable(`${MANY.toLocaleString("en")} items in one collection`, many),
		);
	});
}

interface CollectionSample {
	/** The path of a collection that can be created in and listed. */
	readonly collection: string;
	readonly body: string;
}

/** Finds a collection of the API, and makes a body that is valid there. */
function sampleCollection(): CollectionSample {
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

/** Identifiers by the first letters of their parameter. */
const SIDS: Readonly<Record<string, string>> = { Se: `IS${"a".repeat(32)}`, Ch: `CH${"a".repeat(32)}` };

async function measureRates(folder: string): Promise<Row[]> {
	const { collection, body } = sampleCollection();
	const { child, port } = await startServer(commandOf(folder));
	const created = await fetch(`http://127.0.0.1:${port}${collection}`, { method: "POST", headers: HEADERS, body });
	const createdText = await created.text();
	const { url } = JSON.parse(createdText);
	const fetched = await fetch(url, { headers: HEADERS });
	const fetch200 = { request: wire("GET", new URL(url).pathname, ""), response: bytesOf(fetched, await fetched.text()) };
	const create201 = { request: wire("POST", collection, body), response: bytesOf(created, createdText) };
	const rows = [
		rateRow("fetch", 0.4, await measureRatePairs(folder, port, fetch200, 200)),
		rateRow("validated create", 0.25, await measureRatePairs(folder, port, create201, 201)),
	];
	child.kill();
	return rows;
}

async function measureRatePairs(
	folder: string,
	port: number,
	{ request, response }: { readonly request: string; readonly response: string },
	status: number,
): Promise<Pair[]> {
	const bare = await startServer([join(folder, "bare.mjs"), response]);
	const load = { request, connections: CONNECTIONS, milliseconds: 700 };
	const pairs = await measurePairs(
		// The warm-up is for both servers and for the load generator.
		{ rounds: ROUNDS, warmUp: 3 },
		() => measureRate({ ...load, port: bare.port }, status),
		() => measureRate({ ...load, port }, status),
	);
	bare.child.kill();
	return pairs;
}

function rateRow(name: string, target: number, pairs: readonly Pair[]): Row {
	const share = medianRatio(pairs);
	return {
		name: `bare node:http / ${name} (at least ${target} of its rate)`,
		value: 1 / share,
		target: 1 / target,
		note: `${share.toFixed(2)} of its rate: ${mediansOf(pairs, "a second")}`,
	};
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

/** The arguments that start the sandbox's command. */
function commandOf(folder: string): string[] {
	return [join(folder, "command.mjs"), "--port", "0", "--json", "--quiet"];
}

/** Starts a server that prints its port as JSON. */
async function startServer(args: readonly string[]) {
	const child = startNode(args);
	const { port } = JSON.parse(await outputOf(child)("\n")) as { port: number };
	return { child, port };
}

/** Measures from the start of the process to the end of the first response. */
async function measureStart(folder: string): Promise<Row> {
	const { collection } = sampleCollection();
	const firstResponse = async (args: readonly string[]) => {
		const started = performance.now();
		const { child, port } = await startServer(args);
		await (await fetch(`http://127.0.0.1:${port}${collection}`, { headers: { authorization: AUTHORIZATION } })).text();
		const elapsed = performance.now() - started;
		child.kill();
		return elapsed;
	};
	const pairs = await measurePairs(
		{ rounds: 15, warmUp: 0 },
		() => firstResponse([join(folder, "bare.mjs")]),
		() => firstResponse(commandOf(folder)),
	);
	return ratioRow("start to first response / bare node:http", pairs, 2);
}

async function measureFetch(): Promise<Row> {
	const { collection, body } = sampleCollection();
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
	const ours = async () => void (await (await sandbox.fetch(item, { headers: HEADERS })).text());
	const pairs = await measurePairs(
		{ rounds: ROUNDS, warmUp: 1 },
		() => timePer(alone, 4000),
		() => timePer(ours, 4000),
	);
	return ratioRow("fetch in process / building Request, reading Response", pairs, 3, mediansOf(pairs, "µs", 1));
}

/** Microseconds per call. */
async function timePer(work: () => Promise<void>, times: number): Promise<number> {
	const started = performance.now();
	for (let time = 0; time < times; time++) await work();
	return ((performance.now() - started) * 1000) / times;
}

async function measureMany(folder: string): Promise<Row[]> {
	const { collection, body } = sampleCollection();
	const request = { method: "POST", url: `http://localhost${collection}`, headers: HEADERS, body };
	const module = pathToFileURL(join(folder, "sandbox.mjs")).href;
	const args = ["--expose-gc", join(folder, "memory.mjs"), module, JSON.stringify(request), String(MANY)];
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
