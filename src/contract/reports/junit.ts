import type { Deviation } from "../finding.ts";
import { type CaseResult, fails, type Outcome } from "../result.ts";
import { curlOf } from "./curl.ts";
import { escapeXml } from "./escape.ts";
import type { Report } from "./report.ts";
import { placeOf, sentenceOf, sidesOf, sightingsOf } from "./words.ts";

/**
 * For CI servers: a test suite a kind of case, a test case a case. A finding stands in every case that met it. It keeps the
 * schemas of Jenkins and of Ant, but for skips: Ant's is older than they are, and servers count them.
 */
export const junitReport: Report = (result) => {
	const { cases, skips, started } = result;
	const kinds = [...new Set([...cases, ...skips].map(({ kind }) => kind))];
	const suites = kinds.map((kind, index) => {
		const own = cases.filter((one) => one.kind === kind);
		const skipped = skips.filter((one) => one.kind === kind);
		const attributes = {
			id: index,
			package: "contract",
			name: kind,
			tests: own.length + skipped.length,
			failures: own.filter((one) => failuresOf(one, result).length > 0).length,
			errors: 0,
			...(skipped.length > 0 && { skipped: skipped.length }),
			time: seconds(own.reduce((sum, one) => sum + one.elapsed, 0)),
			timestamp: new Date(started).toISOString().slice(0, 19),
			hostname: "localhost",
		};
		return element("testsuite", attributes, [
			targetOf(result),
			...own.map((one) => testCase(one, failuresOf(one, result), result)),
			...skipped.map(({ id, reason }) =>
				element("testcase", { classname: kind, name: id, time: "0" }, [element("skipped", {}, [escapeXml(reason)])]),
			),
			element("system-out"),
			element("system-err"),
		]);
	});
	return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", {}, [...suites, ...verdictSuite(result, suites.length)])}\n`;
};

function targetOf({ target }: Outcome): string {
	return element("properties", {}, [element("property", { name: "target", value: target })]);
}

/** What fails as a whole, and in no case of its own: nothing was proved, or not all of it. */
function verdictSuite(outcome: Outcome, id: number): string[] {
	const { verdict, target, findings, strict, elapsed, started } = outcome;
	if (verdict === "conforms" || findings.some((finding) => fails(finding, strict))) return [];
	const attributes = {
		id,
		package: "contract",
		name: "verdict",
		tests: 1,
		failures: 0,
		errors: 1,
		time: seconds(elapsed),
		timestamp: new Date(started).toISOString().slice(0, 19),
		hostname: "localhost",
	};
	const error = element("error", { message: `${target}: ${verdict}`, type: verdict });
	return [
		element("testsuite", attributes, [
			targetOf(outcome),
			element("testcase", { classname: "verdict", name: "the run as a whole", time: seconds(elapsed) }, [error]),
			element("system-out"),
			element("system-err"),
		]),
	];
}

function failuresOf(one: CaseResult, { findings, strict }: Outcome): Deviation[] {
	return one.findings.flatMap((position) => findings[position] ?? []).filter((finding) => fails(finding, strict));
}

function testCase({ id, kind, elapsed }: CaseResult, findings: readonly Deviation[], outcome: Outcome): string {
	const [first, ...others] = findings;
	const texts = findings.map((finding) => {
		const { check, operationId, documented, received } = finding;
		const [ours, theirs] = sidesOf(finding);
		const curl = curlOf(finding, outcome);
		const repeat = curl === undefined ? "" : `seen: ${sightingsOf(finding)}\n${curl}\n`;
		return escapeXml(`${check}: ${operationId} ${placeOf(finding)}\n${ours}: ${documented}\n${theirs}: ${received}\n${repeat}`);
	});
	// One failure for all that a case met: Ant's schema allows, and servers may show, no second one.
	const more = others.length > 0 ? ` (and ${others.length} more)` : "";
	const failures = first && [element("failure", { message: sentenceOf(first) + more, type: first.check }, texts)];
	return element("testcase", { classname: kind, name: id, time: seconds(elapsed) }, failures);
}

function element(
	name: string,
	attributes: Readonly<Record<string, string | number>> = {},
	children: readonly string[] = [],
): string {
	const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
	return children.length === 0 ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${children.join("\n")}</${name}>`;
}

function seconds(milliseconds: number): string {
	return (milliseconds / 1000).toFixed(3);
}
