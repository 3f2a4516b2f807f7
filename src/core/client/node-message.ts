import type { IncomingMessage } from "node:http";
import { decompress } from "./decompress.ts";
import type { ResponseHeaders, TransportResponse } from "./transport.ts";

/**
 * Reads a response of Node's to its end.
 *
 * @param maxBytes the connection is closed once the body is longer
 * @param end called once
 */
export function readMessage(message: IncomingMessage, maxBytes: number, end: (response: TransportResponse) => void): void {
	const chunks: Buffer[] = [];
	let length = 0;
	let isRead = false;
	const finish = (broken: unknown, tooLarge: boolean) => {
		if (isRead) return;
		isRead = true;
		const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
		const headers = headersOf(message.rawHeaders);
		const response = { status: message.statusCode ?? 0, headers, bytes, broken, tooLarge };
		const encodings = length === 0 ? null : headers.get("content-encoding");
		if (encodings === null) end(response);
		else decompress(response, encodings, maxBytes, end);
	};
	message.on("data", (chunk: Buffer) => {
		chunks.push(chunk);
		length += chunk.length;
		if (length <= maxBytes) return;
		finish(undefined, true);
		message.destroy();
	});
	message.on("end", () => finish(undefined, false));
	message.on("error", (error) => finish(error, false));
}

/**
 * Reads the headers that are asked for: to make an object of the class `Headers` of all of them takes longer than to read the body.
 *
 * @param raw names and values in turn
 */
function headersOf(raw: readonly string[]): ResponseHeaders {
	return {
		get(name) {
			let joined: string | null = null;
			for (let index = 0; index < raw.length; index += 2) {
				const given = raw[index] ?? "";
				if (given.length !== name.length || given.toLowerCase() !== name) continue;
				const value = raw[index + 1] ?? "";
				joined = joined === null ? value : `${joined}, ${value}`;
			}
			return joined;
		},
		entries() {
			const pairs = raw.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""]] : []));
			return new Headers(pairs).entries();
		},
	};
}
