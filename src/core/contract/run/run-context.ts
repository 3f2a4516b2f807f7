import type { CheckContext } from "../judge/check.ts";
import type { Sender } from "./sender.ts";
import type { Target } from "./target.ts";

/** Everything that the cases of a run share. */
export interface RunContext extends CheckContext {
	readonly target: Target;
	readonly sender: Sender;
	/** Nothing may be created, changed or deleted. */
	readonly readOnly: boolean;
	/** Draws a number from 0 to below 1. */
	readonly random: () => number;
}
