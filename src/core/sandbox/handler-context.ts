import type { RequestParts } from "../operation/arguments.ts";
import { encodeSegment, fillTemplate } from "../operation/path-template.ts";
import type { OperationView } from "../operation/resources.ts";
import type { RequestContext } from "./policy.ts";
import type { CollectionAddress } from "./store.ts";

/** A request that is to be carried out: it has passed authentication and validation. */
export interface HandlerContext extends RequestContext {
	readonly view: OperationView;
	readonly address: CollectionAddress;
	/** The identifier of the item; empty where the operation is not about an item. */
	readonly id: string;
	readonly parts: RequestParts;
	/** The path as the client wrote it. */
	readonly pathname: string;
	/** The part of the address that the client used before the path template. */
	readonly base: string;
}

/** Returns the function that writes the absolute address of a resource, as the client of a request would write it. */
export function createResourceUrl({ view, base, parameters }: HandlerContext): (id: string) => string {
	const { before, after } = view.resourcePath;
	const start = base + fillTemplate(before, parameters);
	return view.type.singleton ? () => start : (id) => start + encodeSegment(id) + after;
}
