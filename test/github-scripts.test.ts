import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { renderPermissively } from "./render-markdown.ts";
import { runNode } from "./support/process.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/** A call of the GitHub CLI. */
interface Call {
	readonly args: readonly string[];
	/** Its standard input. */
	readonly input: string;
}

/**
 * A GitHub CLI that notes its calls, and gives answers by the beginning of its arguments. A shell script, because it is started
 * often: arguments end with the unit separator, and a call with its input and the record separator.
 */
function writeCli(folder: string, answers: Readonly<Record<string, unknown>>): void {
	const cases = Object.entries(answers).map(([start, answer], index) => {
		writeFileSync(join(folder, `answer-${index}`), JSON.stringify(answer));
		return `'${start}'*) cat "${folder}/answer-${index}" ;;`;
	});
	const lines = [
		...["#!/bin/sh", `exec 3>> "${folder}/calls"`],
		...["printf '%s\\037' \"$@\" >&3", 'case " $* " in *" - "*) cat >&3 ;; esac', "printf '\\036' >&3"],
		...['case "$*" in', ...cases, "*) ;;", "esac"],
	];
	writeFileSync(join(folder, "gh"), `${lines.join("\n")}\n`, { mode: 0o755 });
	writeFileSync(join(folder, "calls"), "");
}

function readCalls(folder: string): Call[] {
	const calls = readFileSync(join(folder, "calls"), "utf8").split("\x1e").slice(0, -1);
	return calls.map((call) => {
		const parts = call.split("\x1f");
		return { args: parts.slice(0, -1), input: parts.at(-1) ?? "" };
	});
}

/** Runs a script of .github/scripts with a GitHub CLI that gives answers, by the beginning of its arguments. */
async function runScript(
	name: string,
	args: readonly string[],
	{ answers = {}, env = {}, cwd }: { answers?: Record<string, unknown>; env?: Record<string, string>; cwd?: string } = {},
) {
	const folder = temporaryFolder("gh");
	writeCli(folder, answers);
	const outcome = await runNode([resolve(".github/scripts", name), ...args], {
		...(cwd !== undefined && { cwd }),
		env: { ...process.env, ...env, PATH: `${folder}${delimiter}${process.env.PATH}` },
	});
	return { ...outcome, calls: readCalls(folder) };
}

function reportOf(text: string): string {
	const file = join(temporaryFolder("report"), "report.md");
	writeFileSync(file, text);
	return file;
}

const RUN = "https://ci.example/runs/7";

describe("contract-issue", () => {
	const LIST = ["issue", "list", "--label", "contract-test", "--state", "open", "--json", "number"];
	const contractIssue = (code: string, report: string, open: number[]) =>
		runScript("contract-issue.mjs", [code, report, RUN], {
			answers: { "issue list": open.map((number) => ({ number })) },
		});

	test.each([
		["1", "The real service deviates from the description"],
		["2", "The contract test of the real service proved nothing"],
	])("exit code %s opens an issue, and later runs update that one", async (code, title) => {
		const report = reportOf("## Contract: 1 finding\n");
		const body = expect.stringMatching(/\(https:\/\/ci\.example\/runs\/7\)[\s\S]*\n\n## Contract: 1 finding\n$/);
		const opened = await contractIssue(code, report, []);
		expect(opened).toMatchObject({ code: 0, stderr: "" });
		expect(opened.calls).toEqual([
			{ args: LIST, input: "" },
			{ args: ["label", "create", "contract-test", "--description", "About the nightly contract test", "--force"], input: "" },
			{ args: ["issue", "create", "--title", title, "--label", "contract-test", "--body-file", "-"], input: body },
		]);
		const updated = await contractIssue(code, report, [12]);
		expect(updated.calls.slice(1)).toEqual([
			{ args: ["issue", "edit", "12", "--title", title, "--body-file", "-"], input: body },
		]);
	});

	test("exit code 0 closes the issue, and does nothing without one", async () => {
		const closed = await contractIssue("0", "none", [12]);
		expect(closed.calls.slice(1)).toEqual([
			{ args: ["issue", "close", "12", "--comment", `The service conforms again: ${RUN}`], input: "" },
		]);
		expect((await contractIssue("0", "none", [])).calls).toHaveLength(1);
	});

	test("a run without a report, and one with a report that is too long for an issue, have an issue, too", async () => {
		const [, , without] = (await contractIssue("2", "none", [])).calls;
		expect(without?.input).toContain("The run wrote no report.");
		const lines = `${"x".repeat(99)}\n`.repeat(700);
		const [, long] = (await contractIssue("1", reportOf(lines), [12])).calls;
		expect(long?.input.length).toBeLessThan(65_536);
		expect(long?.input).toMatch(/\nx{99}\n\nThe report is longer: see the \[run\]\(https:\/\/ci\.example\/runs\/7\)\.\n$/);
	});

	test("another exit code is an error, and no issue", async () => {
		const { code, stderr, calls } = await contractIssue("7", "none", []);
		expect(code).not.toBe(0);
		expect(stderr).toContain("expected the exit code 0, 1 or 2 of the contract test, got 7");
		expect(calls).toEqual([]);
	});
});

describe("spec-diff-comment", () => {
	const env = { GH_REPO: "o/r", HEAD_OWNER: "fork", HEAD_BRANCH: "fix/$(id)", HEAD_SHA: "abc", RUN_URL: RUN };
	const PULLS = "api --method GET repos/o/r/pulls";
	const COMMENTS = "api --method GET repos/o/r/issues/5/comments";
	const comment = (bump: string, comments: object[], sha = "abc", report = `${bump}\n`) => {
		const folder = temporaryFolder("spec-diff");
		writeFileSync(join(folder, "spec-diff.txt"), report);
		writeFileSync(join(folder, "spec-diff.json"), JSON.stringify({ bump }));
		return runScript("spec-diff-comment.mjs", [folder], {
			env,
			answers: { [PULLS]: [[{ number: 4, head: { sha: "old" } }], [{ number: 5, head: { sha } }]], [COMMENTS]: [comments] },
		});
	};
	const own = { id: 33, user: { login: "github-actions[bot]" }, body: "<!-- spec-diff -->\nbefore" };
	/** Comments that look similar. */
	const others = [
		{ ...own, id: 31, user: { login: "somebody" } },
		{ ...own, id: 32, body: "of another workflow" },
	];
	const bodyOf = (call: Call | undefined) => (JSON.parse(call?.input ?? "{}") as { body?: string }).body;

	test("the first report is a new comment, and the next ones change it", async () => {
		const first = await comment("minor", others);
		expect(first).toMatchObject({ code: 0, stderr: "" });
		expect(first.calls[0]?.args).toEqual([
			...[...PULLS.split(" "), "--paginate", "--slurp"],
			...["-f", "state=open", "-f", "head=fork:fix/$(id)"],
		]);
		expect(first.calls[2]?.args).toEqual(["api", "--method", "POST", "repos/o/r/issues/5/comments", "--silent", "--input", "-"]);
		expect(bodyOf(first.calls[2])).toBe("<!-- spec-diff -->\n```text\nminor\n```\n");

		const next = await comment("major", [...others, own]);
		expect(next.calls[2]?.args.slice(0, 4)).toEqual(["api", "--method", "PATCH", "repos/o/r/issues/comments/33"]);
		expect(bodyOf(next.calls[2])).toBe("<!-- spec-diff -->\n```text\nmajor\n```\n");
	});

	test("a report without a change changes a comment, and makes none", async () => {
		expect((await comment("none", others)).calls).toHaveLength(2);
		expect(bodyOf((await comment("none", [own])).calls[2])).toBe("<!-- spec-diff -->\n```text\nnone\n```\n");
	});

	test("a report is text only, whatever the code of the pull request wrote", async () => {
		const report = `@everyone [safe](https://evil.example)\n${"`".repeat(5)}\n![](https://evil.example/x.png)\n<!-- -->`;
		const body = bodyOf((await comment("minor", [], "abc", report)).calls[2]) ?? "";
		expect(renderPermissively(body)).toBe(
			'<!-- spec-diff -->\n<pre><code class="language-text">@everyone [safe](https://evil.example)\n`````\n' +
				"![](https://evil.example/x.png)\n&lt;!-- -->\n</code></pre>",
		);
		const long = bodyOf((await comment("minor", [], "abc", "```\n".repeat(20_000))).calls[2]) ?? "";
		expect(long.length).toBeLessThan(65_536);
		expect(long).toMatch(/\n````\n\nThe report is longer: see the \[run\]\(https:\/\/ci\.example\/runs\/7\)\.\n$/);
	});

	test("a commit that is no longer the newest of a pull request gets no comment", async () => {
		const { code, stdout, calls } = await comment("minor", [], "newer");
		expect(code).toBe(0);
		expect(stdout).toBe("No open pull request has the commit abc.\n");
		expect(calls).toHaveLength(1);
	});
});

describe("release-notes", () => {
	const notes = (tag: string, changelog: string) => {
		const cwd = temporaryFolder("release");
		writeFileSync(join(cwd, "package.json"), '{"version":"1.2.0"}');
		writeFileSync(join(cwd, "CHANGELOG.md"), changelog);
		return runScript("release-notes.mjs", [tag], { cwd });
	};

	test.each(["## 1.2.0", "## [1.2.0] - 2026-12-01", "## v1.2.0 (2026-12-01)"])("prints the part below %s", async (heading) => {
		const changelog = `# Changelog\n\n## 1.2.0-rc.1\n\nearly\n\n${heading}\n\n### Added\n\n- 1.1.0 is not meant\n\n## 1.1.0\n\nold\n`;
		expect(await notes("v1.2.0", changelog)).toMatchObject({ code: 0, stdout: "### Added\n\n- 1.1.0 is not meant\n" });
	});

	test("a tag of another version, and a version without a part, are one line and exit code 1", async () => {
		const other = "The tag is v1.3.0, but the version in package.json is 1.2.0: expected the tag v1.2.0.\n";
		expect(await notes("v1.3.0", "## 1.3.0\n")).toMatchObject({ code: 1, stdout: "", stderr: other });
		const missing = 'CHANGELOG.md has no part about 1.2.0: expected a heading "## 1.2.0".\n';
		expect(await notes("v1.2.0", "## 1.2.01\n## 11.2.0\n")).toMatchObject({ code: 1, stdout: "", stderr: missing });
	});
});
