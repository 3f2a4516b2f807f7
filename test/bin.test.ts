import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

mkdirSync(resolve("node_modules/.cache"), { recursive: true });
const out = mkdtempSync(resolve("node_modules/.cache/bin-"));
const { version, bin, exports } = JSON.parse(readFileSync("package.json", "utf8"));

beforeAll(() => {
	const { status, stderr } = spawnSync(process.execPath, ["scripts/run.js", "build", "--out", out], { encoding: "utf8" });
	if (status !== 0) throw new Error(stderr);
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Runs the built command as an installed package would. */
function run(...args: string[]) {
	const file = join(out, bin["twilio-messages"].replace("./dist/", ""));
	return spawnSync(process.execPath, [file, ...args], { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
}

test("every entry of the package is built", async () => {
	const targets = Object.values(exports).filter((target): target is string => String(target).startsWith("./dist/"));
	expect(targets).toHaveLength(3);
	for (const target of targets) {
		const entry = await import(join(out, target.replace("./dist/", "")));
		expect(Object.keys(entry).length, target).toBeGreaterThan(0);
	}
});

test("the command prints its version and its help, and rejects unknown commands with exit code 2", () => {
	expect(run("--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
	expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("Usage: twilio-messages <command>") });
	expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining("Usage: twilio-messages <command>") });
	expect(run("sandbx")).toMatchObject({ status: 2, stderr: "Unknown command sandbx: did you mean sandbox?\n" });
});

test("the command of the sandbox is there", () => {
	expect(run("sandbox", "--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("twilio-messages sandbox") });
	expect(run("sandbox", "--port", "nowhere")).toMatchObject({ status: 2 });
});

test("the command of the contract tests is there, and the embedded sandbox conforms", () => {
	expect(run("contract", "--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("twilio-messages contract") });
	expect(run("contract")).toMatchObject({ status: 0, stdout: expect.stringContaining("conforms") });
});
