import { encodeSegment, fillTemplate } from "../operation/path-template.ts";
import type { OperationView } from "../operation/resources.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { CollectionAddress } from "./store.ts";

/** Where the collection of a view is kept. */
export function createAddress(
	view: OperationView,
	account: string,
	parameters: Readonly<Record<string, string>>,
): CollectionAddress {
	return { account, type: view.type, path: fillTemplate(view.canonicalPath, parameters) };
}

/** Returns the function that writes the absolute address of a resource, as the client of a request would write it. */
export function createResourceUrl({ view, base, parameters }: HandlerContext): (id: string) => string {
	const { before, after } = view.resourcePath;
	const start = base + fillTemplate(before, parameters);
	return view.type.singleton ? () => start : (id) => start + encodeSegment(id) + after;
}
