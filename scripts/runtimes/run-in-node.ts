import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { inTemporaryFolder } from "../process/temporary-folder.ts";
import { runInTime } from "./run-in-time.ts";
import type { TestResult } from "./test-result.ts";

/** The part of the report of vitest that is read. */
interface VitestReport {
	readonly testResults: readonly {
		readonly name: string;
		readonly message?: string;
		readonly assertionResults: readonly {
			readonly ancestorTitles: readonly string[];
			readonly title: string;
			readonly status: string;
			readonly failureMessages: readonly string[];
		}[];
	}[];
}

/**
 * Runs the tests of these files with vitest, in a Node of this version.
 *
 * @param exempt the files that are not run, with the reason
 * @throws {Error} if vitest does not report
 */
export async function runInNode(
	node: string,
	files: readonly string[],
	exempt: Readonly<Record<string, string>>,
): Promise<TestResult[]> {
	const left = files.filter((file) => Object.hasOwn(exempt, file));
	const skipped = left.map((file): TestResult => ({ file, name: "", state: "skipped", reason: exempt[file] ?? "" }));
	const results = await runVitest(
		node,
		files.filter((file) => !left.includes(file)),
	);
	return [...results, ...skipped];
}

function runVitest(node: string, files: readonly string[]): Promise<TestResult[]> {
	return inTemporaryFolder("runtimes", async (folder) => {
		const report = join(folder, "report.json");
		// The files of a worker share their modules: to load these for each file takes longer than the tests.
		const options = ["--no-isolate", "--reporter=json", `--outputFile=${report}`];
		const args = ["node_modules/vitest/vitest.mjs", "run", ...options, ...files];
		const { code, output } = await runInTime(node, args);
		const results = readReport(JSON.parse(readFileSync(report, "utf8")) as VitestReport);
		// An error outside of a test fails the run alone.
		const isExplained = code === 0 || results.some(({ state }) => state === "failed");
		return isExplained ? results : [...results, { file: "", name: "the run", state: "failed", reason: output.trim() }];
	});
}

function readReport({ testResults }: VitestReport): TestResult[] {
	return testResults.flatMap(({ name, message, assertionResults }) => {
		const file = relative(process.cwd(), name);
		if (assertionResults.length === 0) return [{ file, name: "", state: "failed", reason: message || "no test was found" }];
		return assertionResults.map(({ ancestorTitles, title, status, failureMessages }): TestResult => {
			const test = { file, name: [...ancestorTitles, title].join(" > ") };
			if (status === "failed") return { ...test, state: "failed", reason: failureMessages.join("\n") };
			return status === "passed" ? { ...test, state: "passed" } : { ...test, state: "skipped", reason: BY_CONDITION };
		});
	});
}

const BY_CONDITION = "skipped by its own condition";
