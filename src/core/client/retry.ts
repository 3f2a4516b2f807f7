import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { Answer } from "./call.ts";
import { type ClientError, ConnectionError, type RequestOutcome, TimeoutError } from "./errors.ts";
import { onAbort } from "./on-abort.ts";

/** The statuses after which a request that can be repeated is worth repeating. */
const TRANSIENT: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

const FIRST_DELAY = 500;
const LONGEST_DELAY = 8000;

/** What the service did with a request, by the status of its answer. */
export function outcomeOf(status: number): RequestOutcome {
	if (status >= 200 && status < 300) return "done";
	return status >= 400 && status < 500 && status !== 408 ? "rejected" : "unknown";
}

/**
 * Whether a failed attempt may be made again. An operation that is not idempotent is repeated only where the service
 * cannot have carried it out: it refused the request unseen (429), or never got it.
 */
export function mayRepeat({ idempotent }: OperationDescriptor, failure: Answer | ClientError): boolean {
	if (!("bytes" in failure)) {
		if (failure instanceof ConnectionError) return idempotent === true || failure.outcome === "not-sent";
		return idempotent === true && failure instanceof TimeoutError && failure.kind === "attempt";
	}
	if (idempotent) return TRANSIENT.has(failure.status) || (failure.broken !== undefined && !failure.tooLarge);
	return failure.status === 429;
}

/**
 * Milliseconds to wait before the next attempt: what `Retry-After` asks for, up to the cap, or else exponential
 * backoff with full jitter.
 *
 * @param attempt the number of the attempt that failed, from 1
 */
export function retryDelay(attempt: number, asked: number | undefined, cap: number, random: () => number): number {
	if (asked !== undefined) return Math.min(asked, cap);
	return Math.round(random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1)));
}

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3) in both its forms: seconds, or a date.
 *
 * @returns milliseconds from now; undefined where the header is missing or unreadable
 */
export function retryAfter(headers: Headers, now: () => number): number | undefined {
	const text = headers.get("retry-after")?.trim() ?? "";
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const date = text.endsWith("GMT") ? Date.parse(text) : Number.NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now());
}

/** Waits; ends early, without an error, when the signal is aborted. */
export function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			stopWaiting();
			resolve();
		};
		const stopWaiting = onAbort(signal, done);
		const timer = setTimeout(done, milliseconds);
		if (signal?.aborted) done();
	});
}
