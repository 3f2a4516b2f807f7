import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { checkReferences } from "./check-references.ts";
import { createLocator, type Locate } from "./locate.ts";
import type { OpenApi } from "./openapi.ts";
import { DescriptionError, type LocatedProblem } from "./problem.ts";
import { type Config, core, type Document, type NormalizedProblem, parseYaml, type Source } from "./redocly-core.ts";

/** One entry of `apis` in redocly.yaml. Paths are absolute. */
export interface Api {
	readonly name: string;
	/** The root of the description. */
	readonly root: string;
	/** The folder of everything that is generated; the bundle stands in it as `openapi.json`. */
	readonly outputFolder: string;
}

export interface LoadedApi {
	readonly api: Api;
	readonly bundle: OpenApi;
	/** Finds the place in the source of a pointer into the bundle. */
	readonly locate: Locate;
}

export interface Loader {
	readonly apis: readonly Api[];
	/** @throws {DescriptionError} where the root is no OpenAPI 3.1, or a reference does not lead anywhere. */
	bundle(api: Api): Promise<LoadedApi>;
	/** Reports every problem of the description. */
	lint(api: Api): Promise<LocatedProblem[]>;
	/** Forgets one file, so that it is read again. */
	invalidate(file: string): void;
	/** Every file read so far. */
	files(): string[];
}

/** What the pipeline itself depends on, whatever redocly.yaml says. */
const REQUIRED_RULES = {
	struct: "error",
	"no-unresolved-refs": "error",
	// Told by build-model.ts, with what an operationId is for.
	"operation-operationId": "off",
	"operation-operationId-unique": "error",
	"no-unused-components": "error",
	"spec-components-invalid-map-name": "error",
} as const;

/**
 * Reads redocly.yaml. Each of its `apis` needs a `root`, and an `output` that names the bundle.
 *
 * @throws {DescriptionError} where the file cannot be used.
 */
export async function createLoader(configPath: string): Promise<Loader> {
	const folder = dirname(configPath);
	const config = await readConfig(configPath);
	const apis = Object.entries(config.resolvedConfig.apis ?? {}).map(([name, { root, output }]): Api => {
		const api = { name, root: resolve(folder, root), outputFolder: resolve(folder, dirname(output ?? "")) };
		const problem = outputProblem(api, output, folder);
		if (problem !== undefined) throw configError(configPath, `apis.${name}.output: ${problem}`);
		return api;
	});
	if (apis.length === 0) throw configError(configPath, "expected at least one API under `apis`, found none");

	/** Files as they are on disk. */
	const documents = new Map<string, Document>();
	const lint = async (api: Api) => {
		const resolver = new LocalResolver(documents, config.resolve);
		const document = await rootOf(api, resolver);
		const problems = await core.lintDocument({ document, config: config.forAlias(api.name), externalRefResolver: resolver });
		return [...problems.filter((problem) => !problem.ignored).map(located), ...unusedFiles(api)];
	};
	/** A component that nothing refers to is not part of any bundle, so no rule of the linter sees it. */
	const unusedFiles = ({ root }: Api): LocatedProblem[] => {
		const folder = dirname(root);
		if (apis.some((other) => other.root !== root && dirname(other.root).startsWith(folder))) return [];
		const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
		return files
			.filter((file) => /\.(ya?ml|json)$/.test(file) && !documents.has(file))
			.map((file) =>
				fileProblem(
					file,
					"unused-file",
					"expected every file of the description to be referred to, found one that is not; remove it",
				),
			);
	};

	return {
		apis,
		lint,
		async bundle(api) {
			const resolver = new CopyingResolver(documents, config.resolve);
			const document = await rootOf(api, resolver);
			const options = { doc: document, config: config.forAlias(api.name), externalRefResolver: resolver };
			const outcome = await core.bundle(options).catch((error: Error) => error);
			if (outcome instanceof Error || outcome.problems.length > 0) {
				const found = [...resolver.syntaxProblems, ...referenceProblems(documents)];
				if (found.length > 0) throw new DescriptionError(found);
				if (outcome instanceof Error) throw outcome;
				throw new DescriptionError(outcome.problems.map(located));
			}
			const locate = createLocator(api.root, documents, (source, pointer) => positionOf(source, pointer));
			return { api, bundle: outcome.bundle.parsed as OpenApi, locate };
		},
		invalidate: (file) => documents.delete(file),
		files: () => [...documents.keys()],
	};
}

async function rootOf(api: Api, resolver: LocalResolver): Promise<Document> {
	const document = await resolver.resolveDocument(null, api.root, true).catch((error: Error) => error);
	if (document instanceof Error) {
		const missing = fileProblem(api.root, "syntax", "expected a description, found no such file");
		throw new DescriptionError(resolver.syntaxProblems.length > 0 ? resolver.syntaxProblems : [missing]);
	}
	const version = (document.parsed as Partial<OpenApi> | null)?.openapi;
	if (!/^3\.1\.\d+$/.test(String(version))) throw new DescriptionError([versionProblem(document, version)]);
	return document;
}

/** Reads local files, each once. A generated client must not depend on what a remote host answers today. */
class LocalResolver extends core.BaseResolver {
	readonly syntaxProblems: LocatedProblem[] = [];
	readonly #documents: Map<string, Document>;
	constructor(documents: Map<string, Document>, config: Config["resolve"]) {
		super(config);
		this.#documents = documents;
		for (const [file, document] of documents) this.cache.set(file, Promise.resolve(this.share(document)));
	}

	protected share(document: Document): Document {
		return document;
	}

	override parseDocument(source: Source, isRoot?: boolean): Document {
		try {
			const document = super.parseDocument(source, isRoot);
			this.#documents.set(source.absoluteRef, document);
			return this.share(document);
		} catch (error) {
			if (error instanceof core.YamlParseError) this.syntaxProblems.push(syntaxProblem(error));
			throw error;
		}
	}

	override loadExternalRef(absoluteRef: string): Promise<Source> {
		if (!core.isAbsoluteUrl(absoluteRef)) return super.loadExternalRef(absoluteRef);
		return Promise.reject(new core.ResolveError(new Error("not a local file")));
	}
}

/** For the bundler, which changes documents in place. */
class CopyingResolver extends LocalResolver {
	protected override share({ source, parsed }: Document): Document {
		return { source, parsed: structuredClone(parsed) };
	}
}

async function readConfig(configPath: string): Promise<Config> {
	if (!existsSync(configPath)) throw configError(configPath, "no such file; name the right one with --config");
	const loaded = await core.loadConfig({ configPath }).catch((error: Error) => {
		throw configError(configPath, error.message);
	});
	const raw = (loaded.document?.parsed ?? {}) as Record<string, unknown>;
	const rules = { ...(raw.rules as object), ...REQUIRED_RULES };
	return core.createConfig({ ...raw, rules }, { configPath });
}

function outputProblem(api: Api, output: string | undefined, folder: string): string | undefined {
	if (output === undefined) return "expected the path of the bundle, such as generated/openapi.json; found none";
	if (!output.endsWith("/openapi.json")) return `expected a path that ends in /openapi.json, got ${output}`;
	// Whatever no generator made is removed from the folder, so it must hold nothing of anybody else's.
	const holds = (file: string) => !relative(api.outputFolder, file).startsWith("..");
	if (holds(folder) || holds(api.root)) return `expected a folder of its own, got the one that holds the sources (${output})`;
	return undefined;
}

function fileProblem(file: string, rule: string, message: string): LocatedProblem {
	return { file: relative(process.cwd(), file), line: 1, column: 1, message, rule, severity: "error" };
}

function configError(configPath: string, message: string): DescriptionError {
	return new DescriptionError([fileProblem(configPath, "config", message)]);
}

function syntaxProblem({ source, line, col, originalError }: InstanceType<typeof core.YamlParseError>): LocatedProblem {
	const [reason] = originalError.message.split(' in "');
	return {
		file: relative(process.cwd(), source.absoluteRef),
		line,
		column: col,
		message: `expected YAML or JSON, got text that does not parse: ${reason}`,
		rule: "syntax",
		severity: "error",
	};
}

function referenceProblems(documents: ReadonlyMap<string, Document>): LocatedProblem[] {
	// The bundler may have stopped before it read every file.
	const read = (file: string) => documents.get(file) ?? readFile(file);
	return checkReferences([...documents.keys()], read).flatMap(({ file, pointer, message }) => {
		const source = documents.get(file)?.source;
		return source ? [{ ...positionOf(source, `#${pointer}`), message, rule: "reference", severity: "error" as const }] : [];
	});
}

function readFile(file: string): Pick<Document, "parsed"> | undefined {
	try {
		return { parsed: parseYaml(readFileSync(file, "utf8")) };
	} catch {
		return undefined;
	}
}

function versionProblem({ source }: Document, version: unknown): LocatedProblem {
	const message = `expected an OpenAPI 3.1 document, got ${version === undefined ? "none" : `openapi: ${String(version)}`}; change the first line, and nullable to type: [..., "null"]`;
	return { ...positionOf(source, "#/openapi"), message, rule: "openapi-version", severity: "error" };
}

function located({ message, location, ruleId, severity, suggest }: NormalizedProblem): LocatedProblem {
	const [first] = location;
	if (first === undefined) throw new Error(`The linter gave no location for: ${message}`);
	const { source, start } = core.getLineColLocation(first);
	const hint = suggest.length > 0 ? ` Did you mean ${suggest.join(" or ")}?` : "";
	return {
		file: relative(process.cwd(), source.absoluteRef),
		line: start.line,
		column: start.col,
		message: message.trim().replace(/\s*\n\s*/g, " ") + hint,
		rule: ruleId,
		severity: severity === "warn" ? "warn" : "error",
	};
}

function positionOf(source: Source, pointer: string): { file: string; line: number; column: number } {
	const { start } = core.getLineColLocation({ source, pointer, reportOnKey: true });
	return { file: relative(process.cwd(), source.absoluteRef), line: start.line, column: start.col };
}
