import { fromPointer } from "../../src/core/operation/json-pointer.ts";
import { findUnusable } from "./check-file.ts";
import { checkReferences, LEADS_BACK } from "./check-references.ts";
import { createLocator, fileProblem, type Locate, type Locator, positionOf, redoclyProblem } from "./locate.ts";
import type { OpenApi } from "./openapi.ts";
import { DescriptionError, type LocatedProblem } from "./problem.ts";
import type { Api } from "./read-config.ts";
import { type Config, type Document, redoclyCore } from "./redocly-core.ts";
import { type Documents, foldersOf, LocalResolver, readReferences, readRoot } from "./resolver.ts";
import { isExtensionAt, isPayload } from "./visit-schemas.ts";

export interface BundledApi {
	readonly bundle: OpenApi;
	/** Finds the place in the source of a pointer into the bundle. */
	readonly locate: Locate;
}

/**
 * Bundles the files of a description into one document.
 *
 * @throws {DescriptionError} if the root is not OpenAPI 3.1, or a reference does not lead anywhere
 */
export async function bundleApi(api: Api, config: Config, documents: Documents): Promise<BundledApi & Locator> {
	const externalRefResolver = new LocalResolver(documents, config, api, copyOf);
	const doc = await readRoot(api.root, externalRefResolver);
	await readReferences(api.root, externalRefResolver, documents);
	const broken = referenceProblems(documents, foldersOf(api, config));
	// The bundler throws on them once per way to them, and nothing can catch more than the first.
	if (broken.some(({ message }) => message.endsWith(LEADS_BACK))) {
		throw new DescriptionError([...externalRefResolver.fileProblems, ...broken]);
	}
	const options = { doc, config: config.forAlias(api.name), externalRefResolver };
	const outcome = await redoclyCore.bundle(options).catch((error: Error) => error);
	if (outcome instanceof Error || outcome.problems.length > 0) {
		// Our own check goes first: it names the file and the member that is missing.
		const found = [...externalRefResolver.fileProblems, ...broken];
		if (found.length > 0) throw new DescriptionError(found);
		if (outcome instanceof Error) throw new DescriptionError(bundlerProblems(api, outcome, documents));
		throw new DescriptionError(outcome.problems.map(redoclyProblem));
	}
	const locator = createLocator(api.root, documents);
	const unusable = findUnusable(outcome.bundle.parsed);
	if (unusable !== undefined) {
		const { pointer, message } = unusable;
		throw new DescriptionError([{ ...locator.locate(pointer), message, rule: "bundler", severity: "error" }]);
	}
	return { bundle: outcome.bundle.parsed as OpenApi, ...locator };
}

function copyOf({ source, parsed }: Document): Document {
	return { source, parsed: structuredClone(parsed) };
}

function referenceProblems(documents: Documents, folders: readonly string[]): LocatedProblem[] {
	return checkReferences(documents, folders).flatMap(({ file, pointer, message }) => {
		const source = documents.get(file)?.source;
		return source ? [{ ...positionOf(source, `#${pointer}`), message, rule: "reference", severity: "error" as const }] : [];
	});
}

/**
 * The bundler writes the target of a reference in an example or extension in its place. It fails, and does not say where, if that
 * target contains the reference: any of them may be at fault.
 */
function bundlerProblems({ root }: Api, { message }: Error, documents: Documents): LocatedProblem[] {
	const found = [...documents.values()].flatMap(({ source, references }) =>
		references.flatMap(({ keyword, target, pointer }) => {
			if (keyword !== "$ref" || !isWithinAnything(fromPointer(pointer))) return [];
			const says = `expected a value that ends, got a ${keyword} to ${target}, by which it may contain itself; write the value`;
			return [{ ...positionOf(source, `#${pointer}`), message: says, rule: "bundler", severity: "error" as const }];
		}),
	);
	if (found.length > 0) return found;
	return [fileProblem(root, "bundler", `expected a description that can be bundled, got one that cannot: ${message}`)];
}

/** Whether a path leads into an example or an extension. */
function isWithinAnything(path: readonly string[]): boolean {
	return path.some((_, index) => {
		const above = path.slice(0, index + 1);
		return isExtensionAt(above) || isPayload({}, above);
	});
}
