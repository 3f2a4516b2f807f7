import type { ResourceValues } from "./collection.ts";

/** A collection by plain text: how changes name it. */
export interface CollectionKey {
	readonly account: string;
	readonly server: string;
	/** The canonical path with the identifiers filled in. */
	readonly path: string;
}

/** One change of the state, as plain JSON. A state is the sum of its changes, in their order. */
export type Change =
	| (CollectionKey & ChangedResource & { readonly op: "add"; readonly position: number })
	/** The values are the changed ones. */
	| (CollectionKey & ChangedResource & { readonly op: "update" })
	/** Deletes everything below the resource as well. */
	| (CollectionKey & { readonly op: "delete"; readonly id: string })
	/** Positions below `next` are never given out. */
	| (CollectionKey & { readonly op: "skip"; readonly next: number })
	/** The policy adds the seed to its own state. */
	| { readonly op: "policy"; readonly seed: Readonly<Record<string, unknown>> }
	/** Removes everything; the policy goes back to the state it starts with. */
	| { readonly op: "clear" };

interface ChangedResource {
	readonly id: string;
	readonly values: ResourceValues;
}

/** The state of a sandbox as changes, for those who keep it elsewhere. */
export interface ChangeSource {
	/** Is called with the changes of a request before they take effect. If it throws, none of them does. */
	keep: ((changes: readonly Change[]) => void) | undefined;
	/** The changes that lead from an empty state to the present one. Later changes do not affect the list. */
	list(): Iterable<Change>;
	/**
	 * Carries out a change that was listed or kept before.
	 *
	 * @throws {ChangeError} if the state is not one that the change was made for
	 * @throws {SeedError} with the pointer of a value that no request could have made
	 */
	replay(change: Change): void;
}

/** A change does not fit the state, or is none. */
export class ChangeError extends Error {
	override readonly name = "ChangeError";
}
