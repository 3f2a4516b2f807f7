import type { HttpRequest } from "../operation/http.ts";
import type { WebHeaders, WebRequest, WebUrl } from "../operation/web-types.ts";
import { splitAddress } from "./signed-urls.ts";
import { WebhookError } from "./webhook-error.ts";

/** What `node:http` passes to a handler, and what frameworks add to it. */
export interface NodeRequest {
	readonly method?: string | undefined;
	readonly url?: string | undefined;
	readonly headers: HeaderRecord;
	/** Whether the connection is encrypted decides on the scheme of the address. */
	readonly socket?: object | undefined;
	readonly readableDidRead?: boolean | undefined;
	/** The address before a router cut it. */
	readonly originalUrl?: string | undefined;
	/** The scheme, as the framework knows it from its proxy. */
	readonly protocol?: string | undefined;
	/** The body, if the framework has read and kept it. It is used if it is text or bytes. */
	readonly rawBody?: unknown;
	readonly body?: unknown;
	[Symbol.asyncIterator](): AsyncIterator<unknown>;
}

/** Headers by name, in any case. */
export type HeaderRecord = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The address that the sender has, where a proxy changes it: an origin, to which the path is added, or a URL without a query; or
 * a function that returns the whole URL, or a promise of it. The query remains that of the request. An empty text counts as none.
 */
export type PublicUrl = string | WebUrl | ((request: HttpRequest) => string | Promise<string>);

/** How a request is read. */
export interface ReceiveOptions {
	readonly publicUrl?: PublicUrl | undefined;
	/** The body as it came, if something else has read it: its text, or its bytes. */
	readonly body?: string | Uint8Array | undefined;
	/** How many bytes of a body are read; 1 MiB by default. */
	readonly maxBodyBytes?: number | undefined;
}

/**
 * Reads a request. Its body is consumed, unless the framework has kept it: pass `request.clone()` to read a `Request` again.
 *
 * @throws {TypeError} if this is no request, as an event of AWS Lambda, an option is not known, or the body has been read, and was not kept
 * @throws {WebhookError} `too-large`
 */
export async function receiveRequest(request: WebRequest | NodeRequest, options?: ReceiveOptions): Promise<HttpRequest> {
	const { publicUrl, body: given, maxBodyBytes = 2 ** 20, ...unknown }: ReceiveOptions = options ?? {};
	rejectUnknown(unknown);
	if (!(maxBodyBytes >= 0) || maxBodyBytes === null) throw new TypeError("maxBodyBytes: expected a number of bytes");
	const headers = lowerHeaders(request?.headers);
	const { method = "GET" } = request;
	const body = method === "GET" ? null : (textOfBody(given) ?? (await receiveBody(request, maxBodyBytes)));
	const received = { method, url: isWeb(request) ? request.url : requestedUrl(request, headers), headers, body };
	if (typeof publicUrl === "function") return { ...received, url: await publicUrl(received) };
	return !publicUrl ? received : { ...received, url: replaceAddress(received.url, `${publicUrl}`) };
}

/** @throws {TypeError} naming an option that is left when those that are known have been taken */
export function rejectUnknown(options: object): void {
	for (const name in options) throw new TypeError(`${name} is no option here`);
}

/**
 * Headers by name in lower case; those that are there several times are joined, and one that is undefined is empty.
 *
 * @throws {TypeError} if there are none, as what was given is no request
 */
export function lowerHeaders(headers: WebHeaders | HeaderRecord): Record<string, string> {
	if (!headers) throw new TypeError("expected a request with headers");
	const entries = isHeaders(headers) ? [...headers] : Object.entries(headers);
	return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value ?? "")]));
}

function isHeaders(headers: WebHeaders | HeaderRecord): headers is WebHeaders {
	return typeof headers.get === "function";
}

function isWeb(request: WebRequest | NodeRequest): request is WebRequest {
	return isHeaders(request.headers);
}

function requestedUrl(request: NodeRequest, headers: Record<string, string>): string {
	// Some runtimes have the member on every socket, so that only its value tells.
	const scheme = (request.socket as { readonly encrypted?: boolean } | undefined)?.encrypted ? "https" : "http";
	const { originalUrl = request.url, protocol = scheme } = request;
	if (!originalUrl) throw new TypeError("expected a request with a url");
	return `${protocol}://${headers.host ?? headers[":authority"]}${originalUrl}`;
}

function replaceAddress(url: string, publicUrl: string): string {
	const [, path, query] = splitAddress(url);
	if (!/^https?:/i.test(publicUrl))
		throw new TypeError("publicUrl: expected an origin or a URL, such as https://app.example.com");
	const [origin, publicPath, publicQuery] = splitAddress(publicUrl);
	return origin + (publicPath.length > 1 ? publicPath : path) + (query || publicQuery);
}

async function receiveBody(request: WebRequest | NodeRequest, maxBytes: number): Promise<string> {
	const kept = isWeb(request) ? undefined : (textOfBody(request.rawBody) ?? textOfBody(request.body));
	if (kept !== undefined) return kept;
	if (isWeb(request) ? request.bodyUsed : request.readableDidRead || !request[Symbol.asyncIterator])
		throw new TypeError(UNREADABLE);
	const decoder = createDecoder();
	const stream = (isWeb(request) ? request.body : request) as AsyncIterable<Uint8Array | string> | null;
	const chunks = stream?.[Symbol.asyncIterator]();
	let [text, size] = ["", 0];
	// No `for await`: it ends a stream that it leaves, which closes the connection, or waits for the reader of a clone.
	for (let chunk = await chunks?.next(); chunk?.done === false; chunk = await chunks?.next()) {
		size += chunk.value.length;
		if (size > maxBytes) throw new WebhookError("too-large", `the body has more than ${maxBytes} bytes`);
		text += typeof chunk.value === "string" ? chunk.value : decoder.decode(chunk.value, { stream: true });
	}
	return text + decoder.decode();
}

/** The text of a body that is text or bytes; undefined for anything else, such as what a framework has parsed. */
export function textOfBody(body: unknown): string | undefined {
	return ArrayBuffer.isView(body) ? createDecoder().decode(body) : typeof body === "string" ? body : undefined;
}

/** It keeps the byte order mark, so that the text is the bytes. */
function createDecoder(): TextDecoder {
	return new TextDecoder("utf-8", { ignoreBOM: true });
}

const UNREADABLE = "the body has been read already, or cannot be read: pass its text as `body`";
