import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { defineCommand } from "../../src/core/command/define-command.ts";
import { INSPECTOR_FILE } from "../../src/core/sandbox/inspector-files.ts";
import { writeEditions } from "../editions/write-editions.ts";
import { runToSuccess } from "../process/run-program.ts";
import { bundleDeclarations } from "./bundle-declarations.ts";
import { bundleScripts } from "./bundle-scripts.ts";
import { type PackageEntries, readEntries } from "./read-entries.ts";

export const buildCommand = defineCommand({
	usage: "npm run build --",
	description: `Builds the published package: the JavaScript and the declarations of every entry that
package.json exports from dist/lib/. dist/lib/x.js is built from src/x.ts, so a new entry is a few lines in "exports".`,
	options: {
		out: { type: "string", value: "folder", default: "dist/lib", help: "where to build to; the folder is emptied first" },
	},
	exitCodes: "0 done; 1 the sources do not compile; 2 could not run.",
	async run(values, context) {
		const out = resolve(values.out);
		const entries = readEntries(JSON.parse(readFileSync("package.json", "utf8")));
		rmSync(out, { recursive: true, force: true });
		const problems = await bundleDeclarations(entries.typed, out);
		if (problems !== undefined) {
			context.error(problems);
			return 1;
		}
		await bundleScripts(entries.scripts, out);
		copyData(entries, out);
		await runToSuccess(process.execPath, ["scripts/run.js", "inspector", "--out", join(out, INSPECTOR_FILE)]);
		writeEditions(join(dirname(out), "openapi"), JSON.parse(readFileSync("generated/openapi.json", "utf8")));
		context.out(`${relative(process.cwd(), out) || "."}/: ${[...entries.scripts, ...entries.data].join(", ")}`);
		return 0;
	},
});

/** Writes the generated files that package.json exports, without the white space. */
function copyData({ data }: PackageEntries, out: string): void {
	for (const path of data) writeFileSync(join(out, basename(path)), JSON.stringify(JSON.parse(readFileSync(path, "utf8"))));
}
