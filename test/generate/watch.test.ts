import { expect, test } from "vitest";
import { createWorkspace, type Workspace } from "../pipeline/workspace.ts";
import { startProcess } from "../support/process.ts";

/** The watching command, and its output line by line. */
function watch(workspace: Workspace) {
	const { child, ended, output, until } = startProcess(process.execPath, ["scripts/run.js", "generate", "--watch"], {
		cwd: workspace.folder,
	});
	let seen = 0;
	return {
		/** The next line that contains the text. */
		async line(text: string): Promise<string> {
			const found = await until(text, seen);
			seen = await until("\n", found);
			return output().slice(output().lastIndexOf("\n", found - 1) + 1, seen - 1);
		},
		async stop(): Promise<number | null> {
			child.kill("SIGTERM");
			return (await ended).code;
		},
	};
}

test("--watch generates on save, survives broken input, and says in a line what changed or what is wrong", async () => {
	const workspace = createWorkspace();
	const watching = watch(workspace);
	expect(await watching.line("start:")).toMatch(/^✓ start: wrote .*generated\/operations\.ts, .*\(\d+ ms\)$/);
	await watching.line("Watching redocly.yaml, openapi.");

	workspace.edit("openapi/paths/book.yaml", "summary: Fetch a book", "summary: Fetch one book");
	const changed = await watching.line("openapi/paths/book.yaml:");
	expect(changed).toMatch(/^✓ openapi\/paths\/book\.yaml: wrote generated\/openapi\.json, generated\/operations\.ts/);
	expect(workspace.read("generated/operations.ts")).toContain("Fetch one book");

	const before = workspace.generated();
	workspace.edit("openapi/schemas/Person.yaml", "required: [name]", "required: [name");
	expect(await watching.line("✗")).toContain("✗ openapi/schemas/Person.yaml:3:1 error expected YAML or JSON");
	expect(workspace.generated()).toEqual(before);

	workspace.edit("openapi/schemas/Person.yaml", "required: [name", "required: [name]");
	expect(await watching.line("openapi/schemas/Person.yaml:")).toContain("nothing to change");

	workspace.edit("redocly.yaml", "toy:", "library:");
	expect(await watching.line("redocly.yaml:")).toContain("nothing to change");
	expect(await watching.stop()).toBe(0);
});
