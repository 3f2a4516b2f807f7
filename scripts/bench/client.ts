import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { median, printTable, type Row } from "./table.ts";

/** What is compared: small programs, each of which makes a client as it is loaded, and exports one call. */
const PROGRAMS = resolve("test/twilio/client/programs");
const CALLERS = ["bare", "bare-with-timeout", "client", "lean", "sdk"];

const ROUNDS = 100;
const CALLS = 640;
const COLD_STARTS = 15;
const HEAP_CALLS = 100_000;
const HEAP_FIRST_CALLS = 10_000;

/** Time a call, time to start, size of a bundle and growth of the heap, against bare `fetch` and the official SDK. */
export async function run(): Promise<number> {
	runProgram(["scripts/run.js", "build"]);
	const server = spawn(process.execPath, [join(PROGRAMS, "server.mjs")], { stdio: ["ignore", "pipe", "inherit"] });
	try {
		const port = await new Promise((done) => server.stdout.once("data", (data) => done(String(data).trim())));
		process.env.BASE_URL = `http://127.0.0.1:${port}`;
		return Math.max(
			printTable("Time a call, the documented fetch", await measureCalls()),
			printTable("Import and construct", measureStart()),
			printTable("Bundle, minified and gzipped", await measureSizes()),
			printTable("Heap", measureHeap()),
		);
	} finally {
		server.kill();
	}
}

/** All in one process and in turn, a short round each, so that a busy moment of the machine hits all of them. */
async function measureCalls(): Promise<Row[]> {
	const calls: [string, () => Promise<unknown>][] = [];
	for (const name of CALLERS) {
		const program = (await import(pathToFileURL(join(PROGRAMS, `${name}.mjs`)).href)) as { call: () => Promise<unknown> };
		calls.push([name, program.call]);
	}
	const rows: Row[] = [];
	for (const [inFlight, target] of [
		[1, 1.1],
		[32, 1.15],
	] as const) {
		const times: Record<string, number[]> = {};
		for (let round = -4; round < ROUNDS; round++) {
			for (const [name, call] of rotated(calls, round)) {
				const time = await timed(call, inFlight);
				if (round >= 0) times[name] = [...(times[name] ?? []), time];
			}
		}
		rows.push(...ratios(times, inFlight, target));
	}
	return rows;
}

function ratios(times: Readonly<Record<string, readonly number[]>>, inFlight: number, target: number): Row[] {
	// Round by round, as the machine is not equally busy in all of them.
	const ratio = (name: string, base: string) =>
		median((times[name] ?? []).map((time, round) => time / (times[base]?.[round] ?? 1)));
	const note = (name: string) => `${(median(times[name] ?? []) * 1000).toFixed(0)} µs`;
	return [
		{
			name: `client / bare fetch, ${inFlight} in flight`,
			value: ratio("client", "bare"),
			target,
			note: `${note("client")} to ${note("bare")}`,
		},
		{ name: `client / official SDK, ${inFlight} in flight`, value: ratio("client", "sdk"), target: 1, note: `to ${note("sdk")}` },
		{
			name: `  for comparison: bare fetch with a time-out / bare fetch`,
			value: ratio("bare-with-timeout", "bare"),
			note: note("bare-with-timeout"),
		},
		{ name: `  for comparison: lean client / bare fetch`, value: ratio("lean", "bare"), note: note("lean") },
	];
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
function measureStart(): Row[] {
	const folder = resolve("node_modules/.cache/bench-client");
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, "empty.mjs"), "");
	const files = { empty: join(folder, "empty.mjs"), client: join(PROGRAMS, "client.mjs"), sdk: join(PROGRAMS, "sdk.mjs") };
	const times: Record<keyof typeof files, number[]> = { empty: [], client: [], sdk: [] };
	for (let round = 0; round < COLD_STARTS; round++) {
		for (const name of ["empty", "client", "sdk"] as const) {
			const started = performance.now();
			runProgram([files[name]]);
			times[name].push(performance.now() - started);
		}
	}
	rmSync(folder, { recursive: true });
	const [empty, ours, theirs] = [median(times.empty), median(times.client), median(times.sdk)];
	const note = `${(ours - empty).toFixed(0)} ms to ${(theirs - empty).toFixed(0)} ms over an empty process of ${empty.toFixed(0)} ms`;
	return [{ name: "client / official SDK", value: (ours - empty) / (theirs - empty), target: 0.25, note }];
}

/** What one import costs in a bundle. What is loaded on demand is not counted. */
async function measureSizes(): Promise<Row[]> {
	const size = async (name: string, external: string[]) => {
		const { outputFiles } = await build({
			stdin: { contents: `export { ${name} } from "./src/index.ts";`, resolveDir: process.cwd(), loader: "ts" },
			bundle: true,
			minify: true,
			format: "esm",
			platform: "neutral",
			mainFields: ["module", "main"],
			external,
			write: false,
			logLevel: "error",
		});
		return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length / 1024;
	};
	const onDemand = ["./watch-drift.ts", "./http-request.ts"];
	const unit = " KiB";
	return [
		{ name: "client, with request validation", value: await size("createClient", onDemand), target: 12, unit },
		{ name: "lean client, without", value: await size("createLeanClient", onDemand), target: 6, unit },
		{ name: "  for comparison: client, with all that it can load on demand", value: await size("createClient", []), unit },
	];
}

function measureHeap(): Row[] {
	const output = runProgram(["--expose-gc", join(PROGRAMS, "heap.mjs"), String(HEAP_FIRST_CALLS), String(HEAP_CALLS)]);
	const [before = 0, after = 0] = output.split(" ").map(Number);
	const note = `${(before / 2 ** 20).toFixed(2)} MiB after ${HEAP_FIRST_CALLS} calls, ${(after / 2 ** 20).toFixed(2)} MiB after ${HEAP_CALLS}`;
	// One object kept by each call would be some fifty bytes; what is left below is the compiler's and the collector's.
	return [{ name: "growth a call", value: (after - before) / (HEAP_CALLS - HEAP_FIRST_CALLS), target: 8, unit: " bytes", note }];
}

function runProgram(args: string[]): string {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
	if (status !== 0) throw new Error(`${args.join(" ")} failed:\n${stderr}`);
	return stdout;
}
