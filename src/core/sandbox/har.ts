import { type Har, type RecordedExchange, toHar } from "../operation/har.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { redactRequest, redactResponse, secretsInExchange } from "../operation/redact-exchange.ts";
import { createThoroughRedactor } from "../operation/thorough-redactor.ts";

/** One request with its answer. */
export interface Exchange {
	/** When the request came in, milliseconds since 1970. */
	readonly started: number;
	/** Milliseconds until it was answered. */
	readonly elapsed: number;
	readonly request: HttpRequest;
	readonly response: HttpResponse;
	/** Whether the answer arrived whole. */
	readonly ending: "complete" | "truncated" | "reset";
	/** The operation that was called; undefined where none was. */
	readonly operationId: string | undefined;
	/** Fields of the body that the description does not know. */
	readonly ignored: readonly string[];
}

/** Keeps the last exchanges, as they were; they are written only when somebody asks. */
export class Recorder {
	readonly #limit: number;
	readonly #exchanges: Exchange[] = [];
	#oldest = 0;

	constructor(limit: number) {
		this.#limit = limit;
	}

	add(exchange: Exchange): void {
		if (this.#limit <= 0) return;
		if (this.#exchanges.length < this.#limit) {
			this.#exchanges.push(exchange);
			return;
		}
		this.#exchanges[this.#oldest] = exchange;
		this.#oldest = (this.#oldest + 1) % this.#limit;
	}

	har(): Har {
		const inOrder = [...this.#exchanges.slice(this.#oldest), ...this.#exchanges.slice(0, this.#oldest)];
		return toHar("sandbox", inOrder.map(withoutSecrets));
	}
}

/** An exchange that can be shown, with a comment on what cannot be seen in it. */
function withoutSecrets({ started, elapsed, request, response, ending, ignored }: Exchange): RecordedExchange {
	const comments = [
		ending === "complete" ? "" : `the answer was ${ending === "reset" ? "a closed connection" : "cut off"}`,
		ignored.length === 0 ? "" : `ignored fields: ${ignored.join(", ")}`,
	];
	const redact = createThoroughRedactor(secretsInExchange(request, response));
	return {
		started,
		elapsed,
		request: redactRequest(request, redact),
		response: redactResponse(response, redact),
		comment: redact(comments.filter(Boolean).join("; ")),
	};
}
