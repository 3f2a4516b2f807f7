import type { DriftWatch } from "./drift.ts";
import type { RequestCheck } from "./request-check.ts";
import type { ResolvedOptions } from "./resolve-options.ts";

/** The checks against the description that a client can do. */
export interface ClientChecks {
	/** Makes the check of requests. Without it, argument values are not checked. */
	readonly createRequestCheck?: (options: ResolvedOptions) => RequestCheck;
	/** Loads the check of responses. Called only where `validate` is `all`. */
	readonly loadDriftWatch?: () => Promise<(options: ResolvedOptions) => DriftWatch>;
}
