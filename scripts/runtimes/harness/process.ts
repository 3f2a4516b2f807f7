import { writeFileSync } from "node:fs";
import type { TestResult } from "../test-result.ts";
import { MissingPartError } from "./missing-part.ts";
import { runTests, type TestFiles } from "./run-tests.ts";

/** Runs the tests in a process, which writes the results to the file that `TEST_RESULTS` names. */
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
	// Not to the standard output: some runtimes end before all of it has been written.
	writeFileSync(process.env.TEST_RESULTS ?? "results.json", JSON.stringify(results));
	process.exit(0);
}
