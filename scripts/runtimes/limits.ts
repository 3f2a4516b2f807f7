import type { SupportedRuntime } from "./runtime-list.ts";

/** What the tests cannot do in a runtime. Each reason is reported with the tests that it skips. */
export interface RuntimeLimits {
	/** Modules that are not there, with the reason. A test that uses one is skipped. */
	readonly missing: Readonly<Record<string, string>>;
	/** Tests that need not pass, with the reason: by the beginning of `file > suite > test`. */
	readonly exempt: Readonly<Record<string, string>>;
}

export type LimitsByKind = Readonly<Record<SupportedRuntime["kind"], RuntimeLimits>>;
