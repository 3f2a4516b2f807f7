import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judgeRecording, reports, testContract } from "../../src/contract.ts";
import { readPeakMemory, TELL_MEMORY } from "./peak-memory.ts";
import { median, type Row } from "./table.ts";

/** Megabytes: one that fits into memory as text, for `JSON.parse`, and one that does not. */
const [SMALL, LARGE] = [50, 1000];
const ROUNDS = 3;

/** Judges recordings: against `JSON.parse` of the same bytes, and one that is larger than the memory it may take. */
export async function measureRecording(): Promise<Row[]> {
	const folder = mkdtempSync(join(tmpdir(), "bench-recording-"));
	try {
		const entries = await recordEntries();
		const small = writeRecording(join(folder, "small.har"), entries, SMALL);
		const speed = await measureSpeed(small);
		const memory = measureMemory(small);
		const large = writeRecording(join(folder, "large.har"), entries, LARGE);
		const note = `${memory.toFixed(0)} MiB for ${SMALL} MB`;
		return [
			speed,
			{ name: `peak memory, recording of ${LARGE} MB`, value: measureMemory(large), target: 300, unit: " MiB", note },
		];
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** The exchanges of a run on a clean target, as the text of the list in an HTTP archive. */
async function recordEntries(): Promise<string> {
	const recording = reports.har?.(await testContract({ keepExchanges: true })) ?? "";
	const { log } = JSON.parse(recording) as { log: { entries: unknown[] } };
	return log.entries.map((entry) => JSON.stringify(entry)).join(",");
}

/** The same entries over and over, until the file has its size. */
function writeRecording(file: string, entries: string, megabytes: number): string {
	const descriptor = openSync(file, "w");
	writeSync(descriptor, '{"log":{"version":"1.2","creator":{"name":"bench","version":"1"},"entries":[');
	const times = Math.ceil((megabytes * 1e6) / entries.length);
	for (let time = 0; time < times; time++) writeSync(descriptor, `${time === 0 ? "" : ","}${entries}`);
	writeSync(descriptor, "]}}");
	closeSync(descriptor);
	return file;
}

async function measureSpeed(file: string): Promise<Row> {
	const [parse, judge]: [number[], number[]] = [[], []];
	for (let round = 0; round < ROUNDS; round++) {
		const text = readFileSync(file, "utf8");
		const started = performance.now();
		JSON.parse(text);
		parse.push(performance.now() - started);
		const restarted = performance.now();
		const { verdict } = await judgeRecording(file);
		judge.push(performance.now() - restarted);
		if (verdict !== "conforms") throw new Error(`The recording of a clean target must conform, got ${verdict}`);
	}
	return { name: `recording of ${SMALL} MB / JSON.parse of it`, value: median(judge) / median(parse), target: 15, unit: "x" };
}

/** MiB that the command takes at most, in a process of its own. */
function measureMemory(file: string): number {
	const args = [...TELL_MEMORY, "scripts/run.js", "contract", "--har", file];
	const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
	if (status !== 0) throw new Error(`contract --har failed:\n${stderr}`);
	return readPeakMemory(stderr);
}
