import { type Answer, type Call, contextOf, redact, requestIdOf } from "./call.ts";
import { connectionError } from "./connection.ts";
import { AbortError, type ClientError, type RequestOutcome, TimeoutError } from "./errors.ts";
import { notify } from "./log.ts";
import { onAbort } from "./on-abort.ts";
import { readBody } from "./read-body.ts";
import { mayRepeat, outcomeOf, retryAfter, retryDelay } from "./retry.ts";

/**
 * Sends a request, and again where that cannot do it twice.
 *
 * @returns the last answer, whatever its status
 * @throws {ConnectionError | TimeoutError | AbortError}
 */
export async function send(call: Call): Promise<Answer> {
	const { log, now, random, retries, totalTimeout, maxRetryAfter, signal, sleep } = call.settings;
	const deadline = totalTimeout === undefined ? Number.POSITIVE_INFINITY : now() + totalTimeout;
	// Whether an attempt may have been carried out. A later failure does not undo that.
	let uncertain = false;
	let outcome: RequestOutcome = "not-sent";
	for (let attempt = 1; ; attempt++) {
		if (signal?.aborted) throw abortError(call, attempt - 1, outcome);
		log?.("debug", "sending", call, attempt, { requestLength: call.body?.length ?? 0 });
		const started = now();
		const result: Answer | ClientError = await attemptOnce(call, attempt, uncertain, deadline - started);
		const duration = now() - started;
		const answer: Answer | undefined = "bytes" in result ? result : undefined;
		outcome = uncertain ? "unknown" : answer ? outcomeOf(answer.status) : (result as ClientError).outcome;
		uncertain = outcome === "unknown";
		const repeat = attempt <= retries && mayRepeat(call.operation, result);
		const delay = repeat ? retryDelay(attempt, answer && retryAfter(answer.headers, now), maxRetryAfter, random) : 0;
		// Waiting past the deadline would only replace the failure at hand by a less telling one.
		const last = !repeat || now() + delay >= deadline;
		tell(call, attempt, result, duration, last ? undefined : delay);
		if (!last) await sleep(delay, signal);
		else if (answer) return answer;
		else throw withStack(result as ClientError);
	}
}

/** An error that was made by a timer or in the runtime's own code tells nothing of who called; here, V8 knows. */
function withStack(error: ClientError): ClientError {
	(Error as { captureStackTrace?: (error: object) => void }).captureStackTrace?.(error);
	return error;
}

/** Logs how an attempt ended, and tells that it is made again after a delay. */
function tell(call: Call, attempt: number, result: Answer | ClientError, duration: number, delay: number | undefined): void {
	const { log, onRetry } = call.settings;
	const answer = "bytes" in result ? result : undefined;
	const error = answer ? undefined : (result as ClientError);
	const status = answer?.status;
	if (answer)
		log?.("info", "answered", call, attempt, {
			status,
			duration,
			requestId: requestIdOf(answer),
			responseLength: answer.bytes.length,
		});
	else
		log?.(delay === undefined ? "error" : "warn", "failed", call, attempt, {
			duration,
			error: `${error?.name}: ${error?.message}`,
		});
	if (delay === undefined) return;
	log?.("warn", "will be sent again", call, attempt, { status, delay });
	const { operationId, operation, url } = call;
	notify(() => onRetry?.({ operationId, method: operation.method, url, attempt, delay, status, error }));
}

/**
 * Sends a request once, and reads the answer to its end. No timer, listener or connection outlives it.
 *
 * @param left milliseconds until the deadline of all attempts
 * @returns the answer, or why none came; it does not reject
 */
function attemptOnce(call: Call, attempts: number, uncertain: boolean, left: number): Promise<Answer | ClientError> {
	const { signal, timeout, totalTimeout } = call.settings;
	return new Promise((resolve) => {
		const controller = new AbortController();
		const end = (result: Answer | ClientError) => {
			resolve(result);
			clearTimeout(timer);
			stopWaiting();
		};
		// A fetch that does not heed its signal must not hold up the caller, hence the end beside the abort.
		const stop = (error: ClientError) => {
			end(error);
			controller.abort(error);
		};
		const onTimeout = () => {
			const [kind, limit] = left < timeout ? (["total", totalTimeout ?? 0] as const) : (["attempt", timeout] as const);
			stop(new TimeoutError(kind, limit, contextOf(call, attempts, "unknown")));
		};
		const stopWaiting = onAbort(signal, () => stop(abortError(call, attempts, "unknown")));
		const timer = setTimeout(onTimeout, Math.max(1, Math.min(timeout, left)));
		exchange(call, attempts, uncertain, controller.signal, end);
	});
}

/** @param end takes the answer, or why none came: a promise less than to return it, of each call */
async function exchange(
	call: Call,
	attempts: number,
	uncertain: boolean,
	signal: AbortSignal,
	end: (result: Answer | ClientError) => void,
): Promise<void> {
	const { url, operation, headers, body, settings } = call;
	let result: Answer | ClientError;
	try {
		const response = await settings.fetch(url, { method: operation.method, headers, body, redirect: "manual", signal });
		const { status, headers: received } = response;
		const content = await readBody(response, settings.maxResponseBytes);
		result = { call, status, headers: received, attempts, uncertain, ...content };
	} catch (error) {
		result = connectionError(error, contextOf(call, attempts, "unknown"), uncertain, (text) => redact(call, text));
	}
	end(result);
}

function abortError(call: Call, attempts: number, outcome: RequestOutcome): AbortError {
	return new AbortError("aborted by the caller", contextOf(call, attempts, outcome), call.settings.signal?.reason);
}
