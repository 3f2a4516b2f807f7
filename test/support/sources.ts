import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

/** The text of source files by their path from the root of the project. */
export type Sources = ReadonlyMap<string, string>;

/** Reads every TypeScript and JavaScript file below folders. */
export function readSources(...folders: readonly string[]): Sources {
	const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
	const paths = files
		.filter((file) => file.isFile() && /\.(ts|js)$/.test(file.name))
		.map((file) => join(file.parentPath, file.name));
	return new Map(paths.map((path) => [path, readFileSync(path, "utf8")]));
}

/** The files that a file imports or re-exports, types included, as paths from the root of the project. */
function importsOf(path: string, text: string): string[] {
	const specifiers = [...text.matchAll(/(?:from|import\(|import) ?"(\.[^"]+)"/g)];
	return specifiers.map(([, specifier = ""]) => relative(".", resolve(dirname(path), specifier)));
}

/**
 * Lists imports that no rule allows.
 *
 * @param allowed by folder: the folders that its files may import from, besides itself
 */
export function forbiddenImports(sources: Sources, allowed: Readonly<Record<string, readonly string[]>>): string[] {
	const folderOf = (path: string) => Object.keys(allowed).find((folder) => path.startsWith(`${folder}/`)) ?? dirname(path);
	return [...sources].flatMap(([path, text]) => {
		const folder = folderOf(path);
		const permitted = [folder, ...(allowed[folder] ?? [])];
		if (!(folder in allowed)) return [];
		return importsOf(path, text)
			.filter((target) => !permitted.includes(folderOf(target)))
			.map((target) => `${path} imports ${target}`);
	});
}

/** Lists circles of imports, types included: each as the files that lead back to the first one. */
export function importCircles(sources: Sources): string[][] {
	const circles: string[][] = [];
	const done = new Set<string>();
	const visit = (path: string, trail: readonly string[]): void => {
		if (trail.includes(path)) circles.push(trail.slice(trail.indexOf(path)));
		if (done.has(path)) return;
		done.add(path);
		for (const target of importsOf(path, sources.get(path) ?? "")) if (sources.has(target)) visit(target, [...trail, path]);
	};
	for (const path of sources.keys()) visit(path, []);
	return circles;
}

/** Lists the lines that match a pattern, as `file:line text`. */
export function linesLike(sources: Sources, pattern: RegExp): string[] {
	return [...sources].flatMap(([path, text]) =>
		text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
	);
}

/** A top-level function, class, interface or type. */
export interface Declaration {
	readonly name: string;
	readonly path: string;
	readonly isExported: boolean;
}

/** Lists top-level declarations whose name another file declares as well. */
export function sharedNames(sources: Sources): Map<string, Declaration[]> {
	const byName = new Map<string, Declaration[]>();
	for (const [path, text] of sources) {
		for (const declaration of declarationsIn(path, text)) {
			byName.set(declaration.name, [...(byName.get(declaration.name) ?? []), declaration]);
		}
	}
	return new Map([...byName].filter(([, declarations]) => declarations.length > 1));
}

function declarationsIn(path: string, text: string): Declaration[] {
	const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
	return file.statements.flatMap((statement) => {
		const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
		if (!isType && !ts.isClassDeclaration(statement) && !ts.isFunctionDeclaration(statement)) return [];
		const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
		return statement.name ? [{ name: statement.name.text, path, isExported }] : [];
	});
}
