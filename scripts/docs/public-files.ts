import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { reasonOutside } from "../pipeline/check-file.ts";
import { fileProblem } from "../pipeline/locate.ts";
import { DescriptionError, type LocatedProblem } from "../pipeline/problem.ts";

/** A file of the site: one of the build, which is text, or one that is copied as it is. */
export interface SiteFile {
	/** From the root of the site, with forward slashes. */
	readonly path: string;
	readonly content: string | Uint8Array;
}

/** A file that is copied to the site, and where it comes from. */
export interface PublicFile extends SiteFile {
	readonly content: Uint8Array;
	readonly source: string;
}

/**
 * Reads the files of a folder that the site gets as they are, those of its folders and hidden ones included. Without the
 * folder there are none.
 *
 * @throws {DescriptionError} if one cannot be read, is no file, or is a link out of the folder
 */
export function readPublicFiles(folder: string): PublicFile[] {
	if (!existsSync(folder)) return [];
	const problems: LocatedProblem[] = [];
	const files = listPublicFiles(folder).flatMap((source) => {
		try {
			return [readPublicFile(folder, source)];
		} catch (error) {
			problems.push(fileProblem(source, "site", `expected a file to copy, got ${reasonNotToCopy(error)}`));
			return [];
		}
	});
	if (problems.length > 0) throw new DescriptionError(problems);
	return files;
}

/** In an order that no locale changes. A folder that is a link is no folder here, so that there are no circles. */
function listPublicFiles(folder: string): string[] {
	if (!statSync(folder).isDirectory()) return [folder];
	const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
	return entries.flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? listPublicFiles(path) : [path];
	});
}

function readPublicFile(folder: string, source: string): PublicFile {
	if (!statSync(source).isFile() || source === folder) throw new Error("none; remove it");
	if (reasonOutside(realpathSync(source), [realpathSync(folder)]))
		throw new Error("a link out of the folder; copy the file there");
	return { path: relative(folder, source).split(sep).join("/"), content: readFileSync(source), source };
}

function reasonNotToCopy(error: unknown): string {
	const { code, message } = error as NodeJS.ErrnoException;
	return code ?? message;
}

/** All files of a site: those of the build, and those that are copied. */
export function withPublicFiles(
	built: readonly SiteFile[],
	{ publicFiles = [] }: { readonly publicFiles?: readonly PublicFile[] },
): SiteFile[] {
	return [...built, ...publicFiles];
}

/**
 * What is wrong with the names of the copied files: another file of the site has the same, or needs a folder of that name.
 * Case does not count, because some disks ignore it.
 *
 * @param built the paths of the other files
 */
export function collisions(copied: readonly PublicFile[], built: readonly string[]): LocatedProblem[] {
	const taken = new Map(built.map((path) => [path.toLowerCase(), path]));
	return copied.flatMap(({ path, source }) => {
		const name = path.toLowerCase();
		const other = taken.get(name) ?? [...taken].find(([one]) => one.startsWith(`${name}/`) || name.startsWith(`${one}/`))?.[1];
		taken.set(name, path);
		const message = `expected a name that no other file of the site has, got that of ${other}; rename the file`;
		return other === undefined ? [] : [fileProblem(source, "site", message)];
	});
}
