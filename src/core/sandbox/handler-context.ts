import type { RequestParts } from "../operation/arguments.ts";
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
