import { createServer, type Socket } from "node:net";
import { listen } from "../../../support/servers.ts";
import { NOTE } from "./toy.ts";

/** What a service does with a create, and how it responds. */
export interface Treatment {
	readonly carriesOut: boolean;
	readonly respond: (socket: Socket) => void;
}

/** What really happened to a create. */
export interface Truth {
	received: number;
	carriedOut: number;
}

const respondWith = (status: number, body: string, length = body.length) =>
	`HTTP/1.1 ${status} Status\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;

/** Responses that say that a create was carried out, or was not, or leave it open. */
export const RESPONSES = {
	success: (socket: Socket) => socket.write(respondWith(201, JSON.stringify(NOTE))),
	cutOff: (socket: Socket) => socket.end(respondWith(201, '{"id":', 500)),
	reset: (socket: Socket) => socket.resetAndDestroy(),
	close: (socket: Socket) => socket.end(),
	nothing: () => {},
	status: (status: number) => (socket: Socket) => socket.write(respondWith(status, '{"code":1,"message":"no"}')),
};

/**
 * A service that treats each create as it is told to, and counts what it carried out, by the text of the note.
 *
 * @param treat called with the text
 */
export async function startFaultyService(treat: (text: string) => Treatment) {
	const truths = new Map<string, Truth>();
	const receive = (socket: Socket, text: string) => {
		const truth = truths.get(text) ?? { received: 0, carriedOut: 0 };
		truths.set(text, truth);
		truth.received++;
		const { carriesOut, respond } = treat(text);
		if (carriesOut) truth.carriedOut++;
		respond(socket);
	};
	const server = createServer((socket) => {
		let unread = "";
		socket.on("error", () => {});
		socket.on("data", (chunk) => {
			unread += chunk.toString("latin1");
			for (let match = REQUEST.exec(unread); match; match = REQUEST.exec(unread)) {
				unread = unread.slice(match[0].length);
				if (match[1] === undefined) RESPONSES.success(socket);
				else receive(socket, match[1]);
			}
		});
	});
	const { url, sockets } = await listen(server);
	return { baseUrl: url, truths, sockets };
}

/** A create with its text, which has a fixed length; or a read. */
const REQUEST = /^(?:POST .*?\r\n\r\nText=(.{8})|GET .*?\r\n\r\n)/s;
