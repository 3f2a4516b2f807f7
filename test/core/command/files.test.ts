import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeTextFile } from "../../../src/core/command/files.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

test("a file is written with the folders that it needs", () => {
	const file = join(temporaryFolder("files"), "a/b/report.md");
	writeTextFile("--report", file, "text");
	writeTextFile("--report", file, "other text");
	expect(readFileSync(file, "utf8")).toBe("other text");
});

// Where no folder can be created, Node's recursive way to create it does not end.
test("a file below a folder that cannot be created is a mistake in the arguments", () => {
	expect(() => writeTextFile("--report", "/proc/none/report.md", "")).toThrow(
		/^--report: expected a file that can be written, got/,
	);
});
