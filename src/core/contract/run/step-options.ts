import type { Expectation, PageStep, Role } from "../exchange.ts";

/** The meaning of a request within its case, and deviations from a plain valid request. */
export interface StepOptions {
	/** `probe` when left out. */
	readonly role?: Role;
	/** A success when left out. */
	readonly expect?: Expectation;
	/** The headers for authentication; those of the target's valid credentials when left out. */
	readonly credentials?: Readonly<Record<string, string>>;
	/** Further headers. */
	readonly headers?: Readonly<Record<string, string>>;
	readonly page?: PageStep;
	/** The URL to request, instead of the one that the values encode to. */
	readonly url?: string;
}
