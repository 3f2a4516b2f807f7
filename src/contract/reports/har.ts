import type { Exchange } from "../exchange.ts";
import type { Report } from "./report.ts";

/** HTTP archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/): every exchange that was kept, or those with findings. */
export const harReport: Report = ({ exchanges, findings }) => {
	const shown = exchanges.length > 0 ? exchanges : findings.map(({ exchange }) => exchange);
	const log = { version: "1.2", creator: { name: "contract", version: "1" }, entries: shown.map(toEntry) };
	return `${JSON.stringify({ log }, null, 2)}\n`;
};

function toEntry({ request, response, started, elapsed, operationId, failure }: Exchange) {
	const query = URL.canParse(request.url) ? [...new URL(request.url).searchParams] : [];
	const content = {
		size: sizeOf(response?.body),
		mimeType: response?.headers["content-type"] ?? "x-unknown",
		...(response?.body ? { text: response.body } : {}),
	};
	return {
		startedDateTime: new Date(started).toISOString(),
		time: elapsed,
		request: {
			method: request.method,
			url: request.url,
			httpVersion: "HTTP/1.1",
			cookies: [],
			headers: pairs(request.headers),
			queryString: query.map(([name, value]) => ({ name, value })),
			...(request.body === null ? {} : { postData: { mimeType: request.headers["content-type"] ?? "", text: request.body } }),
			headersSize: -1,
			bodySize: sizeOf(request.body),
		},
		response: {
			status: response?.status ?? 0,
			statusText: "",
			httpVersion: "HTTP/1.1",
			cookies: [],
			headers: pairs(response?.headers ?? {}),
			content,
			redirectURL: response?.headers["location"] ?? "",
			headersSize: -1,
			bodySize: sizeOf(response?.body),
		},
		cache: {},
		timings: { send: 0, wait: elapsed, receive: 0 },
		comment: failure === undefined ? operationId : `${operationId}: ${failure}`,
	};
}

function pairs(headers: Readonly<Record<string, string>>): { name: string; value: string }[] {
	return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function sizeOf(body: string | null | undefined): number {
	return body ? new TextEncoder().encode(body).length : 0;
}
