import type { CallOptions } from "../../../../src/core/client/options.ts";
import type { ToyClient } from "./toy.ts";

/** A read. */
export const fetchNote = (client: ToyClient, options?: CallOptions) => client.fetchNote({ Reader: "A1", Note: 7 }, options);

/** A create. */
export const createNote = (client: ToyClient, options?: CallOptions) =>
	client.createNote({ Reader: "A1", Text: "milk" }, options);

/** The bytes of a success with a body of JSON. @param headers lines, each with its end */
export function responseOf(body: string | Buffer, headers = ""): Buffer {
	const bytes = Buffer.from(body);
	const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${bytes.length}\r\n${headers}\r\n`;
	return Buffer.concat([Buffer.from(head), bytes]);
}
