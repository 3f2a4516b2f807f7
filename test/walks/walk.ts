import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { copyProject } from "../support/copy-project.ts";
import { type CodeBlock, commandsOf, SANDBOX_ADDRESS } from "../support/documents.ts";
import { type Outcome, runShell, startProcess } from "../support/process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** The environment of a user who has set nothing up. */
const ENVIRONMENT: Readonly<Record<string, string | undefined>> = {
	PATH: process.env.PATH,
	HOME: process.env.HOME,
	NO_COLOR: "1",
	npm_config_offline: "true",
	npm_config_audit: "false",
	npm_config_update_notifier: "false",
};

/** A user's way through the texts: it begins in an empty folder, and runs the blocks of the texts there. */
export interface Walk {
	readonly folder: string;
	/** Clones the project into the folder, with its packages installed. Returns the folder of the clone. */
	clone(): string;
	/** Writes a block to a file, as its reader does. */
	save(block: CodeBlock, file: string, address?: string): void;
	/** Runs a block, or a command, until its first failure. */
	run(block: CodeBlock | string, options?: RunOptions): Promise<Outcome>;
	/** Starts a server, and returns its address. It is stopped at the end of the test, unless the caller registers otherwise. */
	start(command: string, options?: StartOptions): Promise<string>;
}

interface RunOptions {
	/** Within the folder. */
	readonly cwd?: string;
	/** The address of a sandbox, in place of the one that the texts name. */
	readonly address?: string;
	/** Changes a command, or leaves it out. */
	readonly change?: (command: string) => string | undefined;
	readonly env?: Readonly<Record<string, string>>;
}

interface StartOptions {
	readonly cwd?: string;
	readonly whenDone?: (stop: () => Promise<void>) => unknown;
}

/** @param whenDone registers the removal of the folder: at the end of the test, unless a test file passes `afterAll` */
export function beginWalk(name: string, whenDone?: (clean: () => void) => void): Walk {
	const folder = temporaryFolder(name, whenDone && { whenDone });
	return {
		folder,
		clone() {
			const copy = join(folder, "twilio-messages");
			copyProject(copy);
			return copy;
		},
		save: ({ code }, file, address = SANDBOX_ADDRESS) =>
			writeFileSync(join(folder, file), code.replaceAll(SANDBOX_ADDRESS, address)),
		run(block, { cwd = ".", address = SANDBOX_ADDRESS, change = (command: string) => command, env = {} } = {}) {
			const commands = typeof block === "string" ? [block] : commandsOf(block);
			const lines = commands.flatMap((command) => change(command) ?? []).map((line) => line.replaceAll(SANDBOX_ADDRESS, address));
			return runShell(["set -e", ...lines].join("\n"), { cwd: join(folder, cwd), env: { ...ENVIRONMENT, ...env } });
		},
		async start(command, { cwd = ".", whenDone: whenStopped = onTestFinished } = {}) {
			const options = { cwd: join(folder, cwd), env: ENVIRONMENT };
			const server = startProcess("sh", ["-c", `exec ${command}`], options, whenStopped as (stop: () => void) => void);
			whenStopped(async () => {
				server.child.kill("SIGTERM");
				await server.ended;
			});
			await server.until("Ctrl-C");
			return /http:\/\/127\.0\.0\.1:\d+/.exec(server.output())?.[0] ?? "";
		},
	};
}

/** Makes a folder with something in it. */
export function makeFolder(walk: Walk, name: string): string {
	const path = join(walk.folder, name);
	mkdirSync(path, { recursive: true });
	return path;
}
