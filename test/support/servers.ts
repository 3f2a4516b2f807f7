import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A request as it reached a server. */
export interface SeenRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** Where a server listens, and who is connected to it. */
export interface ListeningServer {
	/** Its address, as one without TLS. */
	readonly url: string;
	readonly port: number;
	/** The connections that are open. */
	readonly sockets: ReadonlySet<Socket>;
}

export interface TestServer extends ListeningServer {
	/** The requests so far, in the order of their arrival. */
	readonly requests: SeenRequest[];
}

/** Answers a request; `index` counts the requests from 0. */
export type Handler = (request: SeenRequest, response: ServerResponse, index: number) => void;

/** Starts an HTTP server on a free port of this machine. It closes at the end of the test. @param host the address that it listens on */
export async function startServer(handler: Handler, host?: string): Promise<TestServer> {
	const requests: SeenRequest[] = [];
	const server = createServer(async (request, response) => {
		const seen = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body: await textOf(request) };
		requests.push(seen);
		handler(seen, response, requests.length - 1);
	});
	return { ...(await listen(server, host)), requests };
}

/** A server below HTTP: it gets the bytes of each request, and the socket to respond on. */
export async function startSocketServer(
	handler: (socket: Socket, bytes: string) => void,
): Promise<TestServer & { readonly bytes: string[] }> {
	const bytes: string[] = [];
	const server = createSocketServer((socket) => {
		socket.on("error", () => {});
		socket.on("data", (chunk) => {
			bytes.push(chunk.toString("latin1"));
			handler(socket, chunk.toString("latin1"));
		});
	});
	return { ...(await listen(server)), requests: [], bytes };
}

/** An address at which nothing listens. */
export async function unusedAddress(): Promise<string> {
	const server = createSocketServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return `http://127.0.0.1:${port}`;
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
	response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
	response.end(JSON.stringify(body));
}

/**
 * Has a server listen on a free port of this machine. At the end of the test, it closes with all its connections.
 *
 * @param host the address that it listens on
 */
export async function listen(server: Server, host = "127.0.0.1"): Promise<ListeningServer> {
	const sockets = new Set<Socket>();
	server.on("connection", (socket: Socket) => {
		sockets.add(socket);
		socket.on("close", () => sockets.delete(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, host, resolve));
	onTestFinished(async () => {
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => server.close(resolve));
	});
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, port, sockets };
}

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}
