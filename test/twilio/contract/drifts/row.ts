import type { Mutation } from "../../../../src/sandbox.ts";

/** One way in which a server can stop doing what is documented, and the finding that it must come to. */
export interface NamedDrift {
	readonly name: string;
	readonly operationId: string;
	readonly drift: () => Mutation;
	/** The check that must find it, and where. */
	readonly check: string;
	readonly pointer: string;
	/** The operation whose answer shows it. */
	readonly shownBy: string;
}

/** A drift, as short as it can be told. */
export type Row = readonly [
	name: string,
	operationId: string,
	drift: Mutation | (() => Mutation),
	check: string,
	pointer: string,
	/** Where it comes to light in the answer of another operation. */
	shownBy?: string,
];

export const CREATE = "createChannelMessage";
export const FETCH = "fetchChannelMessage";
export const LIST = "listChannelMessages";
export const UPDATE = "updateChannelMessage";
export const DELETE = "deleteChannelMessage";
export const CREATE_C = "createServiceConversationMessage";
export const FETCH_C = "fetchConversationMessage";
