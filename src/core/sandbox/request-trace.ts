/** Facts about a request that are found while it is handled, for logs and recordings. */
export interface RequestTrace {
	operationId: string | undefined;
	/** Fields of the body that the description does not know. They were ignored. */
	ignored: readonly string[];
}
