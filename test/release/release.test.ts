import { chmodSync, cpSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { withEntry } from "../../scripts/diff/changes-file.ts";
import { openRepository } from "../../scripts/diff/repository.ts";
import type { SpecDiff } from "../../scripts/diff/spec-diff.ts";
import { lackOfBump } from "../../scripts/release/check-bump.ts";
import { releaseSection } from "../../scripts/release/keep-changelog.ts";
import { requireCleanClone } from "../../scripts/release/require-clean-clone.ts";
import { requireTracked } from "../../scripts/release/require-tracked.ts";
import { commitAll, createToyRepository, openFolder, type ToyRepository } from "../diff/toy-repository.ts";
import { runNode, startProcess } from "../support/process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const CHANGELOG =
	"# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Titles are shorter.\n\n## [1.0.0] - 2026-01-01\n\n- The first.\n";

const IDENTITY = [
	["user.name", "Toy"],
	["user.email", "toy@library.test"],
] as const;

/** As some editors write it: with a byte order mark, tabs, and line ends of Windows. */
const MANIFEST = '\uFEFF{\r\n\t"name": "toy", "tags": [1, 2],\r\n\t"version" : "1.0.0"\r\n}\r\n';
const LOCKFILE = `{ "requires": { "version": "1.0.0" }, "version": "1.0.0",
  "packages": { "": { "version": "1.0.0" }, "node_modules/other": { "version": "1.0.0" } } }
`;

/** The toy API as a package, generated and tagged, with one breaking change after the tag. */
function createToyPackage(): ToyRepository {
	const toy = createToyRepository();
	cpSync(resolve("test/fixtures/toy/generated"), join(toy.folder, "generated"), { recursive: true });
	toy.write("package.json", MANIFEST);
	toy.write("package-lock.json", LOCKFILE);
	toy.write("CHANGELOG.md", CHANGELOG);
	commitAll(toy);
	toy.git("tag", "--force", "v1.0.0");
	toy.edit("openapi/schemas/Book.yaml", "    minLength: 1\n", "    minLength: 1\n    maxLength: 80\n");
	commitAll(toy);
	for (const [name, value] of IDENTITY) toy.git("config", name, value);
	return toy;
}

const releaseIn = ({ folder }: ToyRepository, ...args: string[]) => {
	return runNode([resolve("scripts/run.js"), "release", ...args], { cwd: folder });
};

/** Everything that a release could leave behind. */
const stateOf = ({ git }: ToyRepository) =>
	["HEAD", "tag", "status"].map((what) => {
		return what === "HEAD"
			? git("rev-parse", what)
			: git(...(what === "tag" ? ["tag", "--list"] : ["status", "--porcelain", "--ignored"]));
	});

test("a version is raised in all its places, generated, described, committed and tagged", { timeout: 120_000 }, async () => {
	const toy = createToyPackage();
	const before = stateOf(toy);
	expect(await releaseIn(toy, "major", "--dry-run")).toMatchObject({ code: 0, stdout: expect.stringContaining("v2.0.0") });
	expect(stateOf(toy)).toEqual(before);
	expect(await releaseIn(toy, "major")).toMatchObject({
		code: 0,
		stderr: "",
		stdout: "Committed and tagged v2.0.0. To publish it: git push --follow-tags\n",
	});
	expect(toy.git("status", "--porcelain")).toBe("");
	expect(toy.git("describe")).toBe("v2.0.0\n");
	expect(toy.read("package.json")).toBe(MANIFEST.replace("1.0.0", "2.0.0"));
	expect(toy.read("package-lock.json")).toBe(
		LOCKFILE.replace(', "version": "1.0.0"', ', "version": "2.0.0"').replace(
			'"": { "version": "1.0.0"',
			'"": { "version": "2.0.0"',
		),
	);
	expect(toy.read("openapi/openapi.yaml")).toContain("  version: 2.0.0\n");
	expect(toy.read("generated/version.ts")).toContain('"2.0.0"');
	const day = new Date().toISOString().slice(0, 10);
	expect(toy.read("CHANGELOG.md")).toMatch(
		new RegExp(
			`## \\[Unreleased\\]\\n\\n## \\[2\\.0\\.0\\] - ${day}\\n\\n### Added\\n\\n- Titles are shorter\\.\\n\\n- The changes of`,
		),
	);
	expect(toy.read("docs/changes.md")).toContain("## Version 2.0.0\n\n### Compared with 1.0.0\n\n**Breaking**\n");
});

test("a release that fails at any step leaves everything as it was, and says why in one line", { timeout: 120_000 }, async () => {
	const whole = createToyPackage();
	const rejected = async (code: number, message: RegExp, bump = "", toy = whole) => {
		const before = stateOf(toy);
		const outcome = await releaseIn(toy, ...(bump ? [bump] : []));
		expect(outcome, outcome.stderr).toMatchObject({ code, stdout: "" });
		expect(outcome.stderr).toMatch(message);
		expect(outcome.stderr.trimEnd().split("\n")).toHaveLength(1);
		expect(stateOf(toy)).toEqual(before);
	};
	await rejected(2, /^expected patch, minor or major, got nothing$/m);
	await rejected(1, /^1\.1\.0: expected at least 2\.0\.0, as the changes since v1\.0\.0 need major; /, "minor");
	// Where nothing but the latest commit is there, and no tag.
	const shallow = openFolder(temporaryFolder("release-shallow"));
	whole.git("clone", "--quiet", "--depth=1", "--no-tags", `file://${whole.folder}`, shallow.folder);
	for (const [name, value] of IDENTITY) shallow.git("config", name, value);
	await rejected(2, /^The clone is shallow, and has no version tag\. Run git fetch --unshallow --tags$/m, "patch", shallow);
	// The last step but one fails, after all files were written.
	writeFileSync(join(whole.folder, ".git/hooks/pre-commit"), "#!/bin/sh\necho no releases today >&2\nexit 1\n");
	chmodSync(join(whole.folder, ".git/hooks/pre-commit"), 0o755);
	await rejected(2, /^git commit: no releases today$/m, "major");
	whole.edit("package.json", '"1.0.0"', '"1.0.0",');
	commitAll(whole, "--no-verify");
	await rejected(2, /^package\.json:4:1 expected JSON, got text that does not parse: /, "major");
});

test.each<[string, NodeJS.Signals, boolean]>([
	["the end of a terminal while it generates", "SIGHUP", true],
	["SIGINT to node alone, while a hook of git runs,", "SIGINT", false],
])("%s leaves everything as it was", { timeout: 120_000 }, async (_, signal, toGroup) => {
	const toy = createToyPackage();
	const before = stateOf(toy);
	const hook = join(toy.folder, ".git/hooks/pre-commit");
	writeFileSync(hook, "#!/bin/sh\necho committing >&2\ntouch .git/waiting\nwhile test -e .git/waiting; do sleep 0.1; done\n");
	chmodSync(hook, 0o755);
	const args = [resolve("scripts/run.js"), "release", "major"];
	const { child, ended } = startProcess(process.execPath, args, { cwd: toy.folder, detached: true });
	const isThere = () => (toGroup ? toy.read("package.json").includes("2.0.0") : existsSync(join(toy.folder, ".git/waiting")));
	await vi.waitUntil(isThere, { timeout: 60_000 });
	process.kill(toGroup ? -Number(child.pid) : Number(child.pid), signal);
	rmSync(join(toy.folder, ".git/waiting"), { force: true });
	const stopped = "stopped; every file of the release is as it was before\n";
	expect(await ended).toEqual({ code: 2, stdout: "", stderr: stopped });
	expect(stateOf(toy)).toEqual(before);
});

test("a clone in a state that a release cannot begin with is rejected, with the way out", async () => {
	const toy = createToyRepository();
	const rejection = async () => {
		const { message }: Error = await requireCleanClone(await openRepository(toy.folder)).then(
			() => new Error("none"),
			(error) => error,
		);
		return message;
	};
	vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
	vi.stubEnv("GIT_CONFIG_SYSTEM", "/dev/null");
	onTestFinished(() => void vi.unstubAllEnvs());
	toy.git("config", "user.useConfigOnly", "true");
	expect(await rejection()).toMatch(/^expected a git identity to commit as, found none; /);
	for (const [name, value] of IDENTITY) toy.git("config", name, value);
	expect(await rejection()).toBe("none");

	toy.git("config", "status.showUntrackedFiles", "no");
	toy.write("größe/neu.txt", "");
	expect(await rejection()).toBe("expected a working tree without changes, got größe/neu.txt; commit or remove what differs");
	rmSync(join(toy.folder, "größe"), { recursive: true });

	toy.git("update-index", "--assume-unchanged", "redocly.yaml");
	expect(await rejection()).toMatch(/ git skips redocly\.yaml; run git update-index --no-assume-unchanged redocly\.yaml$/);
	toy.git("update-index", "--no-assume-unchanged", "redocly.yaml");
	toy.git("sparse-checkout", "set", "openapi/paths");
	expect(await rejection()).toMatch(/^expected a full checkout, got one where git skips .*; run git sparse-checkout disable$/);
	toy.git("sparse-checkout", "disable");

	toy.git("commit", "--quiet", "--allow-empty", "--message=ours");
	toy.git("branch", "other");
	toy.git("reset", "--quiet", "--hard", "v1.0.0");
	toy.git("merge", "--quiet", "--no-commit", "--no-ff", "--strategy=ours", "other");
	expect(await rejection()).toBe("expected a branch at rest, got one amid a merge; finish or abort the merge");
	toy.git("merge", "--abort");
	toy.git("bisect", "start");
	expect(await rejection()).toMatch(/ amid a bisect; /);
	toy.git("bisect", "reset");
	toy.git("checkout", "--quiet", "--detach");
	expect(await rejection()).toMatch(/^expected a branch to commit to, got a detached HEAD; /);
});

test("every file of the description must be tracked by git itself", async () => {
	const toy = createToyRepository();
	toy.write(".gitignore", "secret.yaml\n");
	toy.write("openapi/secret.yaml", "{}\n");
	toy.write("parts/openapi.yaml", "{}\n");
	toy.git("update-index", "--add", "--cacheinfo", `160000,${toy.git("rev-parse", "HEAD").trim()},parts`);
	const check = async (path: string) => requireTracked(await openRepository(toy.folder), [join(toy.folder, path)]);
	await check("openapi/openapi.yaml");
	await expect(check("openapi/secret.yaml")).rejects.toThrow(
		`${toy.named("openapi/secret.yaml")}: expected a file of git, got one that it does not track; run git add --force`,
	);
	await expect(check("parts/openapi.yaml")).rejects.toThrow("got one in the submodule parts; submodules are not released");
});

test("a bump that is too low names the argument that is enough, also before 1.0.0", () => {
	const diff = (base: string, needed: string) =>
		({ base: `v${base}`, versions: [{ base, needed, bump: "major" }] }) as unknown as SpecDiff;
	expect(lackOfBump(diff("0.1.0", "0.2.0"), "0.1.1", "0.1.0")).toBe(
		"0.1.1: expected at least 0.2.0, as the changes since v0.1.0 need major; " +
			"run npm run release -- minor (npm run spec:diff lists them)",
	);
	expect(lackOfBump(diff("5.0.0", "6.0.0"), "1.1.0", "1.0.0")).toMatch(/; set the version of package\.json /);
	expect(lackOfBump(diff("0.1.0", "0.2.0"), "0.2.0", "0.1.0")).toBeUndefined();
});

test("what was unreleased comes under the heading of the version; links at the end stay there", () => {
	const links = "[1.0.0]: https://library.test/1.0.0\n";
	const section = { version: "1.1.0", date: "2026-02-03", items: [], tag: "v1.1.0" };
	expect(releaseSection(`${CHANGELOG}\n${links}`, section)).toBe(
		`${CHANGELOG.replace("## [Unreleased]", "## [Unreleased]\n\n## [1.1.0] - 2026-02-03")}\n${links}`,
	);
	expect(releaseSection(`# Changelog\n\n## [Unreleased]\n\n- One.\n\n${links}`, section)).toBe(
		`# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-02-03\n\n- One.\n\n${links}`,
	);
	expect(releaseSection(undefined, { ...section, items: ["First."] })).toMatch(/## \[1\.1\.0\] - 2026-02-03\n\n- First\.\n$/);
	expect(() => releaseSection("# Changelog\n", section)).toThrow("expected a heading ## [Unreleased], found none");
	const again = CHANGELOG.replace("[1.0.0]", "[1.1.0]");
	expect(() => releaseSection(again, section)).toThrow("expected no section of 1.1.0 yet, found one; remove its heading");
	expect(() => releaseSection("## [Unreleased]\n\n## 1.0.0\n", section)).toThrow(
		"expected items below ## [Unreleased], found none",
	);
});

test("line ends stay, and a link that compares with HEAD moves on", () => {
	const windows = (text: string) => text.replaceAll("\n", "\r\n");
	const compare = "https://library.test/toy/compare/";
	const others = `[1.0.0]: https://library.test/toy/releases/v1.0.0\n`;
	const links = `[Unreleased]: ${compare}v1.0.0...HEAD\n${others}`;
	const section = { version: "1.1.0", date: "2026-02-03", items: ["One.", "Two."], tag: "v1.1.0" };
	expect(releaseSection(windows(`# C\n\n## [Unreleased]\n\n- X.\n\n${links}`), section)).toBe(
		windows(
			"# C\n\n## [Unreleased]\n\n## [1.1.0] - 2026-02-03\n\n- X.\n\n- One.\n- Two.\n\n" +
				`[Unreleased]: ${compare}v1.1.0...HEAD\n[1.1.0]: ${compare}v1.0.0...v1.1.0\n${others}`,
		),
	);
	const text = windows("# Changes\n\n## Version 1.0.0\n\nNo version was released before.\n");
	expect(withEntry(text, { version: "1.1.0", since: "1.0.0", changes: [] })).toBe(
		text.replace("## V", windows("## Version 1.1.0\n\n### Compared with 1.0.0\n\nThe description did not change.\n\n## V")),
	);
});
