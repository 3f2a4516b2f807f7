import type { ClientConfig } from "./client-config.ts";
import type { DriftWatch } from "./drift.ts";
import type { ClientOptions } from "./options.ts";
import type { RequestCheck } from "./request-check.ts";

/** The checks against the description that a client can do. */
export interface ClientChecks {
	/** Makes the check of requests. Without it, argument values are not checked. */
	readonly createRequestCheck?: (config: ClientConfig, unenforced: ClientOptions["unenforced"]) => RequestCheck;
	/** Loads the check of responses. Called only where `validate` is `all`. */
	readonly loadDriftWatch?: () => Promise<DriftWatch>;
}
