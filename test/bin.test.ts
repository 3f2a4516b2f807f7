import { copyFileSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runNode } from "./support/process.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const out = temporaryFolder("bin", { inProject: true, whenDone: afterAll });
const { version, bin, exports } = JSON.parse(readFileSync("package.json", "utf8"));

beforeAll(async () => {
	const { code, stderr } = await runNode(["scripts/run.js", "build", "--out", join(out, "dist/lib")]);
	if (code !== 0) throw new Error(stderr);
	// The entries import each other's modules by the names in it.
	copyFileSync("package.json", join(out, "package.json"));
});

/** Where the build has put a file that package.json names. */
const builtFile = (target: string) => join(out, "dist/lib", basename(target));

/** Runs the built command as an installed package would. */
const runBuilt = (...args: string[]) => runNode([builtFile(bin["twilio-messages"]), ...args]);

test("every entry of the package is built", async () => {
	const targets = Object.values(exports as Record<string, string | { default: string }>).flatMap((target) =>
		typeof target === "string" ? [] : [target.default],
	);
	expect(targets).toHaveLength(5);
	for (const target of targets) {
		const entry = await import(builtFile(target));
		const source = await import(resolve("src", basename(target).replace(/\.js$/, ".ts")));
		expect(Object.keys(entry).sort(), target).toEqual(Object.keys(source).sort());
	}
});

test("the command prints its version and its help, and rejects unknown commands with exit code 2", async () => {
	expect(await runBuilt("--version")).toMatchObject({ code: 0, stdout: `${version}\n` });
	expect(await runBuilt("--help")).toMatchObject({
		code: 0,
		stdout: expect.stringContaining("Usage: twilio-messages <command>"),
	});
	expect(await runBuilt()).toMatchObject({ code: 2, stderr: expect.stringContaining("Usage: twilio-messages <command>") });
	expect(await runBuilt("sandbx")).toMatchObject({ code: 2, stderr: "Unknown command sandbx: did you mean sandbox?\n" });
});

test("the command of the sandbox is there", async () => {
	expect(await runBuilt("sandbox", "--help")).toMatchObject({
		code: 0,
		stdout: expect.stringContaining("twilio-messages sandbox"),
	});
	expect(await runBuilt("sandbox", "--port", "nowhere")).toMatchObject({ code: 2 });
});

test("the command of the contract tests is there, and the embedded sandbox conforms", async () => {
	expect(await runBuilt("contract", "--help")).toMatchObject({
		code: 0,
		stdout: expect.stringContaining("twilio-messages contract"),
	});
	expect(await runBuilt("contract")).toMatchObject({ code: 0, stdout: expect.stringContaining("conforms") });
});
