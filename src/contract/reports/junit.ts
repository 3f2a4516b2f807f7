import type { Finding } from "../finding.ts";
import { type CaseResult, type ContractResult, fails } from "../result.ts";
import { curlOf } from "./curl.ts";
import { escapeXml } from "./escape.ts";
import type { Report } from "./report.ts";

/** For CI servers: a test suite a kind of case, a test case a case. A finding stands in the first case that met it. */
export const junitReport: Report = (result) => {
	const { cases, skips, findings, strict, elapsed, started } = result;
	const failing = findings.filter((finding) => fails(finding, strict));
	const kinds = [...new Set([...cases, ...skips].map(({ kind }) => kind))];
	const suites = kinds.map((kind) => {
		const own = cases.filter((one) => one.kind === kind);
		const skipped = skips.filter((one) => one.kind === kind);
		const attributes = {
			name: kind,
			tests: own.length + skipped.length,
			failures: own.filter((one) => failuresOf(one, failing).length > 0).length,
			errors: 0,
			skipped: skipped.length,
			time: seconds(own.reduce((sum, one) => sum + one.elapsed, 0)),
			timestamp: new Date(started).toISOString().slice(0, 19),
			hostname: "localhost",
		};
		const lines = [
			...own.map((one) => testCase(one, failuresOf(one, failing), result)),
			...skipped.map(({ id, reason }) =>
				element("testcase", { classname: kind, name: id, time: "0" }, [element("skipped", { message: reason }, [])]),
			),
		];
		return element("testsuite", attributes, lines);
	});
	const tests = cases.length + skips.length;
	const failures = cases.filter((one) => failuresOf(one, failing).length > 0).length;
	const attributes = { name: result.target, tests, failures, errors: 0, time: seconds(elapsed) };
	return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", attributes, suites)}\n`;
};

function failuresOf({ id }: CaseResult, failing: readonly Finding[]): Finding[] {
	return failing.filter((finding) => finding.case === id);
}

function testCase({ id, kind, elapsed }: CaseResult, findings: readonly Finding[], { curlCredentials }: ContractResult): string {
	const failures = findings.map((finding) => {
		const { check, operationId, pointer, documented, received, exchange } = finding;
		const text = `documented: ${documented}\nreceived: ${received}\n${curlOf(exchange, curlCredentials)}`;
		return element("failure", { message: `${operationId} ${pointer}: ${documented}; received ${received}`, type: check }, [
			escapeXml(text),
		]);
	});
	return element("testcase", { classname: kind, name: id, time: seconds(elapsed) }, failures);
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, children: readonly string[]): string {
	const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
	return children.length === 0 ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${children.join("\n")}</${name}>`;
}

function seconds(milliseconds: number): string {
	return (milliseconds / 1000).toFixed(3);
}
