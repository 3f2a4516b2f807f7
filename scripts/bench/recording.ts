import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { judgeRecording, reports, testContract } from "../../src/contract.ts";
import { inProjectFolder } from "../process/temporary-folder.ts";
import { measureRounds, type Row, ratioRow } from "./measure.ts";
import { measureMemory } from "./process.ts";

/** Megabytes: a recording that fits into memory as text, for `JSON.parse`, and one that does not. */
const [SMALL, LARGE] = [50, 1000];

/** Judges recordings: compares with `JSON.parse` of the same bytes, and measures the memory for a large one. */
export function measureRecording(): Promise<Row[]> {
	return inProjectFolder("bench-recording", async (folder) => {
		const entries = await recordEntries();
		const small = writeRecording(join(folder, "small.har"), entries, SMALL);
		const speed = await measureSpeed(small);
		const command = ["scripts/run.js", "contract", "--har"];
		const { memory } = await measureMemory([...command, small]);
		const large = await measureMemory([...command, writeRecording(join(folder, "large.har"), entries, LARGE)]);
		const note = `${memory.toFixed(0)} MiB for ${SMALL} MB`;
		return [speed, { name: `peak memory, recording of ${LARGE} MB`, value: large.memory, target: 300, unit: " MiB", note }];
	});
}

/** The entries of an HTTP archive of a run on a clean target, as text. */
async function recordEntries(): Promise<string> {
	const recording = reports.har?.(await testContract({ keepExchanges: true })) ?? "";
	const { log } = JSON.parse(recording) as { log: { entries: unknown[] } };
	return log.entries.map((entry) => JSON.stringify(entry)).join(",");
}

/** Writes the same entries again and again until the file has its size. */
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
	const theirs = async () => {
		const text = readFileSync(file, "utf8");
		const started = performance.now();
		JSON.parse(text);
		return performance.now() - started;
	};
	const ours = async () => {
		const started = performance.now();
		const { verdict } = await judgeRecording(file);
		if (verdict !== "conforms") throw new Error(`The recording of a clean target must conform, got ${verdict}`);
		return performance.now() - started;
	};
	const pairs = await measureRounds({ rounds: 3 }, { theirs, ours });
	return ratioRow(`recording of ${SMALL} MB / JSON.parse of it`, pairs, 15);
}
