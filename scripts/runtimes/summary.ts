import { countOf } from "../../src/core/operation/count-of.ts";
import { paint } from "../../src/core/operation/paint.ts";
import type { SupportedRuntime } from "./runtime-list.ts";
import type { TestResult } from "./test-result.ts";

/** What a runtime made of the tests, in lines: the counts, each failure, and each reason to skip with its number of tests. */
export function summaryOfRuntime(
	{ name, version }: SupportedRuntime,
	results: readonly TestResult[],
	seconds: number,
	context: { readonly colour?: boolean },
): string[] {
	const withState = (state: TestResult["state"]) => results.filter((result) => result.state === state);
	const [passed, failed, skipped] = [withState("passed"), withState("failed"), withState("skipped")];
	const counts = `${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped in ${seconds.toFixed(0)} s`;
	return [
		paint(context, failed.length > 0 ? "red" : "green", `${name} ${version}: ${counts}`),
		...failed.flatMap(({ file, name, reason = "" }) => [`  failed: ${testTitle(file, name)}`, ...firstLines(reason)]),
		...countReasons(skipped),
	];
}

function countReasons(skipped: readonly TestResult[]): string[] {
	const counts = new Map<string, { tests: number; files: number }>();
	for (const { name, reason = "" } of skipped) {
		const count = counts.get(reason) ?? { tests: 0, files: 0 };
		count[name === "" ? "files" : "tests"]++;
		counts.set(reason, count);
	}
	return [...counts].map(([reason, { tests, files }]) => {
		const parts = [countOf(tests, "test"), countOf(files, "file")].filter((part) => !part.startsWith("0 "));
		return `  skipped: ${parts.join(", ")} (${reason})`;
	});
}

const testTitle = (file: string, name: string) => [file, name].filter((part) => part !== "").join(" > ");
const firstLines = (text: string) =>
	text
		.split("\n")
		.slice(0, 12)
		.map((line) => `    ${line}`);
