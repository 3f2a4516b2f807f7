import type { Exchange, Step } from "../exchange.ts";

/**
 * How much a deviation matters: a `failure` breaks the contract; what is `additive` is there although nothing documents it,
 * what is `absent` is documented as optional and never came. Those two fail only a strict run.
 */
export type Severity = "failure" | "additive" | "absent";

/** One deviation from the description: of what was exchanged, or of another description. */
export interface Deviation {
	/** The id of the check that found it, or of the kind of difference that it is. */
	readonly check: string;
	readonly severity: Severity;
	readonly operationId: string;
	/**
	 * Where in the exchange, as a JSON pointer: `/response/body/sid`, `/response/status`, `/request/path/Sid`. Another description
	 * has an answer for every status: `/response/404/body/code`.
	 */
	readonly pointer: string;
	/** The keyword of the rule, where it is one rule: that a request breaks, or that descriptions differ in. */
	readonly keyword?: string;
	/** What the description says, in words. */
	readonly documented: string;
	/** What came, or what the other description says, in words. */
	readonly received: string;
	/** Where the description has it from (`x-source`). */
	readonly source: readonly string[];
	/** Where the description says it: a JSON pointer into the bundle. */
	readonly location: string;
	/** The id of the first case that found it. */
	readonly case: string;
	/** The first exchange that shows it; undefined for what another description says. */
	readonly exchange?: Exchange;
	/** How often it was seen. */
	readonly count: number;
}

/** A deviation that an exchange shows. */
export interface Finding extends Deviation {
	readonly exchange: Exchange;
}

/** What a check says; the runner adds the rest. */
export interface Judgement {
	readonly step: Step;
	readonly severity?: Severity;
	readonly pointer: string;
	readonly keyword?: string;
	readonly documented: string;
	readonly received: string;
	readonly source: readonly string[];
	readonly location: string;
}

/** Shows a value in a sentence: as JSON, cut where it is long. */
export function show(value: unknown): string {
	if (value === undefined) return "nothing";
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
