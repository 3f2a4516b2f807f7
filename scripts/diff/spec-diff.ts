import type { Bump, DescriptionDifference } from "../../src/core/compare/result.ts";
import type { SourcePosition } from "../../src/core/operation/source-position.ts";
import type { Witness } from "./witness/witness.ts";

/** One change of a description. Where many operations share a component, it is there once. */
export interface SpecChange extends Pick<DescriptionDifference, "kind" | "operationId" | "pointer" | "keyword" | "bump"> {
	/** The name of the description; empty if it is the only one. */
	readonly api: string;
	/** What the base says, and what the head says, in words. */
	readonly was: string;
	readonly is: string;
	readonly values: DescriptionDifference["values"];
	readonly source: readonly string[];
	/** Every operation that it concerns. */
	readonly operations: readonly string[];
	/** Where the head says it, or the part that would; null if a whole description is gone. */
	readonly position: SourcePosition | null;
	/** Where the base says it, or the part that would; null if a whole description is new. */
	readonly basePosition: SourcePosition | null;
	/** Whether only the base has it. */
	readonly isRemoved: boolean;
	/** Of a change that breaks, if one was found. */
	readonly witness?: Witness;
}

/** The versions of one description on both sides, and the least one that its changes need; null where a version is none by semver. */
export interface VersionStep {
	readonly api: string;
	readonly base: string;
	readonly head: string;
	readonly needed: string | null;
	/** Whether the version of the head is high enough. */
	readonly isEnough: boolean;
	/** The highest bump of its changes. */
	readonly bump: Bump | "none";
	/** Where the head has its version. */
	readonly position: SourcePosition | null;
}

/** The changes between two sides: every report is a function of it. */
export interface SpecDiff {
	readonly bump: Bump | "none";
	readonly base: string;
	readonly head: string;
	readonly versions: readonly VersionStep[];
	readonly changes: readonly SpecChange[];
	/** The operations that were compared, by id. */
	readonly operations: readonly string[];
	readonly notes: readonly string[];
	/** When the comparison began, milliseconds since 1970, and how long it took. */
	readonly started: number;
	readonly elapsed: number;
}
