import type { HttpRequest, HttpResponse } from "../../operation/http.ts";
import { wait } from "../../operation/wait.ts";
import { type Exchange, parseBody } from "../exchange.ts";
import type { Send } from "./target.ts";

/** A case cannot go on at this target; the message is the reason. */
export class SkipError extends Error {
	override readonly name = "SkipError";
}

/** The reason to skip a case when the run has sent its maximum of requests. */
export const BUDGET_EXHAUSTED = "the maximum number of requests was sent";

/** How many times a request is sent at most, if each response is a 429. */
const MAX_ATTEMPTS = 4;

/** The target, and the limits of what is sent to it: see `RunOptions`. */
interface SenderOptions {
	readonly send: Send;
	readonly maxRequests?: number | undefined;
	readonly now?: (() => number) | undefined;
	readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
}

/** Sends the requests of all cases of a run: repeats those that came too soon (429), and keeps to the budget. */
export class Sender {
	readonly #options: SenderOptions;
	/** The requests that were sent within the budget. */
	requests = 0;

	constructor(options: SenderOptions) {
		this.#options = options;
	}

	/**
	 * Sends a request until the response is not a 429, at most four times. A failure to get a response is part of the result.
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
			const result = await this.#attempt(request);
			const { response } = result;
			if (response?.status !== 429 || attempt === MAX_ATTEMPTS) {
				return { request, ...result, body: parseBody(response), started, elapsed: now() - started };
			}
			await sleep(delayOf(response, attempt));
		}
	}

	async #attempt(request: HttpRequest): Promise<Pick<Exchange, "response" | "failure">> {
		try {
			return { response: await this.#options.send(request) };
		} catch (error) {
			return { response: undefined, failure: reasonOf(error) };
		}
	}
}

/** Milliseconds to wait after a 429: as `Retry-After` says, at most 30 seconds. */
function delayOf({ headers }: HttpResponse, attempt: number): number {
	const seconds = Number(headers["retry-after"]);
	return Math.min(Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 500 * 2 ** attempt, 30_000);
}

/** An error in one line, with its cause: `fetch` puts the details there. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause instanceof Error ? `: ${(error.cause as NodeJS.ErrnoException).code ?? error.cause.message}` : "";
	return `${error.message.split("\n")[0]}${cause}`;
}
