import type { BaselineMark } from "../../report/baseline.ts";
import type { Exchange, Step } from "../exchange.ts";

/**
 * How much a deviation matters. A `failure` breaks the contract. `additive`: received but not documented. `absent`: documented
 * as optional and never received. The last two fail only a strict run.
 */
export type Severity = "failure" | "additive" | "absent";

/** One deviation from the description that an exchange shows. */
export interface Finding {
	/** The id of the check that found it. */
	readonly check: string;
	readonly severity: Severity;
	readonly operationId: string;
	/** The position in the exchange, as a JSON pointer: `/response/body/id`, `/response/status`, `/request/path/Id`. */
	readonly pointer: string;
	/** The keyword of JSON Schema, where the deviation concerns a single one. */
	readonly keyword?: string;
	/** What the description says, in words. */
	readonly documented: string;
	/** What was received, in words. */
	readonly received: string;
	/** The sources of the description for it (`x-source`). */
	readonly source: readonly string[];
	/** The place in the description: a JSON pointer into the bundle. */
	readonly location: string;
	/** The id of the first case that found it. */
	readonly case: string;
	/** The first exchange that shows it. */
	readonly exchange: Exchange;
	/** How many times it was seen. */
	readonly count: number;
	/** What a baseline says of it, if it is known. */
	readonly baseline?: BaselineMark;
}

/** One deviation that a check reports. */
export interface CheckResult extends Pick<Finding, "pointer" | "keyword" | "documented" | "received" | "source" | "location"> {
	/** The step whose exchange shows the deviation. */
	readonly step: Step;
	/** `failure` when left out. */
	readonly severity?: Severity;
}
