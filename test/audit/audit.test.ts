import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { runNode } from "../support/process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Runs the command with an npm that prints these reports, of the run-time dependencies and of all. */
async function audit(runTime: object | string, all: object | string) {
	const folder = temporaryFolder("audit");
	const reports = JSON.stringify([runTime, all].map((report) => (typeof report === "string" ? report : JSON.stringify(report))));
	const npm = `#!${process.execPath}
if (process.argv[2] !== "audit" || !process.argv.includes("--offline=false")) throw new Error("another request");
process.stdout.write(${reports}[process.argv.includes("--omit=dev") ? 0 : 1]);
process.exitCode = 1;
`;
	writeFileSync(join(folder, "npm"), npm, { mode: 0o755 });
	const env = { ...process.env, NO_COLOR: "1", PATH: `${folder}${delimiter}${process.env.PATH}` };
	return runNode(["scripts/run.js", "audit"], { env });
}

const clean = { auditReportVersion: 2, vulnerabilities: {} };
const withSeverity = (severity: string) => ({ ...clean, vulnerabilities: { parser: { severity, range: "<2.0.1" } } });

test("no vulnerability is exit code 0, and so is a registry that does not say, in plain words", async () => {
	expect(await audit(clean, clean)).toEqual({
		code: 0,
		stdout: "✓ run-time dependencies: no known vulnerability\n✓ all dependencies: no known vulnerability\n",
		stderr: "",
	});
	const rejected = { message: "405 Method Not Allowed", error: { summary: "", detail: "" } };
	expect(await audit(rejected, "garbage")).toEqual({
		code: 0,
		stdout: "",
		stderr: `? run-time dependencies: not audited, because the registry did not answer (405 Method Not Allowed)
? all dependencies: not audited, because the registry did not answer (npm printed no report)
`,
	});
});

test.each([
	["low", "none", 1],
	["none", "moderate", 0],
	["none", "high", 1],
	["none", "dreadful", 1],
])("a vulnerability that is %s at run time and %s elsewhere is exit code %i", async (runTime, other, code) => {
	const reportOf = (severity: string) => (severity === "none" ? clean : withSeverity(severity));
	const outcome = await audit(reportOf(runTime), reportOf(other));
	expect(outcome).toMatchObject({ code, stderr: "" });
	const severity = runTime === "none" ? other : runTime;
	const mark = code === 0 ? "·" : "✗";
	expect(outcome.stdout).toMatch(new RegExp(`^${mark} [\\w -]+: parser <2\\.0\\.1 \\(${severity}\\)$`, "m"));
});
