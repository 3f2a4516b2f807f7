import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { mapValues } from "../../src/core/operation/map-values.ts";
import { withoutRuntimeTransport } from "../build/without-runtime-transport.ts";
import { measureRounds, median, mediansOf, printTable, type Row, ratioRow, timePerCall } from "./measure.ts";
import { lineReader, runNode, startNode } from "./process.ts";

/** What is compared: small programs, each of which makes a client as it is loaded, and exports one call. */
const CALLERS = ["bare", "bare-with-timeout", "client", "lean", "sdk"] as const;
type Caller = (typeof CALLERS)[number];

const programOf = (name: string) => resolve(`test/twilio/client/programs/${name}.mjs`);

const ROUNDS = 100;
const CALLS = 640;
const COLD_STARTS = 15;
const HEAP_CALLS = 100_000;
const HEAP_FIRST_CALLS = 10_000;

/** Measures the time per call and to start, the bundle size and the heap, against bare `fetch` and the official SDK. */
export function benchClient(): Promise<number> {
	return withBuiltClient(async () =>
		Math.max(
			printTable("Time a call, the documented fetch", await measureCalls()),
			printTable("Import and construct", [await measureStart()]),
			printTable("Bundle, minified and gzipped", await measureSizes()),
			printTable("Heap", [await measureHeap()]),
		),
	);
}

/** Builds the package, and calls a function while the server runs that the programs call. */
export async function withBuiltClient<Result>(work: () => Promise<Result>): Promise<Result> {
	await runNode(["scripts/run.js", "build"]);
	const server = startNode([programOf("server")]);
	try {
		process.env.BASE_URL = `http://127.0.0.1:${await lineReader(server)()}`;
		return await work();
	} finally {
		server.kill();
	}
}

/** Calls in one process and in short rounds. */
async function measureCalls(): Promise<Row[]> {
	const calls = await loadCallers();
	return [...(await compareCalls(calls, 1, 1.1)), ...(await compareCalls(calls, 32, 1.15))];
}

async function loadCallers(): Promise<Record<Caller, () => Promise<unknown>>> {
	const calls = {} as Record<Caller, () => Promise<unknown>>;
	for (const name of CALLERS) calls[name] = (await import(pathToFileURL(programOf(name)).href)).call;
	return calls;
}

/** Microseconds per call of every program, round by round. */
export async function timeCallers(inFlight: number, rounds = ROUNDS, callers = loadCallers()): Promise<Record<Caller, number[]>> {
	return measureRounds(
		{ rounds, warmUp: 4 },
		mapValues(await callers, (call) => () => timePerCall(call, CALLS, inFlight)) as Record<Caller, () => Promise<number>>,
	);
}

async function compareCalls(
	calls: Readonly<Record<Caller, () => Promise<unknown>>>,
	inFlight: number,
	target: number,
): Promise<Row[]> {
	const times = await timeCallers(inFlight, ROUNDS, Promise.resolve(calls));
	const row = (name: string, our: Caller, their: Caller, target?: number) => {
		const pairs = { ours: times[our], theirs: times[their] };
		return ratioRow(name, pairs, target, mediansOf(pairs, "µs"));
	};
	return [
		row(`client / bare fetch, ${inFlight} in flight`, "client", "bare", target),
		row(`client / official SDK, ${inFlight} in flight`, "client", "sdk", 1),
		row("  for comparison: bare fetch with a time-out / bare fetch", "bare-with-timeout", "bare"),
		row("  for comparison: lean client / bare fetch", "lean", "bare"),
	];
}

/** Milliseconds of whole processes that import and construct a client, of both clients, and of an empty one. */
export async function timeStarts(rounds = COLD_STARTS): Promise<Record<"empty" | "ours" | "theirs", number>> {
	const start = (args: readonly string[]) => async () => (await runNode(args)).milliseconds;
	const times = await measureRounds(
		{ rounds },
		{
			empty: start(["--input-type=module", "--eval", ""]),
			ours: start([programOf("client")]),
			theirs: start([programOf("sdk")]),
		},
	);
	return { empty: median(times.empty), ours: median(times.ours), theirs: median(times.theirs) };
}

/** Measures what both clients take longer than an empty process. */
async function measureStart(): Promise<Row> {
	const { empty, ...whole } = await timeStarts();
	const [ours, theirs] = [whole.ours - empty, whole.theirs - empty];
	const note = `${ours.toFixed(0)} ms to ${theirs.toFixed(0)} ms over an empty process of ${empty.toFixed(0)} ms`;
	return { name: "client / official SDK", value: ours / theirs, target: 0.25, note };
}

/** Measures what one import adds to a bundle, without modules that are loaded on demand. */
async function measureSizes(): Promise<Row[]> {
	const size = (name: string, external: readonly string[], entry = "index") =>
		sizeOfBundle(`export ${name} from "./src/${entry}.ts";`, external);
	const unit = " KiB";
	return [
		{ name: "client, with request validation", value: await size("{ createClient }", ON_DEMAND), target: 12, unit },
		{ name: "lean client, without", value: await size("{ createLeanClient }", ON_DEMAND), target: 6, unit },
		{ name: "webhooks, without the examples", value: await size("*", ["./make-request.ts"], "webhooks"), target: 3, unit },
		{ name: "  for comparison: client, with all that it can load on demand", value: await size("{ createClient }", []), unit },
	];
}

/** The modules of the client that are loaded on demand. */
export const ON_DEMAND = ["./watch-drift.ts", "./http-request.ts", "./stub-error.ts"];

/**
 * Measures a bundle of some code, minified and gzipped.
 *
 * @param external modules that are left out
 * @returns KiB
 */
export async function sizeOfBundle(
	contents: string,
	external: readonly string[] = [],
	platform: "neutral" | "node" = "neutral",
): Promise<number> {
	const { outputFiles } = await build({
		stdin: { contents, resolveDir: process.cwd(), loader: "ts" },
		bundle: true,
		minify: true,
		format: "esm",
		platform,
		mainFields: ["module", "main"],
		external: [...external],
		plugins: platform === "neutral" ? [withoutRuntimeTransport] : [],
		write: false,
		logLevel: "error",
	});
	return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length / 1024;
}

async function measureHeap(): Promise<Row> {
	const args = ["--expose-gc", programOf("heap"), String(HEAP_FIRST_CALLS), String(HEAP_CALLS)];
	const [before = 0, after = 0] = (await runNode(args)).stdout.split(" ").map(Number);
	const note = `${(before / 2 ** 20).toFixed(2)} MiB after ${HEAP_FIRST_CALLS} calls, ${(after / 2 ** 20).toFixed(2)} MiB after ${HEAP_CALLS}`;
	// An object kept by each call would take about fifty bytes; less is the compiler's and the collector's.
	return { name: "growth a call", value: (after - before) / (HEAP_CALLS - HEAP_FIRST_CALLS), target: 8, unit: " bytes", note };
}
