import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { mapValues } from "../../src/core/operation/map-values.ts";
import { selfSignedCertificate } from "../../test/support/certificate.ts";
import { withoutRuntimeTransport } from "../build/without-runtime-transport.ts";
import { measureRounds, median, mediansOf, printTable, type Row, ratioRow } from "./measure.ts";
import { lineReader, runNode, startNode } from "./process.ts";

/** What is compared: small programs, each of which makes a client for an address, and calls the same operation. */
const CALLERS = [
	"bare",
	"bare-with-timeout",
	"bare-http",
	"undici",
	"openapi-fetch",
	"sdk",
	"client",
	"client-fetch",
	"lean",
] as const;
type Caller = (typeof CALLERS)[number];

const programOf = (name: string) => resolve(`test/twilio/client/programs/${name}.mjs`);

const ROUNDS = 60;
/** In how many processes each program runs. */
const PROCESSES = 4;
const CALLS = 640;
const COLD_STARTS = 15;
const HEAP_CALLS = 200_000;
const HEAP_FIRST_CALLS = 10_000;
const ALLOCATION_CALLS = 2000;

/** The largest ratios to bare `fetch`, by the number of calls in flight: of the client in Node, and of the one over `fetch`. */
const TARGETS = [
	{ inFlight: 1, client: 0.6, overFetch: 1.1 },
	{ inFlight: 32, client: 0.5, overFetch: 1.18 },
	{ inFlight: 256, client: 0.6, overFetch: undefined },
] as const;

/** Measures the time and the memory per call and to start, the bundle size and the heap, beside what else makes such calls. */
export function benchClient(): Promise<number> {
	return withBuiltClient(async () => {
		const codes = [];
		for (const targets of TARGETS) {
			const title = `A call, the documented fetch, ${targets.inFlight} in flight`;
			codes.push(printTable(title, compareCalls(await measureCalls(targets.inFlight), targets)));
		}
		codes.push(
			printTable(
				"The same, encrypted, 32 in flight",
				await whileEncrypting(async () => compareCalls(await measureCalls(32), {})),
			),
			printTable("Allocated by a call, one after the other", await measureAllocations()),
			printTable("Import and construct", [await measureStart()]),
			printTable("Bundle, minified and gzipped", await measureSizes()),
			printTable("Heap", [await measureHeap()]),
		);
		return Math.max(...codes);
	});
}

/** Builds the package, and calls a function while the server runs that the programs call. */
export async function withBuiltClient<Result>(work: () => Promise<Result>): Promise<Result> {
	await runNode(["scripts/run.js", "build"]);
	return whileServing("http", work);
}

/** Calls a function while the server encrypts, with a certificate that this process need not trust. */
function whileEncrypting<Result>(work: () => Promise<Result>): Promise<Result> {
	const { key, cert } = selfSignedCertificate();
	const variables = { TLS_KEY: key, TLS_CERT: cert, NODE_TLS_REJECT_UNAUTHORIZED: "0" };
	return withVariables(variables, () => whileServing("https", work));
}

async function whileServing<Result>(scheme: string, work: () => Promise<Result>): Promise<Result> {
	const server = startNode([programOf("server")]);
	try {
		return await withVariables({ BASE_URL: `${scheme}://127.0.0.1:${await lineReader(server)()}` }, work);
	} finally {
		server.kill();
	}
}

/** Calls a function with variables of the environment, which the programs that it starts get, too. */
async function withVariables<Result>(variables: Readonly<Record<string, string>>, work: () => Promise<Result>): Promise<Result> {
	const before = { ...process.env };
	try {
		Object.assign(process.env, variables);
		return await work();
	} finally {
		for (const name of Object.keys(variables)) delete process.env[name];
		Object.assign(process.env, before);
	}
}

/** Microseconds of a call. */
interface CallTime {
	readonly elapsed: number;
	/** Of all threads of the process. */
	readonly processor: number;
}

type CallTimes = Readonly<Record<Caller, readonly CallTime[]>>;

/**
 * Measures calls, so many of which are in flight at any time. Each program runs in a process of its own, as it would for a user; and
 * in several, one after the other, since what the compiler makes of it differs from process to process.
 */
async function measureCalls(inFlight: number, rounds = ROUNDS): Promise<CallTimes> {
	const times = Object.fromEntries(CALLERS.map((name) => [name, [] as CallTime[]]));
	for (let group = 0; group < PROCESSES; group++) {
		const measured = await measureProcesses(inFlight, Math.ceil(rounds / PROCESSES));
		for (const name of CALLERS) times[name]?.push(...measured[name]);
	}
	// `Object.fromEntries` widens the keys.
	return times as Record<Caller, CallTime[]>;
}

async function measureProcesses(inFlight: number, rounds: number): Promise<CallTimes> {
	const started = CALLERS.map((name) => {
		const process = startNode([programOf("times"), name, String(CALLS), String(inFlight)]);
		const nextLine = lineReader(process);
		const measure = async (): Promise<CallTime> => {
			process.stdin.write("\n");
			return JSON.parse(await nextLine());
		};
		return { name, process, measure };
	});
	try {
		const programs = Object.fromEntries(started.map(({ name, measure }) => [name, measure]));
		// As above.
		return await measureRounds({ rounds, warmUp: 6 }, programs as Record<Caller, () => Promise<CallTime>>);
	} finally {
		for (const { process } of started) process.kill();
	}
}

/** Microseconds per call of every program, round by round. */
export async function timeCallers(inFlight: number, rounds: number): Promise<Record<Caller, number[]>> {
	const times = await measureCalls(inFlight, rounds);
	return mapValues(times, (each) => each.map(({ elapsed }) => elapsed)) as Record<Caller, number[]>;
}

function compareCalls(
	times: CallTimes,
	{ client, overFetch }: { readonly client?: number; readonly overFetch?: number | undefined },
): Row[] {
	const row = (name: string, our: Caller, their: Caller, target?: number, unit: keyof CallTime = "elapsed") => {
		const pairs = { ours: times[our].map((each) => each[unit]), theirs: times[their].map((each) => each[unit]) };
		return ratioRow(name, pairs, target, mediansOf(pairs, "µs"));
	};
	const has = <Target>(target: Target) => (client === undefined ? undefined : target);
	return [
		row("client / bare fetch", "client", "bare", client),
		row("client / bare fetch, time of the processor", "client", "bare", has(0.6), "processor"),
		row("client / bare node:http", "client", "bare-http", has(1.5)),
		row("client / official SDK", "client", "sdk", has(0.45)),
		row('client with transport: "fetch" / bare fetch', "client-fetch", "bare", overFetch),
		row("  for comparison: bare fetch with a time-out / bare fetch", "bare-with-timeout", "bare"),
		row("  for comparison: lean client / bare fetch", "lean", "bare"),
		row("  for comparison: undici.request / bare fetch", "undici", "bare"),
		row("  for comparison: openapi-fetch / bare fetch", "openapi-fetch", "bare"),
	];
}

async function measureAllocations(): Promise<Row[]> {
	const bytesOf = async (name: Caller) => {
		const args = [programOf("allocations"), name, String(ALLOCATION_CALLS)];
		return Number((await runNode(args)).stdout);
	};
	const bare = await bytesOf("bare");
	const rows: Row[] = [];
	for (const name of ["client", "client-fetch", "bare-http", "undici", "openapi-fetch", "sdk"] as const) {
		const value = await bytesOf(name);
		const note = `${(value / 1024).toFixed(1)} KiB to ${(bare / 1024).toFixed(1)} KiB`;
		rows.push({ name: `${name === "client" ? "" : "  for comparison: "}${name} / bare fetch`, value: value / bare, note });
	}
	return rows;
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
	return mapValues(times, median) as Record<"empty" | "ours" | "theirs", number>;
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
		{ name: "lean client, without", value: await size("{ createLeanClient }", ON_DEMAND), target: 8, unit },
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
