import { escapeXml } from "../../../operation/escape-xml.ts";
import type { Deviation } from "../../judge/finding.ts";
import { type CaseResult, fails, type Outcome } from "../result.ts";
import { curlOf } from "./curl.ts";
import type { Report } from "./report.ts";
import { placeOf, sentenceOf, sidesOf, sightingsOf } from "./words.ts";

/**
 * For CI servers: a test suite a kind of case, a test case a case. A finding stands in every case that met it. It keeps the
 * schemas of Jenkins and of Ant, but for skips: Ant's is older than they are, and servers count them.
 */
export const junitReport: Report = (result) => {
	const { cases, skips } = result;
	const kinds = [...new Set([...cases, ...skips].map(({ kind }) => kind))];
	const suites = kinds.map((kind, position) => {
		const own = cases.filter((one) => one.kind === kind).map((one) => [one, failuresOf(one, result)] as const);
		const skipped = skips.filter((one) => one.kind === kind);
		const counts = {
			tests: own.length + skipped.length,
			failures: own.filter(([, failures]) => failures.length > 0).length,
			errors: 0,
			...(skipped.length > 0 && { skipped: skipped.length }),
		};
		const elapsed = own.reduce((sum, [one]) => sum + one.elapsed, 0);
		return suite(result, position, kind, counts, elapsed, [
			...own.map(([one, failures]) => testCase(one, failures, result)),
			...skipped.map(({ id, reason }) =>
				element("testcase", { classname: kind, name: id, time: "0" }, [element("skipped", {}, [escapeXml(reason)])]),
			),
		]);
	});
	return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", {}, [...suites, ...verdictSuite(result, suites.length)])}\n`;
};

/** What fails as a whole, and in no case of its own: nothing was proved, or not all of it. */
function verdictSuite(result: Outcome, position: number): string[] {
	const { verdict, target, findings, strict, elapsed } = result;
	if (verdict === "conforms" || findings.some((finding) => fails(finding, strict))) return [];
	const error = element("error", { message: `${target}: ${verdict}`, type: verdict });
	const one = element("testcase", { classname: "verdict", name: "the run as a whole", time: seconds(elapsed) }, [error]);
	return [suite(result, position, "verdict", { tests: 1, failures: 0, errors: 1 }, elapsed, [one])];
}

function suite(
	{ target, started }: Outcome,
	id: number,
	name: string,
	counts: Readonly<Record<string, number>>,
	elapsed: number,
	cases: readonly string[],
): string {
	const timestamp = new Date(started).toISOString().slice(0, 19);
	const attributes = { id, package: "contract", name, ...counts, time: seconds(elapsed), timestamp, hostname: "localhost" };
	const properties = element("properties", {}, [element("property", { name: "target", value: target })]);
	return element("testsuite", attributes, [properties, ...cases, element("system-out"), element("system-err")]);
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
