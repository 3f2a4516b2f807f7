import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blockWith } from "../support/documents.ts";
import { beginWalk } from "./walk.ts";

test("an API engineer edits the description, and sees what the edit means", { timeout: 180_000 }, async () => {
	const walk = beginWalk("api-engineer");
	const clone = walk.clone();
	const cwd = "twilio-messages";
	const git = "git -c user.name=x -c user.email=x@example.com";
	// Packages are a link here, and no folder, which the list of ignored files does not name.
	await walk.run(`git init --quiet && echo node_modules >> .git/info/exclude && git add -A && ${git} commit --quiet -m first`, {
		cwd,
	});

	writeFileSync(join(clone, "edit.diff"), blockWith("docs/editing.md", "+    maxLength: 200").code);
	expect(await walk.run("git apply edit.diff && rm edit.diff", { cwd })).toMatchObject({ code: 0, stderr: "" });
	const first = await walk.run(blockWith("docs/editing.md", "npx vitest run test/description/facts.test.ts    #"), { cwd });
	expect(first.code).toBe(1);
	expect(first.stdout).toContain("payloads.ts");
	expect(first.stdout + first.stderr).toContain("body Subject");

	const second = await walk.run(blockWith("docs/editing.md", "perl -pi"), {
		cwd,
		change: (line) => (line.includes("quick") ? undefined : line),
	});
	expect(second, second.stdout).toMatchObject({ code: 0 });
	const { code, stdout } = await walk.run(blockWith("docs/editing.md", "npm run spec:diff -- HEAD"), { cwd });
	expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("createServiceConversationMessage") });
	expect(stdout).toContain("major");
	expect((await walk.run("git status --short", { cwd })).stdout).toContain(" M generated/payloads.ts\n");
});
