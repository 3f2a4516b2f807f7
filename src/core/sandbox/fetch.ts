import type { HttpRequest } from "../operation/http.ts";
import type { Outcome, SandboxCore } from "./exchanger.ts";

/** A function like the global `fetch`. */
export type SandboxFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

/** Serves a sandbox as `fetch`, for clients that can be given one. Needs nothing but the web's own Request and Response. */
export function createFetch(core: SandboxCore): SandboxFetch {
	return async (input, init) => {
		const request = input instanceof Request && init === undefined ? input : new Request(input, init);
		request.signal.throwIfAborted();
		const plain = await toPlainRequest(request);
		request.signal.throwIfAborted();
		const outcome = await abortable(core.exchange(plain), request.signal);
		return toResponse(outcome);
	};
}

async function toPlainRequest(request: Request): Promise<HttpRequest> {
	const headers: Record<string, string> = {};
	request.headers.forEach((value, name) => {
		headers[name] = value;
	});
	const hasBody = request.body !== null;
	return { method: request.method, url: request.url, headers, body: hasBody ? await request.text() : null };
}

function abortable(outcome: Outcome | Promise<Outcome>, signal: AbortSignal): Outcome | Promise<Outcome> {
	if (!(outcome instanceof Promise)) return outcome;
	return new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason);
		signal.addEventListener("abort", abort, { once: true });
		outcome.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
	});
}

function toResponse({ response, ending }: Outcome): Response {
	const { status, headers, body } = response;
	if (ending === "reset") throw connectionError();
	return new Response(ending === "truncated" ? brokenOff(body ?? "") : body, { status, headers });
}

/** A body that breaks off halfway, as one does whose connection is lost. */
function brokenOff(body: string): ReadableStream<Uint8Array> {
	const bytes = new TextEncoder().encode(body);
	let sent = false;
	return new ReadableStream({
		pull(controller) {
			if (sent) controller.error(connectionError());
			else controller.enqueue(bytes.subarray(0, bytes.length >> 1));
			sent = true;
		},
	});
}

/** What `fetch` rejects with when a connection is lost. */
function connectionError(): TypeError {
	return new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
}
