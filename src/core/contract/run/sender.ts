import type { HttpRequest, HttpResponse } from "../../operation/http.ts";
import { parseRetryAfter } from "../../operation/retry-after.ts";
import { wait } from "../../operation/wait.ts";
import { type Exchange, parseBody } from "../exchange.ts";
import type { Send } from "./target.ts";

/** A case cannot go on at this target; the message is the reason. */
export class SkipError extends Error {
	override readonly name = "SkipError";
}

/** The reason to skip a case when the run has sent its maximum of requests. */
export const BUDGET_EXHAUSTED = "the maximum number of requests was sent";

/** How many times a request is sent at most, if each response asks to wait. */
const MAX_ATTEMPTS = 4;

/** The milliseconds after which no request waits any more, if every response until then has asked to wait. */
const MAX_WAITING = 90_000;

/** The target, and the limits of what is sent to it: see `RunOptions`. */
interface SenderOptions {
	readonly send: Send;
	readonly maxRequests?: number | undefined;
	readonly now?: (() => number) | undefined;
	readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
}

/** Sends the requests of all cases of a run: repeats those that the target asks to wait with, and keeps to the budget. */
export class Sender {
	readonly #options: SenderOptions;
	/** The requests that were sent within the budget. */
	requests = 0;
	/** How many requests were sent again, by the status that asked for it. */
	readonly retries = new Map<string, number>();
	/** How many requests got no response, by reason. */
	readonly failures = new Map<string, number>();
	/** When the last response came that did not ask to wait; at first, when the first request was sent. */
	#lastUseful: number | undefined;

	constructor(options: SenderOptions) {
		this.#options = options;
	}

	/**
	 * Sends a request until the response does not ask to wait, at most four times. A failure to get a response is part of the
	 * result.
	 *
	 * @param always also when the budget is exhausted
	 * @throws {SkipError} when the budget is exhausted
	 */
	async send(request: HttpRequest, always: boolean): Promise<Omit<Exchange, "operationId" | "parts">> {
		const { now = Date.now, sleep = wait } = this.#options;
		for (let attempt = 1; ; attempt++) {
			if (this.requests < (this.#options.maxRequests ?? Number.POSITIVE_INFINITY)) this.requests++;
			else if (!always) throw new SkipError(BUDGET_EXHAUSTED);
			const started = now();
			this.#lastUseful ??= started;
			const result = await this.#attempt(request);
			const { response } = result;
			const delay = response && delayOf(response, attempt, now);
			if (delay === undefined) this.#lastUseful = now();
			if (delay === undefined || attempt === MAX_ATTEMPTS || now() + delay - this.#lastUseful > MAX_WAITING) {
				return { request, ...result, body: parseBody(response), started, elapsed: now() - started };
			}
			increment(this.retries, String(response?.status));
			await sleep(delay);
		}
	}

	async #attempt(request: HttpRequest): Promise<Pick<Exchange, "response" | "failure">> {
		try {
			return { response: await this.#options.send(request) };
		} catch (error) {
			const failure = reasonOf(error);
			increment(this.failures, failure);
			return { response: undefined, failure };
		}
	}
}

function increment(counts: Map<string, number>, name: string): void {
	counts.set(name, (counts.get(name) ?? 0) + 1);
}

/**
 * Milliseconds to wait after a 429, or a 503 with `Retry-After`: as that says, at most 30 seconds; longer each time if it says 0,
 * or nothing that can be read.
 *
 * @returns undefined if the response does not ask to wait
 */
function delayOf({ status, headers }: HttpResponse, attempt: number, now: () => number): number | undefined {
	const asked = parseRetryAfter(new Map(Object.entries(headers)), now);
	if (status !== 429 && (status !== 503 || (asked ?? headers["retry-after"]) === undefined)) return undefined;
	return Math.min(asked || 500 * 2 ** attempt, 30_000);
}

/** An error in one line, with its cause: `fetch` puts the details there. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause instanceof Error ? `: ${(error.cause as NodeJS.ErrnoException).code ?? error.cause.message}` : "";
	return `${error.message.split("\n")[0]}${cause}`;
}
