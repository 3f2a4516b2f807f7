import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

/** Redocly's tools ask no server for updates and send no telemetry; no output is coloured. */
const QUIET = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_NOTIFICATIONS: "true", NO_COLOR: "1" };

/** Arguments of `node` that make it print its peak memory on standard error when it exits. */
const REPORT_MEMORY = [
	"--import",
	'data:text/javascript,process.on("exit", () => console.error("rss=" + process.resourceUsage().maxRSS))',
];

/** Starts Node with arguments. The caller ends it. */
export function startNode(args: readonly string[], cwd = process.cwd()): ChildProcessWithoutNullStreams {
	return spawn(process.execPath, args, { cwd, env: { ...process.env, ...QUIET } });
}

/**
 * Runs Node with arguments until it ends.
 *
 * @throws {Error} with the beginning of its standard error if its exit code is not 0
 */
export async function runNode(args: readonly string[], cwd?: string) {
	const started = performance.now();
	const child = startNode(args, cwd);
	const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
	if (code !== 0) throw new Error(`${args.join(" ")} failed: ${stderr.slice(0, 500)}`);
	return { milliseconds: performance.now() - started, stdout, stderr };
}

/** Runs Node with arguments until it ends, and measures the peak memory in MiB, of its largest process. */
export async function measureMemory(args: readonly string[], cwd?: string): Promise<{ stdout: string; memory: number }> {
	const { stdout, stderr } = await runNode([...REPORT_MEMORY, ...args], cwd);
	const peaks = [...stderr.matchAll(/^rss=(\d+)$/gm)].map(([, kilobytes]) => Number(kilobytes) / 1024);
	return { stdout, memory: Math.max(...peaks) };
}

/** Returns a function that waits for the next line of output which contains a text. */
export function lineReader({ stdout, stderr }: ChildProcessWithoutNullStreams): (part?: string) => Promise<string> {
	const complaint = text(stderr);
	const lines = createInterface(stdout)[Symbol.asyncIterator]();
	return async (part = "") => {
		while (true) {
			const { done, value } = await lines.next();
			if (done) throw new Error(`ended before it printed ${JSON.stringify(part)}: ${await complaint}`);
			if (value.includes(part)) return value;
		}
	};
}
