import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { GeneratedApi } from "../../../operation/generated-api.ts";
import { TargetError } from "../../command/setup.ts";
import type { ContractPolicy } from "../../policy.ts";
import type { ContractResult } from "../../report/result.ts";
import { readEntry } from "./har-entry.ts";
import { HarJudge, type RecordingOptions } from "./har-judge.ts";
import { HarSplitter } from "./har-splitter.ts";

/** How recordings are judged. */
interface HarOptions extends RecordingOptions {
	/** Called after each piece of a file: the bytes read so far, and the size of all files. */
	readonly onProgress?: (read: number, size: number) => void;
}

const CHUNK_BYTES = 1024 * 1024;

/**
 * Judges recorded traffic: HTTP archives, read piece by piece, as one recording. No request is sent.
 *
 * @throws {TargetError} if a file is not an HTTP archive, or no entry can be read
 * @throws {SelectionError} if the options name what does not exist, or select no operation
 */
export async function judgeHar(
	api: GeneratedApi,
	policy: ContractPolicy,
	files: readonly string[],
	options: HarOptions = {},
): Promise<ContractResult> {
	const judged = new HarJudge(api, policy, files, options);
	const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
	const total = sizes.reduce((sum, size) => sum + size, 0);
	let before = 0;
	for (const [index, file] of files.entries()) {
		await readFile(file, judged, (read) => options.onProgress?.(before + read, total));
		before += sizes[index] ?? 0;
	}
	return judged.finish();
}

async function readFile(file: string, judged: HarJudge, onProgress: (read: number) => void): Promise<void> {
	const splitter = new HarSplitter();
	const stream = createReadStream(file, { highWaterMark: CHUNK_BYTES });
	judged.open(file);
	try {
		for await (const chunk of stream) {
			for (const entry of splitter.push(chunk as Uint8Array)) judged.add(readEntry(entry));
			onProgress(stream.bytesRead);
		}
	} catch (error) {
		if (error instanceof RangeError) throw new TargetError(`${file}: ${error.message}`);
		throw error;
	}
	if (!splitter.found)
		throw new TargetError(`${file}: expected an HTTP archive, with a list of entries at /log/entries; found none`);
	if (!splitter.complete) judged.add({ problem: "the file ends in the middle of the list" });
}
