import { type File, startTests, type Task, type VitestRunner } from "@vitest/runner";
import { getNames, getTests } from "@vitest/runner/utils";
import type { TestResult } from "../test-result.ts";
import { MissingPartError, missingParts } from "./missing-part.ts";

/** Test files by path, each with the function that loads it. */
export type TestFiles = Readonly<Record<string, () => Promise<unknown>>>;

const RUNNER_CONFIG = {
	root: "/",
	setupFiles: [],
	name: undefined,
	passWithNoTests: true,
	testNamePattern: undefined,
	allowOnly: false,
	sequence: { seed: 0, hooks: "stack", setupFiles: "parallel" },
	chaiConfig: undefined,
	maxConcurrency: 5,
	testTimeout: 60_000,
	hookTimeout: 60_000,
	retry: 0,
	includeTaskLocation: false,
	tags: [],
	tagsFilter: undefined,
	strictTags: false,
} as const satisfies VitestRunner["config"];

/**
 * Runs test files one after the other.
 *
 * @param exempt the tests that are not run, with the reason: by the beginning of `file > suite > test`
 */
export async function runTests(files: TestFiles, exempt: Readonly<Record<string, string>>): Promise<TestResult[]> {
	const results: TestResult[] = [];
	for (const file of Object.keys(files)) {
		const reason = exempt[file];
		if (reason !== undefined) results.push({ file, name: "", state: "skipped", reason });
		else results.push(...(await runFile(file, files, exempt)));
	}
	return results;
}

async function runFile(path: string, files: TestFiles, exempt: Readonly<Record<string, string>>): Promise<TestResult[]> {
	const runner: VitestRunner = {
		config: RUNNER_CONFIG,
		importFile: async () => void (await files[path]?.()),
		onBeforeRunTask(test) {
			if (reasonFor(test, path, exempt) !== undefined) test.mode = "skip";
		},
	};
	const [file] = await startTests([path], runner);
	if (file === undefined) return [];
	const tests = getTests(file).map((test) => resultOf(test, path, exempt));
	return [...failureOf(file, path), ...tests];
}

/** What keeps a file from being loaded, or a hook of it from running. */
function failureOf(file: File, path: string): TestResult[] {
	const [error] = file.result?.errors ?? [];
	if (error === undefined) return [];
	const state = error.name === MissingPartError.name ? "skipped" : "failed";
	return [{ file: path, name: "", state, reason: state === "skipped" ? error.message : (error.stack ?? error.message) }];
}

function resultOf(test: Task, file: string, exempt: Readonly<Record<string, string>>): TestResult {
	const name = fullTestName(test);
	const [error] = test.result?.errors ?? [];
	const missing = missingParts.get(test.id);
	if (test.result?.state === "pass") return { file, name, state: "passed" };
	if (test.result?.state !== "fail" || error === undefined) {
		return { file, name, state: "skipped", reason: reasonFor(test, file, exempt) ?? missing ?? "skipped by its own condition" };
	}
	if (missing !== undefined) return { file, name, state: "skipped", reason: missing };
	return { file, name, state: "failed", reason: error.stack ?? error.message };
}

function reasonFor(test: Task, file: string, exempt: Readonly<Record<string, string>>): string | undefined {
	const name = `${file} > ${fullTestName(test)}`;
	return Object.entries(exempt).find(([start]) => name.startsWith(start))?.[1];
}

/** The names of the suites around it, and its own. */
function fullTestName(test: Task): string {
	return getNames(test).slice(1).join(" > ");
}
