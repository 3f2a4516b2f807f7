import type { Fault } from "./fault.ts";

/** Facts about a request that are found while it is handled, for logs and recordings. */
export interface RequestTrace {
	operationId: string | undefined;
	/** Fields of the body that the description does not know. They were ignored. */
	ignored: readonly string[];
	/** The faults that were applied to it. */
	readonly faults: readonly Fault[];
	/** What its sender may not expect, such as that its body was not read, and why. */
	notes: readonly string[];
}

/** The trace of a request of which nothing else is known. */
export function createTrace(operationId: string | undefined): RequestTrace {
	return { operationId, ignored: [], faults: [], notes: [] };
}
