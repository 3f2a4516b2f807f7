import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { runInTime } from "./run-in-time.ts";
import type { TestResult } from "./test-result.ts";

/** Runs a bundle of tests in Bun or Deno. @throws {Error} with the end of the output, if it ended without results */
export async function runInProcess(executable: string, args: readonly string[], bundle: string): Promise<TestResult[]> {
	const file = `${bundle}.${process.pid}.json`;
	try {
		const { output } = await runInTime(executable, [...args, bundle], { TEST_RESULTS: file });
		return readResults(existsSync(file) ? readFileSync(file, "utf8") : undefined, output);
	} finally {
		rmSync(file, { force: true });
	}
}

/** Serves a bundle of tests by workerd, on a free port of this machine, and asks it for the results. */
export async function runInWorker(executable: string, bundle: string): Promise<TestResult[]> {
	const config = join(dirname(bundle), `${basename(bundle)}.${process.pid}.capnp`);
	writeFileSync(config, printConfig(basename(bundle)));
	let response: Promise<string> | undefined;
	try {
		// It prints the port that it listens on to the file descriptor of a controller, which is its standard output here.
		const { output } = await runInTime(executable, ["serve", config, "--control-fd=1"], {}, async (printed) => {
			const port = /"port":(\d+)/.exec(printed)?.[1];
			if (port === undefined || response !== undefined) return false;
			response = fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.text());
			await response.catch(() => {});
			return true;
		});
		return readResults(await response, output);
	} finally {
		rmSync(config, { force: true });
	}
}

/** The tests may not leave this machine. */
function printConfig(bundle: string): string {
	return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "tests", worker = (
      modules = [(name = "tests.mjs", esModule = embed "${bundle}")],
      compatibilityDate = "2026-11-01",
      globalOutbound = "nowhere",
    )),
    (name = "nowhere", network = (allow = [])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "tests")],
);
`;
}

function readResults(json: string | undefined, output: string): TestResult[] {
	if (json === undefined) throw new Error(`the tests ended without results: ${output.trim().slice(-2_000)}`);
	return JSON.parse(json) as TestResult[];
}
