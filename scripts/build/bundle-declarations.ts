import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Plugin, rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { runProgram } from "../process/run-program.ts";
import { inProjectFolder } from "../process/temporary-folder.ts";
import { shrinkTypes } from "./shrink-types.ts";

/**
 * Writes one declaration file per entry, and one for each group of types that entries share, without what is marked `@internal`.
 *
 * @param entries sources, such as `src/index.ts`
 * @returns what the compiler reports; undefined if nothing
 */
export function bundleDeclarations(entries: readonly string[], out: string): Promise<string | undefined> {
	return inProjectFolder("declarations", async (folder) => {
		const problems = await compile(entries, folder);
		if (problems === "") await bundleInto(entries, folder, out);
		return problems === "" ? undefined : problems;
	});
}

/** Writes the declarations of all sources below the folder. */
async function compile(entries: readonly string[], folder: string): Promise<string> {
	const compilerOptions = {
		noEmit: false,
		declaration: true,
		emitDeclarationOnly: true,
		stripInternal: true,
		outDir: ".",
		rootDir: process.cwd(),
	};
	const files = entries.map((entry) => resolve(entry));
	const project = join(folder, "tsconfig.json");
	writeFileSync(project, JSON.stringify({ extends: resolve("tsconfig.json"), compilerOptions, files, include: [] }));
	const { code, stdout } = await runProgram(process.execPath, ["node_modules/typescript7/bin/tsc", "-p", project]);
	return code === 0 ? "" : stdout.trim();
}

async function bundleInto(entries: readonly string[], folder: string, out: string): Promise<void> {
	// The compiler does not copy declarations that are generated.
	cpSync("generated", join(folder, "generated"), {
		recursive: true,
		filter: (path) => path.endsWith(".d.ts") || !/\.\w+$/.test(path),
	});
	for (const table of DECLARED_TABLES)
		writeFileSync(join(folder, declarationOf(table)), declareTable(readFileSync(table, "utf8")));
	writeFileSync(join(folder, SCHEMA_TYPES), shrinkTypes(readFileSync(SCHEMA_TYPES, "utf8")));
	const input = entries.map((entry) => declarationOf(resolve(folder, entry)));
	const bundled = await rollup({ input, plugins: [followSources, dts()], onwarn() {} });
	const { output } = await bundled.generate({
		format: "es",
		entryFileNames: "[name].d.ts",
		chunkFileNames: "chunks/types-[hash].d.ts",
	});
	await bundled.close();
	for (const file of output) {
		if (file.type !== "chunk") continue;
		mkdirSync(dirname(join(out, file.fileName)), { recursive: true });
		writeFileSync(join(out, file.fileName), withoutIndent(file.code));
	}
}

/** The generated types, with their texts. */
const SCHEMA_TYPES = "generated/schema.d.ts";

/** Generated tables. What the compiler makes of them is twice as long. */
const DECLARED_TABLES = ["generated/operations.ts", "generated/webhooks.ts"];

/** A literal is its own type. */
function declareTable(text: string): string {
	return text
		.replace(/^import .*\n/m, "")
		.replace(/^export const (\w+) = \{$/m, "export declare const $1: {")
		.replace(/^\} as const .*;$/m, "};");
}

/** The sources import each other as `.ts` and `.js`; the declarations stand where these would be. */
const followSources: Plugin = {
	name: "follow-sources",
	resolveId: (specifier, importer) =>
		importer !== undefined && specifier.startsWith(".") ? declarationOf(join(dirname(importer), specifier)) : null,
};

const declarationOf = (path: string) => path.replace(/(?:\.d)?\.[jt]s$/, ".d.ts");

/** Indentation would be a twentieth of the declarations, which programs read. */
const withoutIndent = (text: string) => text.replace(/^[ \t]+/gm, "");
