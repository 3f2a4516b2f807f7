import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { styleText } from "node:util";
import {
	type ContractResult,
	createContractSandbox,
	reports,
	type Send,
	sandboxTarget,
	testContract,
} from "../../src/contract.ts";
import { createFetchSend } from "../../src/core/contract/run/targets/fetch.ts";
import type { HttpRequest } from "../../src/core/operation/http.ts";
import { randomFrom } from "../../src/core/operation/random.ts";
import type { Sandbox } from "../../src/sandbox.ts";
import { DRIFTS, type NamedDrift } from "../../test/twilio/contract/drifts/index.ts";
import { require } from "../pipeline/require.ts";
import { medianRatio, mediansOf, type Pair, ratioRow } from "./pairs.ts";
import { runNode } from "./process.ts";
import { measureRecording } from "./recording.ts";
import { printTable, type Row } from "./table.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const ROUNDS = 11;
/** Rounds for the compiler, which are not counted. */
const WARM_UP = 5;

/** Measures what the contract tests find and what they cost. The exit code is 0 if every target is met. */
export async function run(): Promise<number> {
	const score = await measureScore();
	const speed = await measureSuite();
	const recording = await measureRecording();
	return Math.max(score, printTable("Speed, as ratios", [...speed, ...recording]));
}

interface Tally {
	caught: number;
	total: number;
	/** How many another tool notices at all, in the same recorded traffic. */
	peer: number;
	readonly missed: string[];
}

/** Injects every drift on its own, and counts by class how many the right check finds at the right place. */
function measureScore(): Promise<number> {
	return inTemporaryFolder("drifts", async (folder) => {
		const peer = createPeer(folder);
		const known = await peer(await record(undefined));
		const tallies = new Map<string, Tally>();
		for (const drift of DRIFTS) {
			const [name = ""] = drift.name.split(":");
			const tally = tallies.get(name) ?? { caught: 0, total: 0, peer: 0, missed: [] };
			tallies.set(name, tally);
			const result = await record(drift);
			const right = result.findings.some(({ check, operationId, pointer }) => {
				return check === drift.check && operationId === drift.shownBy && pointer === drift.pointer;
			});
			tally.total++;
			if (right) tally.caught++;
			else tally.missed.push(drift.name);
			if ([...(await peer(result))].some((problem) => !known.has(problem))) tally.peer++;
		}
		return printScore(tallies, await countAlarms());
	});
}

function record(drift: NamedDrift | undefined): Promise<ContractResult> {
	const sandbox = createContractSandbox({ random: randomFrom(drift?.name ?? "clean") });
	if (drift) sandbox.inject({ operationId: drift.operationId, mutation: drift.mutation() });
	return testContract({ target: sandboxTarget(sandbox), sleep: () => Promise.resolve(), keepExchanges: true });
}

/** Another tool that judges recorded traffic. Its problems with a clean recording are not counted. */
function createPeer(folder: string): (result: ContractResult) => Promise<Set<string>> {
	const cli = require.resolve("@redocly/cli/bin/cli.js");
	const [traffic, report] = [join(folder, "traffic.har"), join(folder, "report.json")];
	const args = [cli, "drift", traffic, "--api", "generated/openapi.json", "--format", "json", "-o", report];
	return async (result) => {
		writeFileSync(traffic, reports.har?.(result) ?? "");
		// It fails if it finds a problem, and still writes its report.
		await runNode(args).catch(() => undefined);
		const { problems } = JSON.parse(readFileSync(report, "utf8")) as {
			problems: { ruleId: string; operationId?: string; message: string }[];
		};
		rmSync(report);
		return new Set(problems.map(({ ruleId, operationId, message }) => `${ruleId} ${operationId} ${message}`));
	};
}

async function countAlarms(): Promise<number> {
	let alarms = 0;
	for (let seed = 0; seed < 50; seed++) alarms += (await testContract({ random: randomFrom(`seed ${seed}`) })).findings.length;
	return alarms;
}

function printScore(tallies: ReadonlyMap<string, Tally>, alarms: number): number {
	console.log(
		`\n${styleText("bold", "Drifts caught by the right check at the right place; beside it, noticed at all by `redocly drift` in the same traffic")}`,
	);
	const all = { caught: 0, total: 0, peer: 0 };
	for (const [name, { caught, total, peer, missed }] of tallies) {
		all.caught += caught;
		all.total += total;
		all.peer += peer;
		const mark = caught === total ? styleText("green", "✓") : styleText("red", "✗");
		console.log(
			`${mark} ${name.padEnd(14)} ${String(caught).padStart(3)} of ${String(total).padEnd(4)} ${String(peer).padStart(3)}  ${missed.join(", ")}`,
		);
	}
	console.log(
		`  ${"all".padEnd(14)} ${String(all.caught).padStart(3)} of ${String(all.total).padEnd(4)} ${String(all.peer).padStart(3)}`,
	);
	console.log(
		`${alarms === 0 ? styleText("green", "✓") : styleText("red", "✗")} false alarms in 50 runs on a clean target: ${alarms}`,
	);
	return all.caught === all.total && alarms === 0 ? 0 : 1;
}

/**
 * Compares the suite with the same requests sent bare, one after the other. Working out the cases is part of the
 * start-up, and not measured.
 */
async function measureSuite(): Promise<Row[]> {
	const inProcess = await measureSuitePairs(async (sandbox) => ({
		send: (request) => sandbox.handle(request),
		close: async () => {},
	}));
	const overSocket = await measureSuitePairs(async (sandbox) => {
		const { url, close } = await sandbox.listen();
		const send = createFetchSend();
		return { baseUrl: url, send, close };
	});
	const name = "suite / its requests sent bare, over a socket as the command sends them";
	return [
		{ ...ratioRow(name, overSocket, 1.5, suiteNote(overSocket)), unit: "x" },
		// No target: the sandbox responds in 20 microseconds, which leaves no time for checking the response.
		{
			name: "  for comparison: in process, without a socket",
			value: medianRatio(inProcess),
			unit: "x",
			note: suiteNote(inProcess),
		},
	];
}

interface SuitePair extends Pair {
	readonly requests: number;
}

function suiteNote(pairs: readonly SuitePair[]): string {
	return `${pairs[0]?.requests} requests, ${mediansOf(pairs, "ms", 1)}`;
}

interface Connection {
	/** The address, which replayed requests replace by that of their own server. */
	readonly baseUrl?: string;
	readonly send: Send;
	readonly close: () => Promise<void>;
}

async function measureSuitePairs(connect: (sandbox: Sandbox) => Promise<Connection>): Promise<SuitePair[]> {
	const pairs: SuitePair[] = [];
	for (let round = 0; round < ROUNDS + WARM_UP; round++) {
		const requests: HttpRequest[] = [];
		const seed = `round ${round}`;
		const sandbox = createContractSandbox({ random: randomFrom(seed) });
		const connection = await connect(sandbox);
		const send: Send = (request) => {
			requests.push(request);
			return connection.send(request);
		};
		const random = randomFrom(`${seed} ids`);
		const now = () => performance.now();
		const { baseUrl } = connection;
		const target = { ...sandboxTarget(sandbox), send, ...(baseUrl !== undefined && { baseUrl }) };
		const { elapsed } = await testContract({ target, random, now, concurrency: 1 });
		await connection.close();
		const again = await connect(createContractSandbox({ random: randomFrom(seed) }));
		const moved = requests.map((request) => ({ ...request, url: request.url.replace(baseUrl ?? "", again.baseUrl ?? "") }));
		const started = performance.now();
		for (const request of moved) await again.send(request);
		const bare = performance.now() - started;
		await again.close();
		if (round >= WARM_UP) pairs.push({ ours: elapsed, theirs: bare, requests: requests.length });
	}
	return pairs;
}
