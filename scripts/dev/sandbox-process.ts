import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Seed } from "../../src/core/sandbox/seed.ts";

/** A sandbox in a process of its own, because a process reads the generated files only once. */
export class SandboxProcess {
	readonly #port: number;
	#child: ChildProcess | undefined;
	readonly #folder = mkdtempSync(join(tmpdir(), "dev-"));
	#isClosed = false;

	constructor(port: number) {
		this.#port = port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	get isRunning(): boolean {
		return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
	}

	/**
	 * Starts it with these resources, or starts it again: what was created in it since is gone.
	 *
	 * @throws {Error} with what it printed, if it does not start
	 */
	async start(seed: Seed): Promise<void> {
		await this.#stop();
		if (this.#isClosed) return;
		const seedFile = join(this.#folder, "seed.json");
		writeFileSync(seedFile, JSON.stringify(seed));
		const args = ["scripts/run.js", "sandbox", "--quiet", "--port", String(this.#port), "--seed", seedFile];
		const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
		this.#child = child;
		let errors = "";
		child.stderr.on("data", (chunk) => {
			errors += chunk;
		});
		// The first line is its address.
		await Promise.race([once(child.stdout, "data"), once(child, "close")]);
		child.stdout.resume();
		if (!this.isRunning) throw new Error(`the sandbox did not start: ${errors.trim()}`);
	}

	/** Stops it for good. */
	async close(): Promise<void> {
		this.#isClosed = true;
		await this.#stop();
		rmSync(this.#folder, { recursive: true, force: true });
	}

	async #stop(): Promise<void> {
		const child = this.#child;
		if (child === undefined || !this.isRunning) return;
		const ended = once(child, "exit");
		child.kill();
		await ended;
	}
}
