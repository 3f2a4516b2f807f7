import type { HttpRequest } from "../operation/http.ts";
import type { WebRequest, WebRequestInit, WebResponse, WebUrl } from "../operation/web-types.ts";
import type { RequestPipeline } from "./handle-request.ts";
import type { SentResponse } from "./har.ts";
import { MAX_BACKLOG, type TextStream } from "./text-stream.ts";

/** A function like the global `fetch`. */
export type SandboxFetch = (input: string | WebUrl | WebRequest, init?: WebRequestInit) => Promise<WebResponse>;

/** Serves a sandbox as `fetch`, for clients that accept one. It only needs the web's own Request and Response. */
export function createFetch(pipeline: RequestPipeline): SandboxFetch {
	return async (input, init) => {
		const request = input instanceof Request && init === undefined ? input : new Request(input, init);
		request.signal.throwIfAborted();
		const plain = await toHttpRequest(request);
		request.signal.throwIfAborted();
		return toWebResponse(await abortable(pipeline.handle(plain), request.signal), request.signal);
	};
}

async function toHttpRequest(request: Request): Promise<HttpRequest> {
	const headers: Record<string, string> = {};
	request.headers.forEach((value, name) => {
		headers[name] = value;
	});
	const hasBody = request.body !== null;
	return { method: request.method, url: request.url, headers, body: hasBody ? await request.text() : null };
}

function abortable(delivery: SentResponse | Promise<SentResponse>, signal: AbortSignal): SentResponse | Promise<SentResponse> {
	if (!(delivery instanceof Promise)) return delivery;
	return new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason);
		signal.addEventListener("abort", abort, { once: true });
		delivery.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
	});
}

function toWebResponse({ response, ending, stream }: SentResponse, signal: AbortSignal): Response {
	const { status, headers, body } = response;
	if (ending === "reset") throw lostConnection();
	if (stream) return new Response(toReadable(stream, signal), { status, headers });
	return new Response(ending === "truncated" ? truncatedStream(body ?? "") : body, { status, headers });
}

/** A body that ends when its reader goes away, aborts, or is too far behind. */
function toReadable(stream: TextStream, signal: AbortSignal): ReadableStream<Uint8Array> {
	let stop = () => {};
	const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
		const encoder = new TextEncoder();
		const end = (reason: unknown) => {
			stop();
			controller.error(reason);
		};
		stop = stream((text) => {
			if ((controller.desiredSize ?? 0) < -MAX_BACKLOG) end(lostConnection());
			else controller.enqueue(encoder.encode(text));
		});
		signal.addEventListener("abort", () => end(signal.reason), { once: true });
	};
	return new ReadableStream({ start, cancel: () => stop() }, { highWaterMark: 0, size: (chunk) => chunk?.length ?? 0 });
}

/** A body that breaks off halfway, as when the connection is lost. */
function truncatedStream(body: string): ReadableStream<Uint8Array> {
	const bytes = new TextEncoder().encode(body);
	let sent = false;
	return new ReadableStream({
		pull(controller) {
			if (sent) controller.error(lostConnection());
			else controller.enqueue(bytes.subarray(0, bytes.length >> 1));
			sent = true;
		},
	});
}

/** The error that `fetch` rejects with when a connection is lost. */
function lostConnection(): TypeError {
	return new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
}
