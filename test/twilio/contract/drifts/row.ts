import type { Mutation } from "../../../../src/sandbox.ts";

/** One way in which a server can deviate from its description, and the finding that it must lead to. */
export interface NamedDrift {
	readonly name: string;
	readonly operationId: string;
	readonly mutation: () => Mutation;
	/** The check that must find it, and the position of the finding. */
	readonly check: string;
	readonly pointer: string;
	/** The operation whose response shows it. */
	readonly shownBy: string;
}

/** The short form of a drift. */
export type Row = readonly [
	name: string,
	operationId: string,
	drift: Mutation | (() => Mutation),
	check: string,
	pointer: string,
	/** The operation whose response shows it, if it is another one. */
	shownBy?: string,
];

export const CREATE = "createChannelMessage";
export const FETCH = "fetchChannelMessage";
export const LIST = "listChannelMessages";
export const UPDATE = "updateChannelMessage";
export const DELETE = "deleteChannelMessage";
export const CREATE_C = "createServiceConversationMessage";
export const FETCH_C = "fetchConversationMessage";
