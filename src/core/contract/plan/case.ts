import type { RequestParts } from "../../operation/arguments.ts";
import type { BrokenRule } from "../exchange.ts";
import type { Session } from "../run/session.ts";

/** The part of the contract that a case tests. */
export type CaseKind =
	| "example"
	| "life-cycle"
	| "paging"
	| "reading"
	| "credentials"
	| "unknown"
	| "limit"
	| "negative"
	/** Of webhooks only: other values of a documented one, and one that is sent again. */
	| "variant"
	| "repeat";

/** One request that a case has to send. All of it is looked for in the same request, as the codec reads it. */
export interface Evidence {
	readonly operationId: string;
	/** The values that the request has, by part and name. `undefined` stands for a value that it must not have. */
	readonly parts?: RequestParts;
	/** The only rule that the request breaks; it keeps every rule when left out. */
	readonly broken?: BrokenRule;
	/** The headers for authentication; those of the target's valid credentials when left out. */
	readonly credentials?: Readonly<Record<string, string>>;
	/**
	 * The item in the path of the request: `known` when left out, which was given, or shown by an earlier response; `unknown` is
	 * any other one.
	 */
	readonly item?: "known" | "unknown" | "any";
	/** The request has the address that an earlier page links to. */
	readonly followed?: true;
}

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
	/** The requests without which a pass proves nothing, in the order in which they are sent. Other requests may be between them. */
	readonly evidence: readonly Evidence[];
	/**
	 * Sends the requests. What they prove is judged afterwards, by the steps of the session.
	 *
	 * @internal
	 */
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
