import type { BaselineMark } from "../report/baseline.ts";

/** The kinds of differences between two descriptions; to each, the sentence that has to hold. */
export const DIFFERENCES = {
	"stricter-there": "The other description must not be stricter than ours.",
	"looser-there": "The other description must not be looser than ours.",
	"missing-there": "The other description must describe everything that ours does.",
	"missing-here": "Our description must describe everything that the other one does.",
	annotation: "The other description must have the same defaults, and deprecate the same things.",
	incomparable: "Where two descriptions differ, one of them must allow everything that the other allows.",
} as const;

export type DifferenceId = keyof typeof DIFFERENCES;

/** The semver bump that a change needs. */
export type Bump = "major" | "minor" | "patch";

/** The value of a rule in both descriptions, or all rules of a place that only one has; undefined where one says nothing. */
export interface DifferingValues {
	readonly here?: unknown;
	readonly there?: unknown;
	/** For two patterns that were compared: a text that ours alone matches, and one that the other alone matches. */
	readonly onlyHere?: string;
	readonly onlyThere?: string;
}

/** One difference between our description and another. */
export interface DescriptionDifference {
	readonly kind: DifferenceId;
	/** Ours, or that of the other description where ours has no such operation. */
	readonly operationId: string;
	/** The place in the operation, as a JSON pointer: `/request/query/limit`, `/response/404/body/code`. */
	readonly pointer: string;
	/** The keyword of JSON Schema, or `required` or `nullable`, where a single rule differs. */
	readonly keyword?: string;
	/** What our description says, in words. */
	readonly documented: string;
	/** What the other description says, in words. */
	readonly other: string;
	/** What both descriptions say, as JSON. */
	readonly values: DifferingValues;
	/** What becomes of those who rely on our description when they meet the other. */
	readonly bump: Bump;
	/** The sources of our description for it (`x-source`). */
	readonly source: readonly string[];
	/** The place in our description: a JSON pointer into the bundle. */
	readonly location: string;
	/** The same for the other description: the place, or the part that would contain it. */
	readonly otherLocation: string;
	/** The other places with the same difference, where they share a line of our description. */
	readonly also?: readonly { readonly operationId: string; readonly pointer: string }[];
	/** What a baseline says of it, if it is known. */
	readonly baseline?: BaselineMark;
}

export type ComparisonVerdict = "same" | "differences";

/** The result of a comparison: every report is a function of it. */
export interface ComparisonResult {
	readonly verdict: ComparisonVerdict;
	/** The name of the other description. */
	readonly target: string;
	readonly differences: readonly DescriptionDifference[];
	/** The highest bump of all differences. */
	readonly bump: Bump | "none";
	/** The compared operations: all of ours, then those that only the other description has on a path of ours. */
	readonly operationIds: readonly string[];
	/** Those with too many values to compare all of them. */
	readonly partlyCompared: readonly string[];
	/** Observations that are no differences, such as paths that ours does not describe. */
	readonly notes: readonly string[];
	/** When the comparison began, milliseconds since 1970. */
	readonly started: number;
	/** Milliseconds. */
	readonly elapsed: number;
}
