import { chmodSync, cpSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { releaseSection } from "../../scripts/release/keep-changelog.ts";
import { commitAll, createToyRepository, type ToyRepository } from "../diff/toy-repository.ts";
import { runNode } from "../support/process.ts";

const CHANGELOG =
	"# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Titles are shorter.\n\n## [1.0.0] - 2026-01-01\n\n- The first.\n";

/** The toy API as a package, generated and tagged, with one breaking change after the tag. */
function createToyPackage(): ToyRepository {
	const toy = createToyRepository();
	cpSync(resolve("test/fixtures/toy/generated"), join(toy.folder, "generated"), { recursive: true });
	toy.write("package.json", `${JSON.stringify({ name: "toy", version: "1.0.0" }, null, 2)}\n`);
	toy.write("CHANGELOG.md", CHANGELOG);
	commitAll(toy);
	toy.git("tag", "--force", "v1.0.0");
	toy.edit("openapi/schemas/Book.yaml", "    minLength: 1\n", "    minLength: 1\n    maxLength: 80\n");
	commitAll(toy);
	toy.git("config", "user.name", "Toy");
	toy.git("config", "user.email", "toy@library.test");
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
	expect(JSON.parse(toy.read("package.json"))).toEqual({ name: "toy", version: "2.0.0" });
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
	const toy = createToyPackage();
	const refused = async (code: number, message: RegExp, ...args: string[]) => {
		const before = stateOf(toy);
		const outcome = await releaseIn(toy, ...args);
		expect(outcome, outcome.stderr).toMatchObject({ code, stdout: "" });
		expect(outcome.stderr).toMatch(message);
		expect(outcome.stderr.trimEnd().split("\n")).toHaveLength(1);
		expect(stateOf(toy)).toEqual(before);
	};
	await refused(2, /^expected patch, minor or major, got nothing$/m);
	await refused(1, /^1\.1\.0: expected at least 2\.0\.0, as the changes since v1\.0\.0 need major; /, "minor");
	// The last step but one fails, after all files were written.
	writeFileSync(join(toy.folder, ".git/hooks/pre-commit"), "#!/bin/sh\necho no releases today >&2\nexit 1\n");
	chmodSync(join(toy.folder, ".git/hooks/pre-commit"), 0o755);
	await refused(2, /^git commit: no releases today$/m, "major");
	toy.write("new.txt", "");
	await refused(2, /^expected a working tree without changes, got new\.txt; commit or remove what differs$/m, "major");
});

test("what was unreleased comes under the heading of the version; links at the end stay there", () => {
	const links = "[1.0.0]: https://library.test/1.0.0\n";
	const section = { version: "1.1.0", date: "2026-02-03", items: [] };
	expect(releaseSection(`${CHANGELOG}\n${links}`, section)).toBe(
		`${CHANGELOG.replace("## [Unreleased]", "## [Unreleased]\n\n## [1.1.0] - 2026-02-03")}\n${links}`,
	);
	expect(releaseSection(`# Changelog\n\n## [Unreleased]\n\n- One.\n\n${links}`, section)).toBe(
		`# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-02-03\n\n- One.\n\n${links}`,
	);
	expect(releaseSection(undefined, { ...section, items: ["First."] })).toMatch(/## \[1\.1\.0\] - 2026-02-03\n\n- First\.\n$/);
	expect(() => releaseSection("# Changelog\n", section)).toThrow("expected a heading ## [Unreleased], found none");
});
