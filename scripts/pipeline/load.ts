import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, relative, resolve } from "node:path";
import type { Config, Document, NormalizedProblem, Source } from "@redocly/openapi-core";
import { createLocator, type Locate } from "./locate.ts";
import type { OpenApi } from "./openapi.ts";
import { DescriptionError, type LocatedProblem } from "./problem.ts";

// Required, not imported: Node loads the three hundred modules of the library in half the time that way.
const core = createRequire(import.meta.url)("@redocly/openapi-core") as typeof import("@redocly/openapi-core");

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
	"operation-operationId": "error",
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
		if (problem !== undefined) throw fileProblem(configPath, `apis.${name}.output: ${problem}`);
		return api;
	});
	if (apis.length === 0) throw fileProblem(configPath, "expected at least one API under `apis`, found none");

	/** Files as they are on disk. */
	const documents = new Map<string, Document>();
	const lint = async (api: Api) => {
		const resolver = new LocalResolver(documents, config.resolve);
		const document = await rootOf(api, resolver);
		const problems = await core.lintDocument({ document, config: config.forAlias(api.name), externalRefResolver: resolver });
		return problems.filter((problem) => !problem.ignored).map(located);
	};

	return {
		apis,
		lint,
		async bundle(api) {
			const resolver = new CopyingResolver(documents, config.resolve);
			const document = await rootOf(api, resolver);
			const { bundle, problems } = await core.bundle({
				doc: document,
				config: config.forAlias(api.name),
				externalRefResolver: resolver,
			});
			if (problems.length > 0) {
				// The linter says more of the same.
				const found = await lint(api);
				throw new DescriptionError(found.length > 0 ? found : problems.map(located));
			}
			const locate = createLocator(api.root, documents, (source, pointer) => positionOf(source, pointer));
			return { api, bundle: bundle.parsed as OpenApi, locate };
		},
		invalidate: (file) => documents.delete(file),
		files: () => [...documents.keys()],
	};
}

async function rootOf(api: Api, resolver: LocalResolver): Promise<Document> {
	const document = await resolver.resolveDocument(null, api.root, true);
	if (document instanceof Error) throw new DescriptionError([syntaxProblem(document, api.root)]);
	const version = (document.parsed as Partial<OpenApi> | null)?.openapi;
	if (!/^3\.1\.\d+$/.test(String(version))) throw new DescriptionError([versionProblem(document, version)]);
	return document;
}

/** Reads local files, each once. A generated client must not depend on what a remote host answers today. */
class LocalResolver extends core.BaseResolver {
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
		const document = super.parseDocument(source, isRoot);
		this.#documents.set(source.absoluteRef, document);
		return this.share(document);
	}

	override loadExternalRef(absoluteRef: string): Promise<Source> {
		if (!core.isAbsoluteUrl(absoluteRef)) return super.loadExternalRef(absoluteRef);
		return Promise.reject(new core.ResolveError(new Error("expected a local file, got an address; copy the file here")));
	}
}

/** For the bundler, which changes documents in place. */
class CopyingResolver extends LocalResolver {
	protected override share({ source, parsed }: Document): Document {
		return { source, parsed: structuredClone(parsed) };
	}
}

async function readConfig(configPath: string): Promise<Config> {
	if (!existsSync(configPath)) throw fileProblem(configPath, "no such file; name the right one with --config");
	const loaded = await core.loadConfig({ configPath }).catch((error: Error) => {
		throw fileProblem(configPath, error.message);
	});
	const raw = (loaded.document?.parsed ?? {}) as Record<string, unknown>;
	const rules = { ...(raw["rules"] as object), ...REQUIRED_RULES };
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

function fileProblem(configPath: string, message: string): DescriptionError {
	return new DescriptionError([
		{ file: relative(process.cwd(), configPath), line: 1, column: 1, message, rule: "config", severity: "error" },
	]);
}

function syntaxProblem(error: Error, root: string): LocatedProblem {
	const file = relative(process.cwd(), root);
	const { source, line, col } = error as Error & { source?: Source; line?: number; col?: number };
	return {
		file: source ? relative(process.cwd(), source.absoluteRef) : file,
		line: line ?? 1,
		column: col ?? 1,
		message: existsSync(root) ? `expected YAML or JSON: ${error.message}` : "expected a description, found no such file",
		rule: "syntax",
		severity: "error",
	};
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
