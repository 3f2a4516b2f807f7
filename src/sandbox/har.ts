import type { HttpRequest, HttpResponse } from "../operation/http.ts";

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

interface NameValue {
	readonly name: string;
	readonly value: string;
}

/** An HTTP archive, version 1.2 (http://www.softwareishard.com/blog/har-12-spec/), with the members that are known here. */
export interface Har {
	readonly log: {
		readonly version: "1.2";
		readonly creator: { readonly name: string; readonly version: string };
		readonly entries: readonly HarEntry[];
	};
}

export interface HarEntry {
	readonly startedDateTime: string;
	readonly time: number;
	readonly request: {
		readonly method: string;
		readonly url: string;
		readonly httpVersion: string;
		readonly cookies: readonly [];
		readonly headers: readonly NameValue[];
		readonly queryString: readonly NameValue[];
		readonly postData?: { readonly mimeType: string; readonly text: string };
		readonly headersSize: -1;
		readonly bodySize: number;
	};
	readonly response: {
		readonly status: number;
		readonly statusText: string;
		readonly httpVersion: string;
		readonly cookies: readonly [];
		readonly headers: readonly NameValue[];
		readonly content: { readonly size: number; readonly mimeType: string; readonly text?: string };
		readonly redirectURL: string;
		readonly headersSize: -1;
		readonly bodySize: number;
	};
	readonly cache: Record<string, never>;
	readonly timings: { readonly send: 0; readonly wait: number; readonly receive: 0 };
	readonly comment?: string;
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
		return { log: { version: "1.2", creator: { name: "sandbox", version: "1" }, entries: inOrder.map(toEntry) } };
	}
}

function toEntry({ started, elapsed, request, response, ending, ignored }: Exchange): HarEntry {
	const url = request.url.replace(/^(\w+:\/\/)[^/?#]*@/, "$1");
	const query = url.includes("?") ? [...new URLSearchParams(url.slice(url.indexOf("?") + 1))] : [];
	const comments = [
		ending === "complete" ? "" : `the answer was ${ending === "reset" ? "a closed connection" : "cut off"}`,
		ignored.length === 0 ? "" : `ignored fields: ${ignored.join(", ")}`,
	].filter(Boolean);
	return {
		startedDateTime: new Date(started).toISOString(),
		time: elapsed,
		request: {
			method: request.method,
			url,
			httpVersion: "HTTP/1.1",
			cookies: [],
			headers: headersOf(request.headers),
			queryString: query.map(([name, value]) => ({ name, value })),
			...(request.body === null ? {} : { postData: { mimeType: request.headers["content-type"] ?? "", text: request.body } }),
			headersSize: -1,
			bodySize: sizeOf(request.body),
		},
		response: {
			status: response.status,
			statusText: "",
			httpVersion: "HTTP/1.1",
			cookies: [],
			headers: headersOf(response.headers),
			content: {
				size: sizeOf(response.body),
				mimeType: response.headers["content-type"] ?? "x-unknown",
				...(response.body === null ? {} : { text: response.body }),
			},
			redirectURL: "",
			headersSize: -1,
			bodySize: sizeOf(response.body),
		},
		cache: {},
		timings: { send: 0, wait: elapsed, receive: 0 },
		...(comments.length > 0 ? { comment: comments.join("; ") } : {}),
	};
}

const SECRET_HEADERS = new Set(["authorization", "proxy-authorization", "cookie", "set-cookie"]);

function headersOf(headers: Readonly<Record<string, string>>): NameValue[] {
	return Object.entries(headers).map(([name, value]) => ({ name, value: SECRET_HEADERS.has(name) ? "[redacted]" : value }));
}

function sizeOf(body: string | null): number {
	return body === null ? 0 : new TextEncoder().encode(body).length;
}
