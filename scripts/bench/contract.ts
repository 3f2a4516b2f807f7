import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
	type ContractResult,
	createContractSandbox,
	reports,
	type Send,
	sandboxTarget,
	testContract,
} from "../../src/contract.ts";
import { createFetchSend } from "../../src/core/contract/run/targets/fetch.ts";
import { groupBy } from "../../src/core/operation/group-by.ts";
import type { HttpRequest } from "../../src/core/operation/http.ts";
import { randomFrom } from "../../src/core/operation/random.ts";
import type { Sandbox } from "../../src/sandbox.ts";
import { DRIFTS, type NamedDrift } from "../../test/twilio/contract/drifts/index.ts";
import { require } from "../pipeline/require.ts";
import { inProjectFolder } from "../process/temporary-folder.ts";
import { mediansOf, printTable, type Row, ratioRow } from "./measure.ts";
import { runNode } from "./process.ts";
import { measureRecording } from "./recording.ts";

const ROUNDS = 11;
/** Rounds for the compiler, which are not counted. */
const WARM_UP = 5;

/** Measures what the contract tests find and what they cost. The exit code is 0 if every target is met. */
export async function benchContract(): Promise<number> {
	const missed = printTable("Drifts not caught by the right check at the right place, and false alarms", [
		...(await measureMissed()),
		{ name: "false alarms in 50 runs on a clean target", value: await countAlarms(), target: 0 },
	]);
	const speed = await measureSuite();
	return Math.max(missed, printTable("Speed, as ratios", [...speed, ...(await measureRecording())]));
}

/** Counts by class the drifts that the right check does not find at the right place. */
async function measureMissed(): Promise<Row[]> {
	const outcomes = await injectDrifts(DRIFTS);
	const row = (name: string, drifts: typeof outcomes): Row => {
		const missed = drifts.filter(({ isCaught }) => !isCaught);
		// Beside it: what another tool notices at all, in the same recorded traffic.
		const noticed = drifts.filter(({ isNoticed }) => isNoticed).length;
		const note = `of ${drifts.length}; redocly drift notices ${noticed}. ${missed.map(({ name }) => name).join(", ")}`;
		return { name, value: missed.length, target: 0, note };
	};
	const kinds = [...groupBy(outcomes, ({ kind }) => kind)];
	return [...kinds.map(([kind, drifts]) => row(kind, drifts)), row("all", outcomes)];
}

/** What became of a drift that was injected. */
export interface DriftOutcome {
	/** The class of the drift. */
	readonly kind: string;
	readonly name: string;
	/** The right check found it, at the right place. */
	readonly isCaught: boolean;
	/** `redocly drift` reports something in the same recorded traffic. */
	readonly isNoticed: boolean;
}

/** Injects drifts into the sandbox, each on its own. */
export function injectDrifts(drifts: readonly NamedDrift[]): Promise<DriftOutcome[]> {
	return inProjectFolder("bench-drifts", async (folder) => {
		const peer = createPeer(folder);
		const known = await peer(await record(undefined));
		const outcomes: DriftOutcome[] = [];
		for (const drift of drifts) {
			const result = await record(drift);
			const isCaught = result.findings.some(({ check, operationId, pointer }) => {
				return check === drift.check && operationId === drift.shownBy && pointer === drift.pointer;
			});
			const isNoticed = [...(await peer(result))].some((problem) => !known.has(problem));
			outcomes.push({ kind: drift.name.split(":")[0] ?? "", name: drift.name, isCaught, isNoticed });
		}
		return outcomes;
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
		return { baseUrl: url, send: createFetchSend(), close };
	});
	return [
		suiteRow("suite / its requests sent bare, over a socket as the command sends them", overSocket, 1.5),
		// No target: the sandbox responds in 20 microseconds, which leaves no time for checking the response.
		suiteRow("  for comparison: in process, without a socket", inProcess),
	];
}

function suiteRow(name: string, { pairs, requests }: Awaited<ReturnType<typeof measureSuitePairs>>, target?: number): Row {
	return ratioRow(name, pairs, target, `${requests} requests, ${mediansOf(pairs, "ms", 1)}`);
}

interface Replay {
	/** The address, which replayed requests replace by that of their own server. */
	readonly baseUrl?: string;
	readonly send: Send;
	readonly close: () => Promise<void>;
}

async function measureSuitePairs(connect: (sandbox: Sandbox) => Promise<Replay>) {
	const pairs = { ours: [] as number[], theirs: [] as number[] };
	const requests: HttpRequest[] = [];
	for (let round = -WARM_UP; round < ROUNDS; round++) {
		requests.length = 0;
		const seed = `round ${round}`;
		const sandbox = createContractSandbox({ random: randomFrom(seed) });
		const { baseUrl, ...connection } = await connect(sandbox);
		const send: Send = (request) => {
			requests.push(request);
			return connection.send(request);
		};
		const random = randomFrom(`${seed} ids`);
		const now = () => performance.now();
		const target = { ...sandboxTarget(sandbox), send, ...(baseUrl !== undefined && { baseUrl }) };
		const { elapsed } = await testContract({ target, random, now, concurrency: 1 });
		await connection.close();
		const again = await connect(createContractSandbox({ random: randomFrom(seed) }));
		const moved = requests.map((request) => ({ ...request, url: request.url.replace(baseUrl ?? "", again.baseUrl ?? "") }));
		const started = performance.now();
		for (const request of moved) await again.send(request);
		const bare = performance.now() - started;
		await again.close();
		if (round < 0) continue;
		pairs.ours.push(elapsed);
		pairs.theirs.push(bare);
	}
	return { pairs, requests: requests.length };
}
