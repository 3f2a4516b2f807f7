import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { commitAll, createToyRepository, openFolder, type ToyRepository } from "./toy-repository.ts";

/** Makes a title shorter, which breaks those who create books, and removes an operation. */
function edit(toy: ToyRepository): void {
	toy.edit("openapi/schemas/Book.yaml", "    minLength: 1\n", "    minLength: 3\n    maxLength: 80\n");
	toy.edit("openapi/openapi.yaml", "  /motto:\n    $ref: paths/motto.yaml\n", "");
}

/** Puts temporary folders into one that nobody else uses, and lists those that are there. */
function watchTemporaryFolders(): () => string[] {
	const folder = temporaryFolder("diff-temporary");
	vi.stubEnv("TMPDIR", folder);
	return () => readdirSync(folder);
}

afterEach(() => {
	vi.unstubAllEnvs();
});

describe("the changes since a git ref", () => {
	test("are listed once each, with the bump, the line, the operations and an example, and nothing is written", async () => {
		const toy = createToyRepository();
		edit(toy);
		const leftFolders = watchTemporaryFolders();
		const before = toy.git("status", "--porcelain");
		const { code, out, error } = await toy.diff(["--json"]);
		expect({ code, error }).toEqual({ code: 0, error: [] });
		const { changes, ...rest } = JSON.parse(out);
		expect(rest).toMatchObject({
			bump: "major",
			base: "v1.0.0",
			head: "working tree",
			version: { base: "1.0.0", head: "1.0.0", needed: "2.0.0", isEnough: false },
		});
		const places = changes.map(({ pointer, keyword, kind }: Record<string, string>) => `${kind} ${pointer} ${keyword}`);
		expect(new Set(places).size).toBe(places.length);

		const longer = changes.find(
			({ pointer, keyword }: Record<string, string>) => pointer === "/request/body/title" && keyword === "maxLength",
		);
		expect(longer).toMatchObject({ bump: "major", was: "no maxLength", is: "at most 80 characters", isRemoved: false });
		expect(longer.operations).toContain("createBook");
		expect(longer.position).toMatchObject({ file: toy.named("openapi/schemas/Book.yaml") });
		expect(toy.read("openapi/schemas/Book.yaml").split("\n")[longer.position.line - 1]).toContain("title:");
		expect(longer.witness.base).not.toBe(longer.witness.head);

		const gone = changes.find(({ kind }: Record<string, string>) => kind === "missing-there");
		expect(gone).toMatchObject({
			bump: "major",
			pointer: "/request",
			isRemoved: true,
			basePosition: { file: "v1.0.0:openapi/paths/motto.yaml" },
		});
		expect(toy.git("status", "--porcelain")).toBe(before);
		expect(leftFolders()).toEqual([]);
	});

	test("are none where nothing changed", async () => {
		const toy = createToyRepository();
		const { code, out } = await toy.diff(["HEAD", "--json", "--check-version", "--fail-on", "patch"]);
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({ bump: "none", base: "HEAD", changes: [], version: { isEnough: true } });
	});

	test("by default since the last version tag, else origin/main, else the first commit", async () => {
		const toy = createToyRepository();
		const baseOf = async () => JSON.parse((await toy.diff(["--json"])).out).base;
		const first = toy.git("rev-parse", "HEAD").slice(0, 8);
		edit(toy);
		commitAll(toy);
		for (const tag of ["other", "2024-backup", "v2-draft", "v0.9.0"]) toy.git("tag", tag);
		expect(await baseOf()).toBe("v1.0.0");
		toy.git("tag", "--delete", "v1.0.0", "v0.9.0");
		expect(await baseOf()).toBe(first);
		toy.git("update-ref", "refs/remotes/origin/main", "HEAD");
		expect(await baseOf()).toBe("origin/main");
	});

	test("are found where redocly.yaml was elsewhere or not there yet, through links, and from a folder of the clone", async () => {
		const outer = openFolder(temporaryFolder("diff-outer"));
		const inner = openFolder(join(outer.folder, "apis/toy"));
		const toy = createToyRepository();
		for (const path of toy.git("ls-files").trim().split("\n")) inner.write(path, toy.read(path));
		outer.git("init", "--quiet");
		outer.git("add", "apis/toy/openapi");
		outer.git("commit", "--quiet", "--message=without redocly.yaml");
		edit(inner);
		const { code, out } = await inner.diff(["HEAD", "--report", "terminal"]);
		expect(code).toBe(0);
		expect(out).toContain("HEAD:apis/toy/openapi/paths/motto.yaml:");
	});
});

describe("files", () => {
	test("in JSON and YAML are compared without a repository, and without a redocly.yaml", async () => {
		const { folder, write, diff } = openFolder(temporaryFolder("diff-files"));
		const operation = { operationId: "ping", responses: { 204: { description: "Here." } } };
		const document = { openapi: "3.1.1", info: { title: "Ping", version: "1.0.0" }, paths: { "/ping": { get: operation } } };
		write("old.json", JSON.stringify(document));
		write(
			"new.yaml",
			JSON.stringify({ ...document, info: { ...document.info, version: "1.1.0" }, paths: { "/ping": { $ref: "ping.yml" } } }),
		);
		write("ping.yml", JSON.stringify({ get: operation, post: { ...operation, operationId: "pong" } }));
		const { code, out } = await diff([join(folder, "old.json"), "--head", join(folder, "new.yaml"), "--json", "--check-version"]);
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({ bump: "minor", changes: [{ operationId: "pong", kind: "missing-here" }] });
	});
});

describe("several descriptions", () => {
	test("are all compared, and one of them by name; a new one is added", async () => {
		const toy = createToyRepository();
		const entry = "  other:\n    root: openapi/openapi.yaml\n    output: other/openapi.json\n";
		toy.edit("redocly.yaml", "extends:\n", `${entry}extends:\n`);
		edit(toy);
		const all = JSON.parse((await toy.diff(["--json"])).out);
		expect(all.versions.map(({ api, bump }: Record<string, string>) => [api, bump])).toEqual([
			["toy", "major"],
			["other", "minor"],
		]);
		const one = JSON.parse((await toy.diff(["--json", "--api", "toy"])).out);
		expect(one).toMatchObject({ bump: "major", version: { base: "1.0.0" } });
		expect(await toy.diff(["--api", "tov"])).toMatchObject({ code: 2, error: ["Unknown description tov: did you mean toy?"] });
	});
});

describe("exit codes", () => {
	test("--check-version and --fail-on fail where a higher bump is needed, with the line of the version", async () => {
		const toy = createToyRepository();
		edit(toy);
		expect((await toy.diff()).code).toBe(0);
		const place = `${toy.named("openapi/openapi.yaml")}:4`;
		expect(await toy.diff(["--check-version"])).toMatchObject({
			code: 1,
			error: [`${place} info.version: expected at least 2.0.0, got 1.0.0; it was 1.0.0 at v1.0.0, and the changes need major`],
		});
		toy.edit("openapi/openapi.yaml", "version: 1.0.0", "version: 2.0.0");
		expect(await toy.diff(["--check-version"])).toMatchObject({ code: 0, error: [] });
		expect((await toy.diff(["--fail-on", "major"])).code).toBe(1);
		toy.edit("openapi/openapi.yaml", "version: 2.0.0", "version: two");
		expect(await toy.diff(["--check-version"])).toMatchObject({
			code: 1,
			error: [expect.stringContaining("expected at least 2.0.0, got two")],
		});
	});
});

describe("reports", () => {
	test("in a workflow of GitHub are annotations at the lines of the head, and a summary; files are as asked for", async () => {
		const toy = createToyRepository();
		edit(toy);
		const file = (name: string) => join(toy.folder, name);
		toy.write("summary.md", "");
		const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file("summary.md") };
		const { out } = await toy.diff(["--report", `html=${file("a.html")},sarif=${file("a.sarif")}`], env);
		expect(out).toMatch(/^✗ v1\.0\.0 to working tree: major \(/);
		const annotations = out.split("\n").filter((line) => line.startsWith("::"));
		expect(annotations.join("\n")).toContain(`::error file=${toy.named("openapi/schemas/Book.yaml")},line=`);
		expect(annotations.join("\n")).not.toContain("file=v1.0.0");
		expect(toy.read("summary.md")).toMatch(/^## Changes since v1\.0\.0: major/);
		const html = readFileSync(file("a.html"), "utf8");
		expect(html).toContain("v1.0.0:openapi/paths/motto.yaml:");
		expect(html).not.toMatch(/href="[^"]*v1\.0\.0/);
		expect(JSON.parse(readFileSync(file("a.sarif"), "utf8")).runs[0].tool.driver.name).toBe("spec:diff");
	});
});

test("--changelog writes the entry of the version, again with the same result, and keeps what was written by hand", async () => {
	const toy = createToyRepository();
	edit(toy);
	expect(await toy.diff(["--changelog"])).toMatchObject({
		code: 2,
		error: ["--changelog: info.version is 1.0.0, as at v1.0.0; raise it to at least 2.0.0"],
	});
	toy.edit("openapi/openapi.yaml", "version: 1.0.0", "version: 2.0.0");
	expect((await toy.diff(["--changelog"])).code).toBe(0);
	const text = toy.read("docs/changes.md");
	expect(text).toMatch(/^# Changes\n[\s\S]*\n## Version 2\.0\.0\n\n### Compared with 1\.0\.0\n\n\*\*Breaking\*\*\n\n- /);
	toy.edit("docs/changes.md", "## Version 2.0.0\n", "## Version 2.0.0\n\nShorter titles.\n");
	const kept = toy.read("docs/changes.md");
	await toy.diff(["--changelog"]);
	expect(toy.read("docs/changes.md")).toBe(kept);
});

describe("what cannot be compared is one line and exit code 2", () => {
	const failing = async (toy: ToyRepository, ...args: string[]) => {
		const leftFolders = watchTemporaryFolders();
		const { code, out, error } = await toy.diff(args);
		expect({ code, out, lines: error.length }).toEqual({ code: 2, out: "", lines: 1 });
		expect(leftFolders()).toEqual([]);
		return error[0];
	};

	test("no repository, no git, no commit, no such ref, no such file", async () => {
		const toy = createToyRepository();
		expect(await failing(toy, "v1.0.1")).toBe("v1.0.1: expected a git ref, found none of that name; did you mean v1.0.0?");
		expect(await failing(toy, "--", "--upload-pack=x")).toMatch(
			/^--upload-pack=x: expected a git ref, found none of that name; a file as the base ends in /,
		);
		expect(await failing(toy, "none.yaml")).toBe("base none.yaml: expected a file that can be read, got none (ENOENT)");
		expect(await failing(toy, "v1.0.0", "--config", "none/redocly.yaml")).toMatch(
			/^none\/redocly\.yaml:1:1 error no such file; /,
		);
		const report = ["--report", "html=none.yaml"];
		const taken = "--report html=none.yaml: expected a file of its own, got the one of";
		expect(await failing(toy, "none.yaml", ...report)).toBe(`${taken} the base`);
		expect(await failing(toy, "v1.0.0", "--head", "none.yaml", ...report)).toBe(`${taken} --head`);
		expect(await failing(toy, "--fail-on", "huge")).toBe("--fail-on huge: expected major, minor, patch");
		toy.write("openapi/notes.yaml", "Not referred to.\n");
		toy.git("add", "openapi/notes.yaml");
		toy.write("generated/operations.ts", "");
		const kept = { "openapi/openapi.yaml": "the description", "openapi/notes.yaml": "the description" };
		for (const [path, owner] of Object.entries({ ...kept, "generated/operations.ts": "npm run generate" })) {
			const before = toy.read(path);
			const option = `json=${join(toy.folder, path)}`;
			expect(await failing(toy, "HEAD", "--report", option)).toBe(
				`--report ${option}: expected a file of its own, got the one of ${owner}`,
			);
			expect(toy.read(path)).toBe(before);
		}
		vi.stubEnv("PATH", "");
		expect(await failing(toy)).toBe("git: expected the program, found none; install it, or name two files");
		vi.unstubAllEnvs();

		const bare = openFolder(temporaryFolder("diff-bare"));
		bare.write("redocly.yaml", toy.read("redocly.yaml"));
		bare.write("openapi/openapi.yaml", '{"openapi":"3.1.1","info":{"title":"T","version":"1.0.0"},"paths":{}}');
		expect(await failing(bare)).toBe("expected a git repository, found none here; name a file as the base, such as old.yaml");
		bare.git("init", "--quiet");
		expect(await failing(bare)).toBe("expected a commit to compare with, found none; name a file as the base");
	});

	test("a base without a description, of another version, or that does not parse, by its line", async () => {
		const toy = createToyRepository();
		const root = toy.read("openapi/openapi.yaml");
		const commitRoot = (text: string, tag: string) => {
			toy.write("openapi/openapi.yaml", text);
			commitAll(toy);
			toy.git("tag", tag);
		};
		commitRoot(root.replace("openapi: 3.1.1", "openapi: 3.0.3"), "old");
		commitRoot('swagger: "2.0"\n', "older");
		commitRoot("openapi: 3.1.1\ninfo: [\n", "broken");
		commitRoot(root.replace("paths/motto.yaml", "paths/none.yaml"), "dangling");
		toy.git("rm", "--quiet", "-r", "openapi");
		commitAll(toy);
		toy.git("tag", "empty");
		toy.git("checkout", "--quiet", "v1.0.0");
		expect(await failing(toy, "old")).toMatch(
			/^old:openapi\/openapi\.yaml:1:1 error expected an OpenAPI 3\.1 document, got openapi: 3\.0\.3; /,
		);
		expect(await failing(toy, "older")).toMatch(
			/^older:openapi\/openapi\.yaml:1:1 error expected an OpenAPI 3\.1 document, got swagger: "2\.0"; /,
		);
		expect(await failing(toy, "broken")).toMatch(
			/^broken:openapi\/openapi\.yaml:\d+:\d+ error expected YAML or JSON, got text that does not parse/,
		);
		expect(await failing(toy, "dangling")).toMatch(/^dangling:openapi\/openapi\.yaml:\d+:\d+ .*none\.yaml/);
		expect(await failing(toy, "empty")).toMatch(
			/^empty:openapi\/openapi\.yaml:1:1 error expected a description, found no such file \(\w+\)$/,
		);
		toy.write("bad.json", "{");
		expect(await failing(toy, join(toy.folder, "bad.json"))).toMatch(/bad\.json:\d+:\d+ error expected YAML or JSON, got text/);
	});

	test("a description that a commit only leads to: by a link out of the repository, or in a submodule", async () => {
		const toy = createToyRepository();
		const elsewhere = temporaryFolder("diff-elsewhere");
		cpSync(join(toy.folder, "openapi"), elsewhere, { recursive: true });
		toy.git("rm", "--quiet", "-r", "--cached", "openapi");
		for (const [tag, target] of Object.entries({ absolute: elsewhere, relative: "../elsewhere" })) {
			rmSync(join(toy.folder, "openapi"), { recursive: true });
			symlinkSync(target, join(toy.folder, "openapi"));
			commitAll(toy);
			toy.git("tag", tag);
			toy.git("checkout", "--quiet", "v1.0.0");
			expect(await failing(toy, tag)).toBe(
				`${tag}:openapi: expected files of the commit, got a link to ${target}, which is not read; name a file as the base`,
			);
		}
		toy.git("rm", "--quiet", "-r", "--cached", "openapi");
		toy.git("update-index", "--add", "--cacheinfo", `160000,${toy.git("rev-parse", "HEAD").trim()},openapi`);
		toy.git("commit", "--quiet", "--message=submodule");
		expect(await failing(toy, "HEAD")).toMatch(
			/^HEAD:openapi: expected files of the commit, got a submodule, which is not read; /,
		);
	});

	test("a shallow clone without the base says what to fetch, and fetching it helps", async () => {
		const toy = createToyRepository();
		edit(toy);
		commitAll(toy);
		const folder = temporaryFolder("diff-shallow");
		toy.git("clone", "--quiet", "--depth=1", "--no-tags", `file://${toy.folder}`, folder);
		const clone = openFolder(folder);
		clone.git("update-ref", "-d", "refs/remotes/origin/main");
		expect(await failing(clone)).toMatch(/^The clone is shallow, .* Run git fetch --unshallow --tags$/);
		expect(await failing(clone, "origin/main")).toMatch(/ Run git fetch --depth=1 origin main:refs\/remotes\/origin\/main$/);
		expect(await failing(clone, "HEAD~1")).toMatch(/ Run git fetch --unshallow --tags$/);
		const [, advice = ""] = / Run git (fetch --depth=1 origin tag v1\.0\.0)$/.exec((await failing(clone, "v1.0.0")) ?? "") ?? [];
		clone.git(...advice.split(" "));
		expect((await clone.diff(["v1.0.0", "--fail-on", "major"])).code).toBe(1);
	});
});
