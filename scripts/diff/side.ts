import type { BundledApi } from "../pipeline/bundle.ts";
import type { Loader } from "../pipeline/load.ts";

/** One of the two sides of a comparison. */
export interface Side {
	/** What reports call it, such as `v1.2.0`. */
	readonly label: string;
	/** Its descriptions, by their names in redocly.yaml. A file has one, without a name. */
	readonly apis: ReadonlyMap<string, BundledApi>;
	/** The absolute paths of the files that it was read from; none for a commit. */
	readonly files: readonly string[];
}

/** Bundles the descriptions that a redocly.yaml lists. @param names of those that are wanted; none for all of them */
export async function bundleAll(loader: Loader, names: readonly string[]): Promise<Map<string, BundledApi>> {
	const apis = new Map<string, BundledApi>();
	for (const api of loader.apis) if (names.length === 0 || names.includes(api.name)) apis.set(api.name, await loader.bundle(api));
	return apis;
}

/** Whether a side is named by its file rather than by a git ref. */
export function isFileName(text: string): boolean {
	return /\.(?:json|ya?ml)$/i.test(text);
}
