import type { HttpRequest, HttpResponse } from "./http.ts";

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

/** The source of an entry. Secrets are redacted. */
export interface RecordedExchange {
	readonly request: HttpRequest;
	/** Undefined where no response arrived; its status is then 0. */
	readonly response: HttpResponse | undefined;
	/** When the request was sent, milliseconds since 1970. */
	readonly started: number;
	/** Milliseconds until the response arrived. */
	readonly elapsed: number;
	readonly comment?: string | undefined;
}

/** @param creator the name of the program that recorded the entries */
export function toHar(creator: string, exchanges: readonly RecordedExchange[]): Har {
	return { log: { version: "1.2", creator: { name: creator, version: "1" }, entries: exchanges.map(toEntry) } };
}

function toEntry({ request, response, started, elapsed, comment }: RecordedExchange): HarEntry {
	const { method, url, headers, body } = request;
	const { status = 0, headers: received = {}, body: content = null } = response ?? {};
	const query = URL.canParse(url, "http://localhost") ? new URL(url, "http://localhost").searchParams : [];
	return {
		startedDateTime: new Date(started).toISOString(),
		time: elapsed,
		request: {
			method,
			url,
			httpVersion: "HTTP/1.1",
			cookies: [],
			headers: toPairs(Object.entries(headers)),
			queryString: toPairs(query),
			...(body === null ? {} : { postData: { mimeType: headers["content-type"] ?? "", text: body } }),
			headersSize: -1,
			bodySize: sizeOf(body),
		},
		response: {
			status,
			statusText: "",
			httpVersion: "HTTP/1.1",
			cookies: [],
			headers: toPairs(Object.entries(received)),
			content: {
				size: sizeOf(content),
				mimeType: received["content-type"] ?? "x-unknown",
				...(content === null ? {} : { text: content }),
			},
			redirectURL: received.location ?? "",
			headersSize: -1,
			bodySize: sizeOf(content),
		},
		cache: {},
		timings: { send: 0, wait: elapsed, receive: 0 },
		...(comment ? { comment } : {}),
	};
}

function toPairs(entries: Iterable<[string, string]>): NameValue[] {
	return [...entries].map(([name, value]) => ({ name, value }));
}

function sizeOf(body: string | null): number {
	return body === null ? 0 : new TextEncoder().encode(body).length;
}
