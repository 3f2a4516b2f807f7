import { atLeast, BOOLEAN, FUNCTION, LIST_OF_TEXTS, type RulesOf, wholeNumber } from "../../operation/option-rules.ts";
import type { CaseResult } from "../report/result.ts";
import type { OperationSelection } from "./selection.ts";

/** What a run tests, how, and what it keeps. */
export interface RunOptions extends OperationSelection {
	/** Only cases whose id contains one of these texts; all by default. */
	readonly only?: readonly string[];
	/** Stops after the first case that fails; false by default. */
	readonly bail?: boolean;
	/** The number of cases that run at the same time, from 1 to 64; 4 by default, always 1 on a shared target. */
	readonly concurrency?: number;
	/** Fails for additive and absent deviations too; false by default. */
	readonly strict?: boolean;
	/** Skips cases that write, or would if the target accepted a request that it must reject; false by default. */
	readonly readOnly?: boolean;
	/** The maximum number of requests, repetitions after a 429 included; no limit by default. */
	readonly maxRequests?: number;
	/** Deletes the resources that cases created, where the API can; false by default. */
	readonly cleanUp?: boolean;
	/** Keeps every exchange in the result, for the report `har`; false by default. */
	readonly keepExchanges?: boolean;
	/** Draws a number from 0 to below 1, for made-up identifiers; `Math.random` by default. */
	readonly random?: () => number;
	/** The time in milliseconds since 1970; `Date.now` by default. */
	readonly now?: () => number;
	/** Waits for a number of milliseconds, after a 429; a timer by default. */
	readonly sleep?: (milliseconds: number) => Promise<void>;
	/** Called after each case, but not for skipped ones: `done` of `total` cases have a result. An error ends the run. */
	readonly onCase?: (result: CaseResult, done: number, total: number) => void;
}

/** The rules of the options of a run. */
export const RUN_RULES: RulesOf<RunOptions> = {
	operations: LIST_OF_TEXTS,
	tags: LIST_OF_TEXTS,
	only: LIST_OF_TEXTS,
	bail: BOOLEAN,
	concurrency: wholeNumber(1, 64),
	strict: BOOLEAN,
	readOnly: BOOLEAN,
	maxRequests: atLeast(0),
	cleanUp: BOOLEAN,
	keepExchanges: BOOLEAN,
	random: FUNCTION,
	now: FUNCTION,
	sleep: FUNCTION,
	onCase: FUNCTION,
};
