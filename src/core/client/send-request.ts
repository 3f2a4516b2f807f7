import type { WebSignal } from "../operation/web-types.ts";
import { type ClientRequest, type ClientResponse, contextOf, redactSecrets, requestIdOf } from "./client-request.ts";
import { toConnectionError } from "./connection-error.ts";
import { AbortError, ClientError, type ErrorContext, type RequestOutcome, TimeoutError } from "./errors.ts";
import { notify } from "./log.ts";
import { onAbort } from "./on-abort.ts";
import type { RequestEvent } from "./options.ts";
import { joinOutcomes, outcomeOfStatus } from "./outcome.ts";
import { retryDelay } from "./retry.ts";
import type { Transport, TransportResult } from "./transport.ts";

/** How one attempt ended. */
type AttemptResult = ClientResponse | ClientError;

/**
 * Sends a request, and retries only when a retry cannot repeat its effect.
 *
 * @returns the last response, whatever its status
 * @throws {ConnectionError | TimeoutError | AbortError}
 */
export async function sendRequest(request: ClientRequest): Promise<ClientResponse> {
	const { options } = request;
	const { log, now, totalTimeout = Number.POSITIVE_INFINITY, signal, sleep, onRequest } = options;
	const { deadline = now() + totalTimeout } = request;
	const transport = await options.connection.getTransport();
	let outcome: RequestOutcome = "not-sent";
	for (let attempt = 1; ; attempt++) {
		if (signal?.aborted) throw abortError(signal, contextOf(request, attempt - 1, outcome));
		if (now() > deadline) throw new TimeoutError("total", totalTimeout, contextOf(request, attempt - 1, outcome));
		if (onRequest) notify(() => onRequest(describeAttempt(request, attempt)));
		log?.("debug", "sending", request, attempt, { requestLength: request.body?.length ?? 0 });
		const started = now();
		const result = await sendOnce(request, transport, attempt, outcome, deadline - started);
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

/** Logs and reports how an attempt ended, and the retry that follows after a delay. */
function reportAttempt(
	request: ClientRequest,
	attempt: number,
	result: AttemptResult,
	duration: number,
	delay: number | undefined,
): void {
	const { log, onResponse, onError, onRetry } = request.options;
	const describe = () => describeAttempt(request, attempt);
	const end = { outcome: result.outcome, duration };
	const [error, status] = result instanceof ClientError ? [result] : [undefined, result.status];
	if (result instanceof ClientError) {
		log?.(delay === undefined ? "error" : "warn", "failed", request, attempt, { duration, error: String(result) });
		if (onError) notify(() => onError({ ...describe(), ...end, error: result }));
	} else if (log || onResponse) {
		// To redact the name of the request takes longer than the rest of the report.
		const response = { status: result.status, requestId: requestIdOf(result) };
		log?.("info", "responded", request, attempt, { ...response, duration, responseLength: result.bytes.length });
		if (onResponse) notify(() => onResponse({ ...describe(), ...end, ...response }));
	}
	if (delay === undefined) return;
	log?.("warn", "retrying", request, attempt, { status, delay });
	if (onRetry) notify(() => onRetry({ ...describe(), delay, status, error }));
}

function describeAttempt({ callId, operationId, operation, url }: ClientRequest, attempt: number): RequestEvent {
	return { callId, operationId, method: operation.method, url, urlTemplate: operation.path, attempt };
}

/**
 * Sends a request once and reads the response to its end. No timer, listener or connection in use outlives it.
 *
 * @param earlier the outcome of the attempts before
 * @param timeLeft milliseconds until the deadline of all attempts
 * @returns the response, or the error; it does not reject
 */
function sendOnce(
	request: ClientRequest,
	transport: Transport,
	attempt: number,
	earlier: RequestOutcome,
	timeLeft: number,
): Promise<AttemptResult> {
	const { url, operation, headers, body, options } = request;
	const { method } = operation;
	const { signal, timeout, totalTimeout = timeLeft, maxResponseBytes, idempotent = true } = options;
	const mayRepeat = idempotent && (method === "GET" || method === "HEAD");
	return new Promise((resolve) => {
		const end = (result: AttemptResult) => {
			resolve(result);
			clearTimeout(timer);
			stopWaiting();
		};
		const exchange = transport.open({ url, method, headers, body, maxResponseBytes, mayRepeat }, (result) =>
			end(toAttemptResult(request, attempt, earlier, result)),
		);
		const cancel = () => contextOf(request, attempt, joinOutcomes(earlier, exchange.cancel()));
		const onTimeout = () => {
			const [kind, limit] = timeLeft < timeout ? (["total", totalTimeout] as const) : (["attempt", timeout] as const);
			end(new TimeoutError(kind, limit, cancel()));
		};
		const onAborted = () => end(abortError(signal, cancel()));
		const stopWaiting = onAbort(signal, onAborted);
		const timer = setTimeout(onTimeout, Math.max(1, Math.min(timeout, timeLeft)));
		// An observer of the attempt may have aborted it.
		if (signal?.aborted) onAborted();
		else exchange.send();
	});
}

function toAttemptResult(
	request: ClientRequest,
	attempts: number,
	earlier: RequestOutcome,
	result: TransportResult,
): AttemptResult {
	if ("status" in result) {
		// Of a request that was sent twice, the first response is missing.
		const last = joinOutcomes(result.resent ? "unknown" : "not-sent", outcomeOfStatus(result.status));
		const { status, headers, bytes, broken, tooLarge } = result;
		// Not copied by a spread, which takes 2 µs.
		return { request, status, headers, bytes, broken, tooLarge, attempts, outcome: joinOutcomes(earlier, last) };
	}
	const context = contextOf(request, attempts, earlier);
	if (result.misuse === undefined) return toConnectionError(result, context, (text) => redactSecrets(request, text));
	return new ClientError(result.misuse, { ...context, outcome: joinOutcomes(earlier, "unknown") });
}

function abortError(signal: WebSignal | undefined, context: ErrorContext): AbortError {
	return new AbortError("aborted by the caller", context, {}, signal?.reason);
}
