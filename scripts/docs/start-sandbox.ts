import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExampleSeed } from "./seed.ts";

/** The sandbox did not start. The message is the sandbox's own. */
export class SandboxError extends Error {}

/**
 * Starts the sandbox of this project as a separate process, so that a build without `--serve` does not load it.
 *
 * @param port 0 picks a free one
 * @throws {SandboxError} if it does not start
 */
export async function startSandbox(port: number, seed: ExampleSeed): Promise<{ readonly url: string; stop(): void }> {
	const folder = mkdtempSync(join(tmpdir(), "docs-sandbox-"));
	const file = join(folder, "seed.json");
	writeFileSync(file, JSON.stringify(seed));
	const args = ["scripts/run.js", "sandbox", "--port", String(port), "--seed", file, "--quiet", "--json"];
	const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
	const stop = () => {
		child.kill();
		rmSync(folder, { recursive: true, force: true });
	};
	// The sandbox must not outlive this process, even if this process crashes.
	process.once("exit", stop);
	try {
		return { url: await listening(child.stdout, child.stderr), stop };
	} catch (error) {
		stop();
		throw error;
	}
}

/** The address in the first line of the output. */
function listening(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream): Promise<string> {
	return new Promise((done, fail) => {
		let [output, complaint] = ["", ""];
		stderr.on("data", (chunk) => {
			complaint += chunk;
		});
		stdout.on("data", (chunk) => {
			output += chunk;
			const [line, rest] = output.split("\n");
			if (rest !== undefined) done((JSON.parse(line ?? "") as { url: string }).url);
		});
		stdout.on("end", () => fail(new SandboxError(complaint.trim())));
	});
}
