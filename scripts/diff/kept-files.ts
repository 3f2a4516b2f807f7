import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ReportInput } from "../../src/core/report/report-option.ts";
import type { Loader } from "../pipeline/load.ts";
import { gitIn } from "./git.ts";

/**
 * The files that no report may replace: those that were read of the descriptions, those beside them that git tracks, and all that
 * are generated.
 *
 * @param config the absolute path of redocly.yaml
 * @param load reads it, and what it lists. A problem there is left to those who need what it lists
 */
export async function keptFiles(config: string, load: () => Promise<Loader>): Promise<ReportInput[]> {
	const loader = existsSync(config) ? await load().catch(() => undefined) : undefined;
	if (loader === undefined) return [];
	const tracked = await Promise.all(loader.apis.map(({ root }) => trackedBelow(dirname(root))));
	const generated = loader.apis.flatMap(({ outputFolder }) => filesBelow(outputFolder));
	return [...describedFiles([config, ...loader.files(), ...tracked.flat()]), ...inputsOf("npm run generate", generated)];
}

/** The files of descriptions as what no report may replace. */
export function describedFiles(files: readonly string[]): ReportInput[] {
	return inputsOf("the description", files);
}

function inputsOf(option: string, files: readonly string[]): ReportInput[] {
	return files.map((file) => ({ option, file }));
}

/** None where there is no repository, or no git. */
async function trackedBelow(folder: string): Promise<string[]> {
	const listed = await gitIn(folder)(["ls-files", "-z"]).catch(() => undefined);
	const paths = listed?.code === 0 ? listed.stdout.toString().split("\0") : [];
	return paths.filter(Boolean).map((path) => join(folder, path));
}

function filesBelow(folder: string): string[] {
	const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
	return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
