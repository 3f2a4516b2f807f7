import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runShell } from "./support/process.ts";

const readme = readFileSync("README.md", "utf8");

/** Command lines that are not run here, each with the reason. */
const NOT_RUN: [pattern: RegExp, reason: string][] = [
	[/npm ci|npm test/, "they install the packages and run these tests; .ci/run runs them"],
	[/npm run bench/, "it measures for minutes"],
	[/--watch|npm run sandbox|--serve/, "it runs until it is stopped; its own tests start and stop it"],
	[/--target|--receiver/, "it needs a server, or an account"],
	[/--har|--vendor-spec/, "it reads a file of the reader; the tests of the contract tests run it on their own files"],
	[/--report/, "it writes files to the working directory; the tests of the reports read them elsewhere"],
	[/path\/to/, "the path is an example"],
	[/^curl /, "the tests of the sandbox run it against a sandbox"],
];

/** The commands in the README, without their comments. */
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = ""]) =>
	block
		.replace(/\\\n\s*/g, "")
		.split("\n")
		.map((line) => line.replace(/\s+#.*$/, "").trim())
		.filter((line) => line !== "" && !line.startsWith("#")),
);

describe("every command of the README", () => {
	for (const command of commands) {
		const reason = NOT_RUN.find(([pattern]) => pattern.test(command))?.[1];
		if (reason === undefined) {
			test(`succeeds: ${command}`, async () => {
				const { code, stderr } = await runShell(command);
				expect(stderr).not.toContain("Unknown option");
				// `--check` finds nothing stale, so it exits with 0 like the others.
				expect(code).toBe(0);
			});
		} else {
			test(`is not run (${reason}): ${command}`, () => {
				expect(command).toMatch(/^(?:npm (?:ci|run [\w:-]+|test)|curl|node) ?/);
			});
		}
	}
});
