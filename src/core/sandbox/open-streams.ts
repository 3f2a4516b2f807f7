import type { ServerResponse } from "node:http";
import { MAX_BACKLOG, type TextStream } from "./text-stream.ts";

/** How many streams a sandbox has open at once. */
const MAX_STREAMS = 16;

/** The streams of a server that are being read (Node only). */
export class OpenStreams {
	readonly #responses = new Set<ServerResponse>();

	/** Whether there are as many as a sandbox keeps open. */
	get isFull(): boolean {
		return this.#responses.size >= MAX_STREAMS;
	}

	/** Sends a stream after the head of a response, until the reader goes away or is too far behind. */
	send(stream: TextStream, response: ServerResponse): void {
		this.#responses.add(response);
		const stop = stream((text) => {
			if (response.writableLength > MAX_BACKLOG) response.destroy();
			else if (!response.writableEnded) response.write(text);
		});
		response.once("close", () => {
			stop();
			this.#responses.delete(response);
		});
	}

	/** Ends all of them. */
	close(): void {
		for (const response of this.#responses) response.end();
	}
}
