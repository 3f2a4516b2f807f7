import type { BrokenRule } from "../exchange.ts";
import type { Session } from "../run/session.ts";

/** What a case is about. */
export type CaseKind = "example" | "life-cycle" | "paging" | "reading" | "credentials" | "unknown" | "limit" | "negative";

/** One thing to try, and what it proves. Cases are derived from the description; none is written for an operation. */
export interface Case {
	/** Unique, and the same in every run over the same description. */
	readonly id: string;
	readonly kind: CaseKind;
	/** What it proves, in one sentence. */
	readonly proves: string;
	/** The operations that it is about. */
	readonly operationIds: readonly string[];
	/** Whether it creates, changes or deletes anything, or would if the target took what it must refuse. */
	readonly writes: boolean;
	/** The rule of the request that it is about. */
	readonly rule?: BrokenRule;
	run(session: Session): Promise<void>;
}

/** A case, or a rule, that was not tried, and why. */
export interface Skip {
	readonly id: string;
	readonly kind: CaseKind;
	readonly operationIds: readonly string[];
	readonly reason: string;
	readonly rule?: BrokenRule;
}

/** What can be tried, and what cannot. */
export interface Plan {
	readonly cases: readonly Case[];
	readonly skips: readonly Skip[];
}
