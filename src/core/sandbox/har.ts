import { encodedForms } from "../operation/encoded-forms.ts";
import { type Har, type RecordedExchange, toHar } from "../operation/har.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { createRedactor, type Redact } from "../operation/redact.ts";
import { redactRequest, redactResponse, secretsInExchange } from "../operation/redact-exchange.ts";
import type { Fault } from "./fault.ts";
import type { TextStream } from "./text-stream.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";

/** A response, and whether it arrives whole. */
export interface SentResponse {
	readonly response: HttpResponse;
	readonly ending: "complete" | "truncated" | "reset";
	/** What follows the head of the response, instead of a body. */
	readonly stream?: TextStream;
}

/** One request with its response. */
export interface SandboxExchange extends SentResponse {
	/** When the request came in, milliseconds since 1970. */
	readonly started: number;
	/** Milliseconds until the response was ready. */
	readonly elapsed: number;
	readonly request: HttpRequest;
	/** The operation that was called; undefined where none was. */
	readonly operationId: string | undefined;
	/** Fields of the body that the description does not know. */
	readonly ignored: readonly string[];
	/** The faults that were applied to it. */
	readonly faults: readonly Fault[];
	/** What its sender may not expect: that no operation is described for it, or that its body was not read, and why. */
	readonly notes: readonly string[];
}

/** What is recorded: an exchange, or a webhook that was sent or could not be. */
export type Recorded = SandboxExchange | WebhookDelivery;

/** An entry of the recording with its number; numbers count from 0, also where nothing is kept. */
interface NumberedEntry {
	readonly number: number;
	readonly entry: Recorded;
}

/** Keeps the last exchanges and webhooks as they were, and writes them as an HTTP archive on request. */
export class Recorder {
	readonly #limit: number;
	readonly #entries: Recorded[] = [];
	#count = 0;

	constructor(limit: number) {
		this.#limit = Math.max(0, limit);
	}

	/** @returns the number of the entry */
	add(entry: Recorded): number {
		const number = this.#count++;
		if (this.#limit > 0) this.#entries[number % this.#limit] = entry;
		return number;
	}

	/** The entries that are kept, from a number on, the oldest first. */
	from(first: number): NumberedEntry[] {
		const kept = this.#entries.length;
		const start = Math.max(first, this.#count - kept);
		return Array.from({ length: Math.max(0, this.#count - start) }, (_, index) => {
			const number = start + index;
			return { number, entry: this.#entries[number % kept] as Recorded };
		});
	}

	har(): Har {
		return toHar(
			"sandbox",
			this.from(0).flatMap(({ entry }) => ("name" in entry ? recordedDelivery(entry) : recordedExchange(entry))),
		);
	}
}

/** An exchange without secrets. */
export function shownExchange(exchange: SandboxExchange): SandboxExchange {
	const { request, response, ignored, notes } = exchange;
	const redact = redactorOf(request, response);
	return {
		...exchange,
		request: redactRequest(request, redact),
		response: redactResponse(response, redact),
		ignored: ignored.map(redact),
		notes: notes.map(redact),
	};
}

/** A webhook that was sent, or could not be, without secrets. */
export function shownDelivery(delivery: WebhookDelivery): WebhookDelivery {
	const { request, response, error } = delivery;
	if (request === undefined) return delivery;
	const redact = redactorOf(request, response);
	return {
		...delivery,
		request: redactRequest(request, redact),
		response: response && redactResponse(response, redact),
		error: error === undefined ? undefined : redact(error),
	};
}

function redactorOf(request: HttpRequest, response: HttpResponse | undefined): Redact {
	return createRedactor(secretsInExchange(request, response), encodedForms);
}

/** An exchange that can be shown, with a comment on what cannot be seen in it. */
function recordedExchange(exchange: SandboxExchange): RecordedExchange {
	const { started, elapsed, request, response, ending, ignored, notes } = shownExchange(exchange);
	const comments = [
		ending === "complete" ? "" : `the response was ${ending === "reset" ? "a closed connection" : "cut off"}`,
		...notes,
		ignored.length === 0 ? "" : `ignored fields: ${ignored.join(", ")}`,
	];
	return { started, elapsed, request, response, comment: comments.filter(Boolean).join("; ") };
}

/** Nothing, where a webhook could not be written. */
function recordedDelivery(delivery: WebhookDelivery): RecordedExchange[] {
	const { name, started, elapsed, request, response, error } = shownDelivery(delivery);
	if (request === undefined) return [];
	return [{ started, elapsed, request, response, comment: [`webhook ${name}`, error ?? ""].filter(Boolean).join("; ") }];
}
