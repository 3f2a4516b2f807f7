import { encodeSegment, fillTemplate } from "../operation/path-template.ts";
import type { OperationView } from "../operation/resources.ts";
import type { CollectionAddress } from "./store.ts";

/** Where the collection of a view is kept. */
export function createAddress(
	view: OperationView,
	account: string,
	parameters: Readonly<Record<string, string>>,
): CollectionAddress {
	return { account, type: view.type, path: fillTemplate(view.canonicalPath, parameters) };
}

/** Writes the addresses of resources below the parents that a request names. */
export function createResourceUrl(
	{ resourcePath, type }: OperationView,
	base: string,
	parameters: Readonly<Record<string, string>>,
): (id: string) => string {
	const start = type.singleton ? resourcePath.length : resourcePath.lastIndexOf("{");
	const before = base + fillTemplate(resourcePath.slice(0, start), parameters);
	const after = resourcePath.slice(resourcePath.indexOf("}", start) + 1);
	return type.singleton ? () => before : (id) => before + encodeSegment(id) + after;
}
