import type { BrokenRule } from "../exchange.ts";
import type { Session } from "../run/session.ts";

/** The part of the contract that a case tests. */
export type CaseKind = "example" | "life-cycle" | "paging" | "reading" | "credentials" | "unknown" | "limit" | "negative";

/** One test of the contract: requests that depend on each other. Cases are derived from the description, never written by hand. */
export interface Case {
	/** Unique, and the same in every run of the same description. */
	readonly id: string;
	readonly kind: CaseKind;
	/** What a pass proves, in one sentence. */
	readonly proves: string;
	/** The operations that it tests, the main one first. */
	readonly operationIds: readonly string[];
	/** Whether it creates, changes or deletes resources, or would if the target accepted a request that it must reject. */
	readonly writes: boolean;
	/** The rule of the request that it tests. */
	readonly rule?: BrokenRule;
	/** For a case at the limit of its rule: the value that it sends there. A case with a rule and no limit breaks it. */
	readonly limit?: { readonly value: unknown };
	/** Sends the requests. What they prove is judged afterwards, by the steps of the session. */
	run(session: Session): Promise<void>;
}

/** A case that was not run, or a rule without a case, and the reason. */
export interface Skip {
	readonly id: string;
	readonly kind: CaseKind;
	readonly operationIds: readonly string[];
	readonly reason: string;
	readonly rule?: BrokenRule;
}

/** The cases of a description, and what they leave out. */
export interface Plan {
	readonly cases: readonly Case[];
	readonly skips: readonly Skip[];
}

/** A case that is not run, with the reason. */
export function skipOf({ id, kind, operationIds, rule }: Case, reason: string): Skip {
	return { id, kind, operationIds, reason, ...(rule && { rule }) };
}
