import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { expect, onTestFinished, test } from "vitest";
import { createWorkspace, type Workspace } from "./workspace.ts";

/** The watching command, and its output line by line. */
function watch(workspace: Workspace) {
	const child: ChildProcessWithoutNullStreams = spawn(process.execPath, ["scripts/run.js", "generate", "--watch"], {
		cwd: workspace.folder,
		env: { ...process.env, NO_COLOR: "1" },
	});
	onTestFinished(() => {
		child.kill("SIGKILL");
	});
	const lines: string[] = [];
	let waiting: (() => void)[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream.on("data", (chunk: Buffer) => {
			lines.push(...chunk.toString().split("\n").filter(Boolean));
			const woken = waiting;
			waiting = [];
			for (const wake of woken) wake();
		});
	}
	let seen = 0;
	return {
		/** The next line that contains the text. */
		async line(text: string): Promise<string> {
			while (true) {
				const found = lines.findIndex((line, index) => index >= seen && line.includes(text));
				if (found >= 0) {
					seen = found + 1;
					return lines[found] ?? "";
				}
				await new Promise<void>((wake) => waiting.push(wake));
			}
		},
		stop: () =>
			new Promise<number | null>((stopped) => {
				child.once("close", stopped);
				child.kill("SIGTERM");
			}),
	};
}

test("--watch generates on save, survives broken input, and says in a line what changed or what is wrong", async () => {
	const workspace = createWorkspace();
	const watching = watch(workspace);
	expect(await watching.line("start:")).toMatch(/^✓ start: wrote generated\/operations\.ts, .*\(\d+ ms\)$/);
	await watching.line("Watching redocly.yaml, openapi.");

	workspace.edit("openapi/paths/book.yaml", "summary: Fetch a book", "summary: Fetch one book");
	const changed = await watching.line("openapi/paths/book.yaml:");
	expect(changed).toMatch(/^✓ openapi\/paths\/book\.yaml: wrote generated\/openapi\.json, generated\/operations\.ts/);
	expect(workspace.read("generated/operations.ts")).toContain("Fetch one book");

	const before = workspace.generated();
	workspace.edit("openapi/schemas/Person.yaml", "required: [name]", "required: [name");
	expect(await watching.line("✗")).toContain("✗ openapi/schemas/Person.yaml:3:1 expected YAML or JSON");
	expect(workspace.generated()).toEqual(before);

	workspace.edit("openapi/schemas/Person.yaml", "required: [name", "required: [name]");
	expect(await watching.line("openapi/schemas/Person.yaml:")).toContain("nothing to change");

	workspace.edit("redocly.yaml", "toy:", "library:");
	expect(await watching.line("redocly.yaml:")).toContain("nothing to change");
	expect(await watching.stop()).toBe(0);
});
