import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("the generated toy API of these tests is that of its description", { timeout: 30_000 }, () => {
	const options = ["scripts/run.js", "generate", "--check", "--config", "test/fixtures/notes/redocly.yaml"];
	const { status, stderr } = spawnSync(process.execPath, options, { encoding: "utf8" });
	expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
