import { parseRetryAfter } from "../operation/retry-after.ts";
import type { ClientRequest, ClientResponse } from "./client-request.ts";
import { ClientError, ConnectionError, TimeoutError } from "./errors.ts";
import { joinOutcomes } from "./outcome.ts";

/** The statuses after which an idempotent request is worth a retry. */
const TRANSIENT: readonly number[] = [408, 429, 500, 502, 503, 504];

const BASE_DELAY = 500;
const MAX_DELAY = 8000;

/**
 * Whether a failed attempt may be retried. An operation that is not idempotent is retried only where the service
 * cannot have carried it out: it rejected the request unread (429), or never received it.
 */
function isRetryable(idempotent: boolean, result: ClientResponse | ClientError): boolean {
	if (result instanceof ClientError) {
		const isTransient = result instanceof ConnectionError || (result instanceof TimeoutError && result.kind === "attempt");
		return isTransient && (idempotent || joinOutcomes(result.outcome, "rejected") === "rejected");
	}
	if (!idempotent) return result.status === 429;
	return TRANSIENT.includes(result.status) || result.broken !== undefined;
}

/**
 * Milliseconds to wait before the next attempt: those that the response asks for, up to `maxRetryAfter`. If it asks for
 * none or 0, exponential backoff with full jitter.
 *
 * @param attempt the number of the attempt that failed, from 1
 * @returns undefined where the request must not be retried
 */
export function retryDelay(
	{ operation, options }: ClientRequest,
	attempt: number,
	result: ClientResponse | ClientError,
): number | undefined {
	const idempotent = options.idempotent ?? operation.idempotent ?? false;
	if (attempt > options.retries || !isRetryable(idempotent, result)) return undefined;
	const asked = result instanceof ClientError ? undefined : parseRetryAfter(result.headers, options.now);
	// No delay at all would only add to the load.
	if (asked) return Math.min(asked, options.maxRetryAfter);
	return Math.round(options.random() * Math.min(MAX_DELAY, BASE_DELAY * 2 ** (attempt - 1)));
}
