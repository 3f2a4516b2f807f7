import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { readChunks } from "../operation/read-chunks.ts";
import type { WebhookFetch } from "./webhook-options.ts";

/** How a webhook is sent. */
export interface WebhookTransport {
	readonly fetch: WebhookFetch;
	/** Waits for a number of milliseconds. */
	readonly sleep: (milliseconds: number) => Promise<void>;
	/** Aborts what is on its way. */
	readonly signal: AbortSignal;
}

const RESPONSE_TIME = 5_000;
const MAX_BODY_BYTES = 65_536;

/**
 * Sends a webhook. A redirect is not followed.
 *
 * @throws {Error} saying why no response arrived, without secrets
 */
export async function sendWebhook(request: HttpRequest, { fetch, sleep, signal }: WebhookTransport): Promise<HttpResponse> {
	const late = new AbortController();
	void sleep(RESPONSE_TIME).then(() => late.abort(new Error(`no response in ${RESPONSE_TIME / 1000} seconds`)));
	const ended = AbortSignal.any([late.signal, signal]);
	const { url, method, headers, body } = request;
	// A `fetch` that is passed in may not look at the signal.
	const aborted = new Promise<never>((_, reject) => {
		ended.addEventListener("abort", () => reject(ended.reason), { once: true });
	});
	ended.throwIfAborted();
	let response: Response | undefined;
	try {
		response = await Promise.race([fetch(url, { method, headers, body, redirect: "manual", signal: ended }), aborted]);
		return { ...headOf(response), body: await Promise.race([readText(response), aborted]) };
	} catch (error) {
		// What it says is known from its status, whatever has become of its body.
		if (response?.ok === false) return { ...headOf(response), body: null };
		throw ended.aborted ? ended.reason : new Error(explainFetchError(error));
	}
}

function headOf({ status, headers }: Response): Pick<HttpResponse, "status" | "headers"> {
	return { status, headers: Object.fromEntries(headers) };
}

async function readText({ body }: Response): Promise<string | null> {
	if (body === null) return null;
	// The types of the DOM lack the iterator.
	const chunks = await readChunks(body as unknown as AsyncIterable<Uint8Array>, MAX_BODY_BYTES);
	return new Blob(chunks as Uint8Array<ArrayBuffer>[]).text();
}

/** The cause says more than the error of `fetch`, which is the same for every failure. */
function explainFetchError(error: unknown): string {
	const { cause } = error as { readonly cause?: { readonly code?: unknown; readonly message?: unknown } };
	return String(cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : error));
}
