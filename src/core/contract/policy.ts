import type { Conventions } from "../operation/conventions.ts";

/** What a vendor does in a way of its own, as far as the contract tests have to know it. */
export interface ContractPolicy extends Conventions {
	/** Members that change by themselves, or with every change of a resource whatever it names. */
	readonly volatileMembers: readonly string[];
	/** Parameters whose documented example is no value that works for anyone, with the reason. */
	readonly unusableParameters: Readonly<Record<string, string>>;
	/** Where an error body repeats the HTTP status, as a JSON pointer. */
	readonly errorStatus?: string;
	/** Headers that anything on the way may add, besides those that HTTP itself defines. Lower case. */
	readonly ordinaryHeaders?: readonly string[];
	/** Changes a request body so that whoever looks at the target later sees where it comes from. */
	mark?(operationId: string, body: Readonly<Record<string, unknown>>): Record<string, unknown>;
	/** Why a documented request cannot be sent to this target; undefined where it can. */
	unusableExample?(operationId: string, body: Readonly<Record<string, unknown>>): string | undefined;
}

/** How to sign in at a target. */
export interface Credentials {
	/** The headers of a request that is signed in. */
	readonly valid: Readonly<Record<string, string>>;
	/** Headers that must be refused, by what is wrong with them. */
	readonly wrong: Readonly<Record<string, Readonly<Record<string, string>>>>;
	/** What ought to be refused and cannot be tried, with the reason. */
	readonly untried?: Readonly<Record<string, string>>;
	/** Every text that must not stand in a report. */
	readonly secrets: readonly string[];
	/** Texts that must not stand in a report either, with what stands there instead: something of the same shape. */
	readonly masks?: Readonly<Record<string, string>>;
	/** The options of curl that sign in, without a secret in them. */
	readonly curl: string;
}
