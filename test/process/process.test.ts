import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram, runToSuccess } from "../../scripts/process/run-program.ts";
import { inProjectFolder, inTemporaryFolder } from "../../scripts/process/temporary-folder.ts";

const node = (script: string, options = {}) => runProgram(process.execPath, ["-e", script], options);

describe("a program", () => {
	test("is run to its end: its exit code, and what it printed", async () => {
		const script = 'console.log("a"); console.error("b"); process.exitCode = 3;';
		const { output, ...outcome } = await node(script);
		expect(outcome).toEqual({ code: 3, stdout: "a\n", stderr: "b\n" });
		expect([...output].sort().join("").trim()).toBe("ab");
	});

	test("gets no input", async () => {
		expect(await node('process.stdin.on("data", () => {}).on("end", () => console.log("end"));')).toMatchObject({
			code: 0,
			stdout: "end\n",
		});
	});

	test("is stopped once it has printed what is waited for", async () => {
		const isDone = async (output: string) => output.includes("ready");
		expect(await node('console.log("ready"); setInterval(() => {}, 1000);', { isDone })).toMatchObject({ code: null });
	});

	test("that is not there, and one that a signal stopped, are errors", async () => {
		await expect(runProgram("no-such-program", [])).rejects.toMatchObject({ code: "ENOENT" });
		await expect(node("setInterval(() => {}, 1000);", { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
			code: "ABORT_ERR",
		});
	});

	test("that must succeed, and does not, is an error with what it complained of", async () => {
		const failing = runToSuccess(process.execPath, ["-e", 'console.error("why"); process.exit(1);']);
		await expect(failing).rejects.toThrow(/^Command failed: .* -e .*\nwhy\n$/s);
		expect(await runToSuccess(process.execPath, ["-e", "0"])).toMatchObject({ code: 0 });
	});
});

describe("a temporary folder", () => {
	test("is removed with all that is in it, also after a failure", async () => {
		const made: string[] = [];
		const work = async (folder: string) => {
			made.push(folder);
			expect(readdirSync(folder)).toEqual([]);
			writeFileSync(join(folder, "a"), "");
			if (made.length > 1) throw new Error("no");
			return "result";
		};
		expect(await inTemporaryFolder("a", work)).toBe("result");
		await expect(inTemporaryFolder("a", work)).rejects.toThrow("no");
		expect(made.map((folder) => existsSync(folder))).toEqual([false, false]);
	});

	test("of the project is below it, so that its packages resolve", async () => {
		expect(await inProjectFolder("a", async (folder) => dirname(folder))).toBe(resolve("node_modules/.cache"));
	});
});
