import { encodedForms } from "../operation/encoded-forms.ts";
import { type Har, type RecordedExchange, toHar } from "../operation/har.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { createRedactor } from "../operation/redact.ts";
import { redactRequest, redactResponse, secretsInExchange } from "../operation/redact-exchange.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";

/** A response, and whether it arrives whole. */
export interface Delivery {
	readonly response: HttpResponse;
	readonly ending: "complete" | "truncated" | "reset";
}

/** One request with its response. */
export interface SandboxExchange extends Delivery {
	/** When the request came in, milliseconds since 1970. */
	readonly started: number;
	/** Milliseconds until the response was ready. */
	readonly elapsed: number;
	readonly request: HttpRequest;
	/** The operation that was called; undefined where none was. */
	readonly operationId: string | undefined;
	/** Fields of the body that the description does not know. */
	readonly ignored: readonly string[];
	/** What its sender may not expect: that no operation is described for it, or that its body was not read, and why. */
	readonly notes: readonly string[];
}

/** Keeps the last exchanges as they were, and writes them as an HTTP archive on request. */
export class Recorder {
	readonly #limit: number;
	readonly #exchanges: SandboxExchange[] = [];
	#oldest = 0;

	constructor(limit: number) {
		this.#limit = limit;
	}

	add(exchange: SandboxExchange): void {
		if (this.#limit <= 0) return;
		if (this.#exchanges.length < this.#limit) {
			this.#exchanges.push(exchange);
			return;
		}
		this.#exchanges[this.#oldest] = exchange;
		this.#oldest = (this.#oldest + 1) % this.#limit;
	}

	/** Adds a webhook that was sent, or could not be. */
	addWebhook({ name, started, elapsed, request, response, error }: WebhookDelivery): void {
		if (request === undefined) return;
		const notes = [`webhook ${name}`, ...(error === undefined ? [] : [error])];
		const facts = { operationId: undefined, ignored: [], notes, ending: "complete" } as const;
		this.add({ started, elapsed, request, response: response ?? { status: 0, headers: {}, body: null }, ...facts });
	}

	har(): Har {
		const inOrder = [...this.#exchanges.slice(this.#oldest), ...this.#exchanges.slice(0, this.#oldest)];
		return toHar("sandbox", inOrder.map(withoutSecrets));
	}
}

/** An exchange that can be shown, with a comment on what cannot be seen in it. */
function withoutSecrets({ started, elapsed, request, response, ending, ignored, notes }: SandboxExchange): RecordedExchange {
	const comments = [
		ending === "complete" ? "" : `the answer was ${ending === "reset" ? "a closed connection" : "cut off"}`,
		...notes,
		ignored.length === 0 ? "" : `ignored fields: ${ignored.join(", ")}`,
	];
	const redact = createRedactor(secretsInExchange(request, response), encodedForms);
	return {
		started,
		elapsed,
		request: redactRequest(request, redact),
		response: redactResponse(response, redact),
		comment: redact(comments.filter(Boolean).join("; ")),
	};
}
