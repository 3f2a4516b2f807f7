import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
// Not the global one, which tests replace by one that waits for them.
import { setImmediate } from "node:timers";
import { isExcepted } from "../network/proxy-rule.ts";
import { createRoutes, type RouteOptions } from "../network/routes.ts";
import type { Pem, TransportOptions } from "./connection-options.ts";
import { ACCEPTED_ENCODINGS } from "./decompress.ts";
import { readMessage } from "./node-message.ts";
import type { Sending, Transport, TransportRequest, TransportResult } from "./transport.ts";

/** After a pause of so many milliseconds, connections may have died unnoticed, such as those of a process that was frozen. */
const PAUSE = 1000;

/** A connection that the server has closed is reset within so many milliseconds after a request was written to it. */
const RESET = 1000;

/**
 * Makes the transport over `node:http` and `node:https`, which takes about half of the time that `fetch` takes in Node, knows
 * what was sent, and accepts proxies and certificates. Its idle connections keep no process alive.
 */
export function createNodeTransport(options: TransportOptions): Transport {
	const routes = createRoutes(toRouteOptions(options));
	let lastUse = 0;
	return {
		open(request, end) {
			const { send, cancel } = createExchange(
				() => {
					const outgoing = routes.open(request);
					if (!outgoing.hasHeader("accept-encoding")) outgoing.setHeader("accept-encoding", ACCEPTED_ENCODINGS);
					return outgoing;
				},
				request,
				(result) => {
					lastUse = Date.now();
					end(result);
				},
			);
			return {
				send() {
					if (Date.now() - lastUse < PAUSE) send();
					// In one turn of the event loop, the runtime looks at its connections; in the next one, at its timers.
					else setImmediate(() => setImmediate(send));
				},
				cancel,
			};
		},
		close: routes.close,
	};
}

/** A connection that is idle for so many milliseconds is closed. Servers close theirs after 5 seconds and more, if they say nothing else. */
const IDLE = 4000;

const MAX_SOCKETS = 256;

function toRouteOptions(options: TransportOptions): RouteOptions {
	const { proxy, noProxy = "", environmentProxy, agent, maxSockets = MAX_SOCKETS, ca, cert, key } = options;
	const proxyUrl = proxy === undefined ? undefined : new URL(proxy);
	return {
		connections: {
			timeout: IDLE,
			maxSockets,
			maxFreeSockets: maxSockets,
			...(ca && { ca: [ca].flat().map(toText) }),
			...(cert && { cert: toText(cert) }),
			...(key && { key: toText(key) }),
		},
		proxyFor: proxyUrl ? (url) => (isExcepted(url, noProxy) ? undefined : proxyUrl) : environmentProxy,
		agent: agent as Agent | undefined,
	};
}

const toText = (pem: Pem) => (typeof pem === "string" ? pem : new TextDecoder().decode(pem));

/** @param open makes the request to the server, whose body is still to be written; called again where the request is sent again */
function createExchange(
	open: () => ClientRequest,
	{ body, maxResponseBytes, mayRepeat }: TransportRequest,
	end: (result: TransportResult) => void,
): Sending {
	let outgoing: ClientRequest | undefined;
	let [ended, resent] = [false, false];
	/** When bytes could leave; undefined before. */
	let written: number | undefined;
	const isSent = () => written !== undefined;
	const finish = (result: TransportResult) => {
		if (ended) return;
		ended = true;
		end(result);
	};
	const send = () => {
		if (ended) return;
		try {
			outgoing = open();
		} catch (error) {
			return finish({ error, sent: isSent() });
		}
		watch(outgoing);
		endRequest(outgoing, body);
	};
	const watch = (current: ClientRequest) => {
		current.on("socket", (socket) => {
			whenWritable(socket, () => {
				written = Date.now();
			});
		});
		current.on("response", (message) => {
			if (message.statusCode === 101) return switchProtocol(message.socket);
			readMessage(message, maxResponseBytes, (response) => {
				// Nobody may ever read the rest of the request, which would keep the connection.
				if (!current.writableFinished) current.destroy();
				finish(resent ? { ...response, resent } : response);
			});
		});
		current.on("upgrade", (_, socket) => switchProtocol(socket));
		current.on("error", (error: NodeJS.ErrnoException) => {
			// Its body reports the error once more.
			if (hasResponse(current)) return;
			// A server may close an idle connection at the moment when a request is sent on it.
			const isStale = current.reusedSocket && RESET_CODES.includes(error.code) && Date.now() - (written ?? 0) < RESET;
			if (!isStale || !mayRepeat) return finish({ error, sent: isSent() });
			resent = true;
			send();
		});
	};
	const switchProtocol = (socket: Duplex) => {
		socket.destroy();
		finish({ error: new Error("the server switched to another protocol"), sent: isSent() });
	};
	const cancel = () => {
		ended = true;
		outgoing?.destroy();
		return isSent() ? ("unknown" as const) : ("not-sent" as const);
	};
	return { send, cancel };
}

function endRequest(outgoing: ClientRequest, body: string | null): void {
	if (body === null) return void outgoing.end();
	// As bytes: Node would write the headers before a text in its encoding, and not in their own.
	const bytes = Buffer.from(body);
	// Node states none with a method that has seldom a body, such as DELETE.
	outgoing.setHeader("content-length", bytes.length);
	outgoing.end(bytes);
}

const RESET_CODES: readonly unknown[] = ["ECONNRESET", "EPIPE"];

const hasResponse = (outgoing: ClientRequest & { readonly res?: IncomingMessage | null }) => Boolean(outgoing.res);

/** Calls back once bytes can leave: at once, or when the connection and its encryption are established. */
function whenWritable(socket: Socket & { readonly secureConnecting?: boolean }, callback: () => void): void {
	// Not `secureConnect`, which not every socket of an agent has. One whose certificate is rejected is destroyed by then.
	if (socket.secureConnecting) socket.once("secure", () => process.nextTick(() => socket.destroyed || callback()));
	else if (socket.connecting) socket.once("connect", callback);
	else callback();
}
