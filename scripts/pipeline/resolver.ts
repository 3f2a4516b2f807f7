import { dirname, relative } from "node:path";
import { findUnusable, reasonNotToRead } from "./check-file.ts";
import { fileProblem, positionOf } from "./locate.ts";
import type { OpenApi } from "./openapi.ts";
import { DescriptionError, type LocatedProblem } from "./problem.ts";
import type { Api } from "./read-config.ts";
import { type Config, type Document, redoclyCore, type Source } from "./redocly-core.ts";
import { visitMembers } from "./visit-schemas.ts";

/** The files read so far, by absolute path, as they are on disk. */
export type Documents = Map<string, Document>;

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
			this.#documents.set(source.absoluteRef, document);
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

/** Reads every file that a document refers to, directly or not. What cannot be read is left to those who follow the reference. */
export async function readReferences(root: Document, resolver: LocalResolver): Promise<void> {
	const read = new Set([root.source.absoluteRef]);
	const visit = async ({ source, parsed }: Document): Promise<void> => {
		const files = new Set<string>();
		visitMembers(parsed, (member, path) => {
			const isReference = path.at(-1) === "$ref" || path.at(-1) === "externalValue";
			const [file = ""] = isReference && typeof member === "string" ? member.split("#") : [];
			if (file !== "") files.add(resolver.resolveExternalRef(source.absoluteRef, file));
			return true;
		});
		const unread = [...files].filter((file) => !read.has(file));
		for (const file of unread) read.add(file);
		const documents = unread.map((file) => resolver.resolveDocument(null, file).catch((error: Error) => error));
		for (const document of await Promise.all(documents)) if (!(document instanceof Error)) await visit(document);
	};
	await visit(root);
}

function syntaxProblem({ source, line, col, originalError }: InstanceType<typeof redoclyCore.YamlParseError>): LocatedProblem {
	const [reason] = originalError.message.split(' in "');
	const message = `expected YAML or JSON, got text that does not parse: ${reason}`;
	const file = relative(process.cwd(), source.absoluteRef);
	return { file, line, column: col, message, rule: "syntax", severity: "error" };
}

function versionProblem({ source }: Document, version: string | undefined): LocatedProblem {
	const got = version === undefined ? "none" : `openapi: ${version}`;
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
