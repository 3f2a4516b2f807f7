import { type ClientRequest, type ClientResponse, contextOf, redactSecrets, requestIdOf } from "./client-request.ts";
import { toConnectionError } from "./connection-error.ts";
import { AbortError, ClientError, type RequestOutcome, TimeoutError } from "./errors.ts";
import { notify } from "./log.ts";
import { onAbort } from "./on-abort.ts";
import { joinOutcomes, outcomeOfStatus } from "./outcome.ts";
import { readResponseBody } from "./read-response-body.ts";
import { retryDelay } from "./retry.ts";

/** How one attempt ended. */
type AttemptResult = ClientResponse | ClientError;

/**
 * Sends a request, and retries only when a retry cannot repeat its effect.
 *
 * @returns the last response, whatever its status
 * @throws {ConnectionError | TimeoutError | AbortError}
 */
export async function sendRequest(request: ClientRequest): Promise<ClientResponse> {
	const { log, now, totalTimeout = Number.POSITIVE_INFINITY, signal, sleep } = request.options;
	const deadline = now() + totalTimeout;
	let outcome: RequestOutcome = "not-sent";
	for (let attempt = 1; ; attempt++) {
		if (signal?.aborted) throw abortError(request, attempt - 1, outcome);
		log?.("debug", "sending", request, attempt, { requestLength: request.body?.length ?? 0 });
		const started = now();
		const result = await sendOnce(request, attempt, outcome, deadline - started);
		const duration = now() - started;
		outcome = result.outcome;
		let delay = retryDelay(request, attempt, result);
		// Waiting past the deadline would only replace this failure by a less specific one.
		if (delay !== undefined && now() + delay >= deadline) delay = undefined;
		reportAttempt(request, attempt, result, duration, delay);
		if (delay !== undefined) await sleep(delay, signal);
		else if (result instanceof ClientError) throw withStack(result);
		else return result;
	}
}

/** The stack of an error made by a timer or by the runtime lacks the caller; V8 knows it here. */
function withStack(error: ClientError): ClientError {
	(Error as { captureStackTrace?: (error: object) => void }).captureStackTrace?.(error);
	return error;
}

/** Logs how an attempt ended, and reports the retry that follows after a delay. */
function reportAttempt(
	request: ClientRequest,
	attempt: number,
	result: AttemptResult,
	duration: number,
	delay: number | undefined,
): void {
	const { log, onRetry } = request.options;
	const [error, response] = result instanceof ClientError ? [result] : [undefined, result];
	const status = response?.status;
	if (response) {
		const responseLength = response.bytes.length;
		log?.("info", "responded", request, attempt, { status, duration, requestId: requestIdOf(response), responseLength });
	} else {
		log?.(delay === undefined ? "error" : "warn", "failed", request, attempt, { duration, error: String(error) });
	}
	if (delay === undefined) return;
	log?.("warn", "retrying", request, attempt, { status, delay });
	const { operationId, operation, url } = request;
	notify(() => onRetry?.({ operationId, method: operation.method, url, attempt, delay, status, error }));
}

/**
 * Sends a request once and reads the response to its end. No timer, listener or connection outlives it.
 *
 * @param earlier the outcome of the attempts before
 * @param timeLeft milliseconds until the deadline of all attempts
 * @returns the response, or the error; it does not reject
 */
function sendOnce(request: ClientRequest, attempt: number, earlier: RequestOutcome, timeLeft: number): Promise<AttemptResult> {
	const { signal, timeout, totalTimeout = timeLeft } = request.options;
	const unanswered = joinOutcomes(earlier, "unknown");
	return new Promise((resolve) => {
		const controller = new AbortController();
		const end = (result: AttemptResult) => {
			resolve(result);
			clearTimeout(timer);
			stopWaiting();
		};
		// Ends before it aborts: a `fetch` that ignores its signal must not hold up the caller.
		const stop = (error: ClientError) => {
			end(error);
			controller.abort(error);
		};
		const onTimeout = () => {
			const [kind, limit] = timeLeft < timeout ? (["total", totalTimeout] as const) : (["attempt", timeout] as const);
			stop(new TimeoutError(kind, limit, contextOf(request, attempt, unanswered)));
		};
		const stopWaiting = onAbort(signal, () => stop(abortError(request, attempt, unanswered)));
		const timer = setTimeout(onTimeout, Math.max(1, Math.min(timeout, timeLeft)));
		fetchResponse(request, attempt, earlier, controller.signal, end);
	});
}

/**
 * Calls `fetch` and reads the body.
 *
 * @param end receives the result: one promise fewer than to return it
 */
async function fetchResponse(
	request: ClientRequest,
	attempts: number,
	earlier: RequestOutcome,
	signal: AbortSignal,
	end: (result: AttemptResult) => void,
): Promise<void> {
	const { url, operation, headers, body, options } = request;
	try {
		const response = await options.fetch(url, { method: operation.method, headers, body, redirect: "manual", signal });
		if (response?.bodyUsed !== false) {
			const error = (await import("./stub-error.ts")).stubError(response, contextOf(request, attempts, earlier));
			if (error) return end(error);
		}
		const content = await readResponseBody(response, options.maxResponseBytes);
		const { status } = response;
		const outcome = joinOutcomes(earlier, outcomeOfStatus(status));
		end({ request, status, headers: response.headers, attempts, outcome, ...content });
	} catch (error) {
		const redact = (text: string) => redactSecrets(request, text);
		end(toConnectionError(error, contextOf(request, attempts, earlier), redact));
	}
}

function abortError(request: ClientRequest, attempts: number, outcome: RequestOutcome): AbortError {
	return new AbortError("aborted by the caller", contextOf(request, attempts, outcome), {}, request.options.signal?.reason);
}
