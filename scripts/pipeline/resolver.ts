import { realpathSync } from "node:fs";
import { dirname, relative } from "node:path";
import { findUnusable, reasonNotToRead } from "./check-file.ts";
import { fileProblem, positionOf } from "./locate.ts";
import type { OpenApi } from "./openapi.ts";
import { DescriptionError, type LocatedProblem } from "./problem.ts";
import type { Api } from "./read-config.ts";
import { type Config, type Document, redoclyCore, type Source } from "./redocly-core.ts";
import { type FileReference, referencesIn } from "./references-in.ts";

/** A file as it is on disk. */
interface DescriptionFile extends Document {
	/** With links followed. */
	readonly realPath: string;
	readonly references: readonly FileReference[];
}

/** The files read so far, by absolute path. */
export type Documents = Map<string, DescriptionFile>;

/** The folders that the files of a description may be in: that of its root, and that of the configuration. */
export function foldersOf({ root }: Api, { configPath }: Config): string[] {
	return [root, configPath ?? root].map((file) => dirname(file));
}

/**
 * Reads local files, each once, and rejects addresses: generated code must not depend on a remote host's response. Files
 * outside of the description's folders are rejected too: they are not part of what is published with it.
 *
 * @param share makes of a file what Redocly gets; the bundler, which changes documents in place, needs copies
 */
export class LocalResolver extends redoclyCore.BaseResolver {
	/** Of files that cannot be used, whatever refers to them. */
	readonly fileProblems: LocatedProblem[] = [];
	readonly #documents: Documents;
	readonly #folders: readonly string[];
	readonly #share: (document: Document) => Document;

	constructor(documents: Documents, config: Config, api: Api, share: (document: Document) => Document = (document) => document) {
		super(config.resolve);
		this.#documents = documents;
		this.#folders = foldersOf(api, config);
		this.#share = share;
		for (const [file, document] of documents) this.cache.set(file, Promise.resolve(share(document)));
	}

	override parseDocument(source: Source, isRoot?: boolean): Document {
		try {
			const document = super.parseDocument(source, isRoot);
			const unusable = findUnusable(document.parsed);
			if (unusable !== undefined) throw unusableFile(source, unusable);
			const { absoluteRef } = source;
			const realPath = realpathSync(absoluteRef);
			this.#documents.set(absoluteRef, { ...document, realPath, references: referencesIn(document.parsed) });
			return this.#share(document);
		} catch (error) {
			if (error instanceof DescriptionError) this.fileProblems.push(...error.problems);
			if (error instanceof redoclyCore.YamlParseError) this.fileProblems.push(syntaxProblem(error));
			throw error;
		}
	}

	override loadExternalRef(absoluteRef: string): Promise<Source> {
		const isRemote = redoclyCore.isAbsoluteUrl(absoluteRef);
		const reason = isRemote ? "not a local file" : reasonNotToRead(absoluteRef, this.#folders);
		if (reason === undefined) return super.loadExternalRef(absoluteRef);
		return Promise.reject(new redoclyCore.ResolveError(new Error(reason)));
	}
}

/**
 * Reads the root file of a description.
 *
 * @throws {DescriptionError} if it does not exist, does not parse, or is not OpenAPI 3.1
 */
export async function readRoot(root: string, resolver: LocalResolver): Promise<Document> {
	const document = await resolver.resolveDocument(null, root, true).catch((error: Error) => error);
	if (document instanceof Error) {
		const missing = fileProblem(root, "syntax", "expected a description, found no such file");
		throw new DescriptionError(resolver.fileProblems.length > 0 ? resolver.fileProblems : [missing]);
	}
	const found: unknown = (document.parsed as Partial<OpenApi> | null)?.openapi;
	const version = typeof found === "string" || found === undefined ? found : JSON.stringify(found);
	if (!/^3\.1\.\d+$/.test(version ?? "")) throw new DescriptionError([versionProblem(document, version)]);
	return document;
}

/**
 * Reads every file that the root of a description refers to, directly or not. What cannot be read is left to those who follow the
 * reference.
 */
export async function readReferences(root: string, resolver: LocalResolver, documents: Documents): Promise<void> {
	const read = new Set([root]);
	const visit = async (file: string): Promise<void> => {
		const paths = (documents.get(file)?.references ?? []).map(({ target }) => target.split("#")[0] ?? "");
		const referred = paths.filter((path) => path !== "").map((path) => resolver.resolveExternalRef(file, path));
		const unread = [...new Set(referred)].filter((each) => !read.has(each));
		for (const each of unread) read.add(each);
		await Promise.all(unread.map((each) => resolver.resolveDocument(null, each).catch((error: Error) => error)));
		for (const each of unread) await visit(each);
	};
	await visit(root);
}

/** Says where a file is neither YAML nor JSON. */
export function syntaxProblem({
	source,
	line,
	col,
	originalError,
}: InstanceType<typeof redoclyCore.YamlParseError>): LocatedProblem {
	const [reason] = originalError.message.split(' in "');
	const message = `expected YAML or JSON, got text that does not parse: ${reason}`;
	const file = relative(process.cwd(), source.absoluteRef);
	return { file, line, column: col, message, rule: "syntax", severity: "error" };
}

function versionProblem({ source, parsed }: Document, version: string | undefined): LocatedProblem {
	const { swagger } = (parsed ?? {}) as { swagger?: unknown };
	const older = swagger === undefined ? "none" : `swagger: ${JSON.stringify(swagger)}`;
	const got = version === undefined ? older : `openapi: ${version}`;
	const message = `expected an OpenAPI 3.1 document, got ${got}; ${versionAdvice(version ?? "")}`;
	return { ...positionOf(source, "#/openapi"), message, rule: "openapi-version", severity: "error" };
}

function versionAdvice(version: string): string {
	if (version.startsWith("3.0.")) return 'write openapi: 3.1.1, and nullable as type: [..., "null"]';
	if (!version.startsWith("3.2.")) return "convert it, and begin it with openapi: 3.1.1";
	const added = "$self, the method query, additionalOperations, in: querystring, itemSchema, dataValue and serializedValue";
	return `write openapi: 3.1.1, and remove what 3.2 added: ${added}`;
}

function unusableFile(source: Source, { pointer, message }: { pointer: string; message: string }): DescriptionError {
	return new DescriptionError([{ ...positionOf(source, `#${pointer || "/"}`), message, rule: "file", severity: "error" }]);
}
