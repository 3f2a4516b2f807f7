import { relative } from "node:path";
import { fileProblem, positionOf } from "./locate.ts";
import type { OpenApi } from "./openapi.ts";
import { DescriptionError, type LocatedProblem } from "./problem.ts";
import { type Config, type Document, redoclyCore, type Source } from "./redocly-core.ts";

/** The files read so far, by absolute path, as they are on disk. */
export type Documents = Map<string, Document>;

/**
 * Reads local files, each once, and rejects addresses: generated code must not depend on a remote host's response.
 *
 * @param share makes of a file what Redocly gets; the bundler, which changes documents in place, needs copies
 */
export class LocalResolver extends redoclyCore.BaseResolver {
	readonly syntaxProblems: LocatedProblem[] = [];
	readonly #documents: Documents;
	readonly #share: (document: Document) => Document;

	constructor(documents: Documents, config: Config, share: (document: Document) => Document = (document) => document) {
		super(config.resolve);
		this.#documents = documents;
		this.#share = share;
		for (const [file, document] of documents) this.cache.set(file, Promise.resolve(share(document)));
	}

	override parseDocument(source: Source, isRoot?: boolean): Document {
		try {
			const document = super.parseDocument(source, isRoot);
			this.#documents.set(source.absoluteRef, document);
			return this.#share(document);
		} catch (error) {
			if (error instanceof redoclyCore.YamlParseError) this.syntaxProblems.push(syntaxProblem(error));
			throw error;
		}
	}

	override loadExternalRef(absoluteRef: string): Promise<Source> {
		if (!redoclyCore.isAbsoluteUrl(absoluteRef)) return super.loadExternalRef(absoluteRef);
		return Promise.reject(new redoclyCore.ResolveError(new Error("not a local file")));
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
		throw new DescriptionError(resolver.syntaxProblems.length > 0 ? resolver.syntaxProblems : [missing]);
	}
	const version = (document.parsed as Partial<OpenApi> | null)?.openapi;
	if (!/^3\.1\.\d+$/.test(String(version))) throw new DescriptionError([versionProblem(document, version)]);
	return document;
}

function syntaxProblem({ source, line, col, originalError }: InstanceType<typeof redoclyCore.YamlParseError>): LocatedProblem {
	const [reason] = originalError.message.split(' in "');
	const message = `expected YAML or JSON, got text that does not parse: ${reason}`;
	const file = relative(process.cwd(), source.absoluteRef);
	return { file, line, column: col, message, rule: "syntax", severity: "error" };
}

function versionProblem({ source }: Document, version: unknown): LocatedProblem {
	const got = version === undefined ? "none" : `openapi: ${String(version)}`;
	const advice = 'change the first line, and nullable to type: [..., "null"]';
	const message = `expected an OpenAPI 3.1 document, got ${got}; ${advice}`;
	return { ...positionOf(source, "#/openapi"), message, rule: "openapi-version", severity: "error" };
}
