import { RESULTS_MARK, type TestResult } from "../test-result.ts";
import { MissingPartError } from "./missing-part.ts";
import { runTests, type TestFiles } from "./run-tests.ts";

/** Runs the tests in a process, which prints the results in its last line. */
export async function runAsProcess(files: TestFiles, exempt: Readonly<Record<string, string>>): Promise<void> {
	const unhandled: TestResult[] = [];
	for (const event of ["unhandledRejection", "uncaughtException"]) {
		process.on(event, (error) => {
			if (error instanceof MissingPartError) return;
			const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
			unhandled.push({ file: "", name: "an error that nothing handled", state: "failed", reason });
		});
	}
	// A test may wait for nothing that keeps the process alive.
	setInterval(() => {}, 1_000);
	const results = [...(await runTests(files, exempt)), ...unhandled];
	await new Promise<void>((done) => process.stdout.write(`${RESULTS_MARK}${JSON.stringify(results)}\n`, () => done()));
	process.exit(0);
}
