import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

/** The text of source files by their path from the root of the project. */
export type Sources = ReadonlyMap<string, string>;

/** Reads every TypeScript and JavaScript file below folders. */
export function readSources(...folders: readonly string[]): Sources {
	return readFiles(folders, /\.[cm]?[jt]s$/);
}

/** Reads every style sheet below folders. */
export function readStyles(...folders: readonly string[]): Sources {
	return readFiles(folders, /\.css$/);
}

function readFiles(folders: readonly string[], ending: RegExp): Sources {
	const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
	const paths = files.filter((file) => file.isFile() && ending.test(file.name)).map((file) => join(file.parentPath, file.name));
	return new Map(paths.map((path) => [path, readFileSync(path, "utf8")]));
}

/** The name of this package. An import by it leads to one of the entries, `src/*.ts`. */
const { name: PACKAGE } = JSON.parse(readFileSync("package.json", "utf8")) as { name: string };

/** The files that a file imports or re-exports, types and dynamic imports included, as paths from the root of the project. */
function importsOf(path: string, text: string): string[] {
	const specifiers = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
	return specifiers.flatMap((specifier) => {
		if (specifier === PACKAGE) return ["src/index.ts"];
		if (specifier.startsWith(`${PACKAGE}/`)) return [`${specifier.replace(PACKAGE, "src")}.ts`];
		return specifier.startsWith(".") ? [relative(".", resolve(dirname(path), specifier))] : [];
	});
}

/**
 * Finds the folder of the table that a file belongs to. A folder of which the table has subfolders covers only its own files, so
 * that a new subfolder needs a row of its own.
 */
function folderOf(path: string, table: readonly string[]): string | undefined {
	const folders = table.filter((folder) => path.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length);
	const [folder] = folders;
	const isDivided = table.some((other) => other.startsWith(`${folder}/`));
	return isDivided && dirname(path) !== folder ? undefined : folder;
}

/**
 * Lists imports that no rule allows, and files in a folder that has no rules.
 *
 * @param allowed by folder: the folders that its files may import from, besides itself
 */
export function forbiddenImports(sources: Sources, allowed: Readonly<Record<string, readonly string[]>>): string[] {
	const table = Object.keys(allowed);
	return [...sources].flatMap(([path, text]) => {
		const folder = folderOf(path, table);
		if (folder === undefined) return [`${path} is in a folder without rules`];
		const permitted: readonly (string | undefined)[] = [folder, ...(allowed[folder] ?? [])];
		return importsOf(path, text)
			.filter((target) => !permitted.includes(folderOf(target, table)))
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

/** A name that a file declares at its top level: of a function, class, interface, type, enum, namespace or variable. */
export interface Declaration {
	readonly name: string;
	readonly path: string;
	readonly isExported: boolean;
}

/** Lists names that more than one file declares at its top level. */
export function sharedNames(sources: Sources): Map<string, Declaration[]> {
	const byName = new Map<string, Declaration[]>();
	for (const [path, text] of sources) {
		for (const declaration of declarationsIn(path, text)) {
			byName.set(declaration.name, [...(byName.get(declaration.name) ?? []), declaration]);
		}
	}
	return new Map([...byName].filter(([, declarations]) => new Set(declarations.map(({ path }) => path)).size > 1));
}

function declarationsIn(path: string, text: string): Declaration[] {
	const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
	const names = statements.filter(ts.isExportDeclaration).flatMap(exportedNames);
	return statements.flatMap((statement) => {
		if (ts.isExportDeclaration(statement)) return newNames(statement).map((name) => ({ name, path, isExported: true }));
		const isExported =
			ts.canHaveModifiers(statement) && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
		return namesIn(statement).map((name) => ({ name, path, isExported: isExported === true || names.includes(name) }));
	});
}

/** The names of this file that `export { a, b as c }` exports. */
function exportedNames({ exportClause, moduleSpecifier }: ts.ExportDeclaration): string[] {
	if (moduleSpecifier !== undefined || exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
	return exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

/** The names that `export { a as b }` and `export * as b` give to something, here or in another file. */
function newNames({ exportClause }: ts.ExportDeclaration): string[] {
	if (exportClause === undefined) return [];
	if (ts.isNamespaceExport(exportClause)) return [exportClause.name.text];
	return exportClause.elements.filter(({ propertyName }) => propertyName !== undefined).map(({ name }) => name.text);
}

function namesIn(statement: ts.Statement): string[] {
	if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
	const isNamed =
		ts.isFunctionDeclaration(statement) ||
		ts.isClassDeclaration(statement) ||
		ts.isInterfaceDeclaration(statement) ||
		ts.isTypeAliasDeclaration(statement) ||
		ts.isEnumDeclaration(statement) ||
		ts.isModuleDeclaration(statement);
	return isNamed && statement.name ? [statement.name.text] : [];
}

function boundNames(name: ts.BindingName): string[] {
	if (ts.isIdentifier(name)) return [name.text];
	return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

/** Lists the files that read a member of an object: `x.paths`, `x["paths"]`, `{ paths } = x` or `{ paths: y } = x`. */
export function readersOf(sources: Sources, member: string): string[] {
	const isMember = (node: ts.Node | undefined): boolean => {
		if (node === undefined) return false;
		if (ts.isComputedPropertyName(node)) return isMember(node.expression);
		return (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && node.text === member;
	};
	const reads = (node: ts.Node): boolean => {
		if (ts.isPropertyAccessExpression(node) && isMember(node.name)) return true;
		if (ts.isElementAccessExpression(node) && isMember(node.argumentExpression)) return true;
		if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent) && isMember(node.propertyName ?? node.name))
			return true;
		if (ts.isObjectLiteralElementLike(node) && isMember(node.name) && isAssigned(node)) return true;
		return ts.forEachChild(node, (child) => reads(child) || undefined) ?? false;
	};
	return [...sources]
		.filter(([path, text]) => text.includes(member) && reads(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)))
		.map(([path]) => path);
}

/** Whether a part of a pattern, such as `b` of `{ a: [b] }`, is on the left of an assignment. */
function isAssigned(part: ts.Node): boolean {
	const { parent } = part;
	if (ts.isBinaryExpression(parent)) return parent.left === part && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
	const isPattern =
		ts.isObjectLiteralExpression(parent) || ts.isArrayLiteralExpression(parent) || ts.isObjectLiteralElementLike(parent);
	return isPattern && isAssigned(parent);
}
