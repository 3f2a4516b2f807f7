import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { isAdminPath } from "../operation/admin-path.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { requireOptions } from "../operation/require-options.ts";
import { type AddressReader, bracketed, type ClientAddress, createAddressReader, ownOrigin } from "./client-address.ts";
import type { RequestPipeline } from "./handle-request.ts";
import type { SentResponse } from "./har.ts";
import type { InspectorSource } from "./inspector-files.ts";
import { LISTEN_RULES, type ListenOptions } from "./listen-options.ts";
import type { SandboxRequest } from "./match.ts";
import { OpenStreams } from "./open-streams.ts";
import { ownResponse } from "./own-response.ts";
import { InspectorServer } from "./serve-inspector.ts";

/** A sandbox that is served over HTTP. */
export interface RunningSandbox {
	/** The address, without a trailing slash. */
	readonly url: string;
	readonly port: number;
	/** Finishes the requests in flight and, for a second, the webhooks, then closes every connection. */
	close(): Promise<void>;
}

const MIB = 1024 * 1024;
/** Seeds and snapshots can be larger than any request of the API. */
const ADMIN_BODY_BYTES = 256 * MIB;
/** How much of a rejected body is discarded, so that the client gets to read the response. */
const DISCARDED_BYTES = 64 * MIB;

/**
 * Serves a sandbox over `node:http`.
 *
 * @param source reads the page that shows the sandbox; by default, that of the package
 *
 * @throws {TypeError} naming the option that is invalid
 */
export async function listen(
	pipeline: RequestPipeline,
	options: ListenOptions = {},
	source: InspectorSource = readOwnInspector,
): Promise<RunningSandbox> {
	requireOptions("listen", options, LISTEN_RULES);
	const { port = 0, host = "127.0.0.1", requestTimeout = 30_000 } = options;
	// Loaded here, so that the rest of the sandbox runs where there is no Node.
	const { createServer } = await import("node:http");
	const adapter = new Adapter(pipeline, options, source);
	const server = createServer(
		{
			requestTimeout,
			headersTimeout: requestTimeout,
			connectionsCheckingInterval: Math.min(requestTimeout, 5_000),
		},
		(request, response) => adapter.serve(request, response),
	);
	server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => adapter.rejectBytes(error, socket));
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => {
			server.off("error", reject);
			resolve();
		});
	});
	const address = server.address() as AddressInfo;
	return { url: `http://${bracketed(host)}:${address.port}`, port: address.port, close: () => close(server, adapter, pipeline) };
}

const readOwnInspector: InspectorSource = async () => (await import("./packaged-inspector.ts")).readPackagedInspector();

async function close(server: Server, { streams }: Adapter, { webhooks }: RequestPipeline): Promise<void> {
	const closed = new Promise<void>((resolve) => {
		server.close(() => resolve());
		streams.close();
		server.closeIdleConnections();
		// A connection that stays busy for longer than this is closed.
		setTimeout(() => server.closeAllConnections(), 2_000).unref();
	});
	await closed;
	await webhooks.close();
}

class Adapter {
	readonly streams = new OpenStreams();
	readonly #pipeline: RequestPipeline;
	readonly #inspector: InspectorServer | undefined;
	readonly #readAddress: AddressReader;
	/** Of each connection, the last request that waits for a body: its own, or that of an earlier one. */
	readonly #turns = new WeakMap<Socket, Promise<void>>();

	constructor(pipeline: RequestPipeline, options: ListenOptions, source: InspectorSource) {
		this.#pipeline = pipeline;
		if (options.inspector !== false) {
			this.#inspector = new InspectorServer(source, (request) => pipeline.isDescribed(request));
		}
		this.#readAddress = createAddressReader(options);
	}

	/** Handles the requests of a connection in the order in which they were sent, even if a later body arrives first. */
	serve(message: IncomingMessage, response: ServerResponse): void {
		const [request, rejected] = this.#admit(message);
		if (rejected) {
			rejectRequest(rejected, message, response);
			return;
		}
		const file = this.#inspector?.fileFor(request);
		if (file === undefined) this.#serve(request, message, response);
		else this.#show(file, request, message, response);
	}

	/** Sends a file of the inspector. A request for one that is not there is a request like any other. */
	#show(file: string, request: SandboxRequest, message: IncomingMessage, response: ServerResponse): void {
		this.#inspector?.send(file, request, response).then(
			(isSent) => isSent || this.#serve(request, message, response),
			(error) => this.#fail(error, request, response),
		);
	}

	#serve(request: SandboxRequest, message: IncomingMessage, response: ServerResponse): void {
		const { headers, socket } = message;
		const previous = this.#turns.get(socket);
		const hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
		if (!hasBody && previous === undefined) {
			this.#respond(request, message, response);
			return;
		}
		const turn = this.#takeTurn(request, message, response, hasBody, previous).then(() => {
			if (this.#turns.get(socket) === turn) this.#turns.delete(socket);
		});
		this.#turns.set(socket, turn);
	}

	/** The request without its body, and the response that rejects it if it may not use the sandbox. */
	#admit(message: IncomingMessage): readonly [SandboxRequest, HttpResponse | undefined] {
		const headers = toHeaders(message.headers);
		const address = this.#readAddress(headers, message.socket);
		if ("status" in address) {
			const request = toRequest(message, headers, { origin: ownOrigin(message.socket), prefix: "" });
			return [request, this.#pipeline.rejectAccess(request, address)];
		}
		const request = toRequest(message, headers, address);
		return [request, this.#pipeline.checkPage(request)];
	}

	async #takeTurn(
		request: SandboxRequest,
		message: IncomingMessage,
		response: ServerResponse,
		hasBody: boolean,
		previous: Promise<void> | undefined,
	): Promise<void> {
		const limit = isAdminPath(message.url ?? "/") ? ADMIN_BODY_BYTES : this.#pipeline.maxBodyBytes;
		const body = hasBody ? await readText(message, limit) : null;
		await previous;
		if (body === undefined) rejectRequest(this.#pipeline.reject(request, { kind: "unreadable", status: 413 }), message, response);
		else this.#respond({ ...request, body }, message, response);
	}

	#respond(request: SandboxRequest, message: IncomingMessage, response: ServerResponse): void {
		try {
			const delivery = this.#pipeline.handle(request);
			if (delivery instanceof Promise) {
				delivery.then(
					(delayed) => this.#deliver(message, response, delayed),
					(error) => this.#fail(error, request, response),
				);
			} else this.#deliver(message, response, delivery);
		} catch (error) {
			this.#fail(error, request, response);
		}
	}

	#deliver(message: IncomingMessage, response: ServerResponse, delivery: SentResponse): void {
		const { response: head, stream } = delivery;
		if (stream === undefined) deliver(message, response, delivery);
		else if (this.streams.isFull) write(response, ownResponse(503, { error: "too many readers of events: close some of them" }));
		else {
			// The connection ends with the stream, so that nobody waits for it.
			response.writeHead(head.status, { ...head.headers, connection: "close" });
			this.streams.send(stream, response);
		}
	}

	/** A bug of the sandbox, or of a mutation, fails its request only: the server goes on. */
	#fail(error: unknown, request: HttpRequest, response: ServerResponse): void {
		process.emitWarning(error instanceof Error ? (error.stack ?? error.message) : String(error), "SandboxError");
		if (response.headersSent) response.destroy();
		else write(response, this.#pipeline.reject(request, { kind: "status", status: 500 }));
	}

	/** Responds to bytes that are no HTTP request, or one that is too large or too slow. */
	rejectBytes(error: NodeJS.ErrnoException, socket: Socket): void {
		if (error.code === "ECONNRESET" || !socket.writable) {
			socket.destroy();
			return;
		}
		const status = BYTE_ERRORS[error.code ?? ""] ?? 400;
		const request: HttpRequest = { method: "GET", url: "/", headers: {}, body: null };
		const { headers, body } = this.#pipeline.reject(request, { kind: "unreadable", status });
		const text = body ?? "";
		const lines = Object.entries({ ...headers, "content-length": String(Buffer.byteLength(text)), connection: "close" });
		const head = [`HTTP/1.1 ${status} Rejected`, ...lines.map(([name, value]) => `${name}: ${value}`)].join("\r\n");
		socket.end(`${head}\r\n\r\n${text}`, () => socket.destroy());
	}
}

function toRequest(
	{ method = "GET", url = "/" }: IncomingMessage,
	headers: HttpRequest["headers"],
	{ origin, prefix }: ClientAddress,
): SandboxRequest {
	// A request line may hold a whole address; only its path counts, or it could name another host.
	const path = url.startsWith("/") ? url : url.replace(/^\w+:\/\/[^/?#]*/, "") || "/";
	return { method, url: origin + path, prefix, headers, body: null };
}

/** Rejects a request without reading on. Its body is discarded for a while, or the client would miss the response. */
function rejectRequest(rejected: HttpResponse, message: IncomingMessage, response: ServerResponse): void {
	let discarded = 0;
	message.on("data", (chunk: Buffer) => {
		discarded += chunk.length;
		if (discarded > DISCARDED_BYTES) message.destroy();
	});
	message.on("error", () => {});
	write(response, { ...rejected, headers: { ...rejected.headers, connection: "close" } });
}

/** Reads a body as text; undefined where it is larger than the limit, in bytes. A sender that goes away gets no response. */
function readText(message: IncomingMessage, limit: number): Promise<string | undefined> {
	const chunks: Buffer[] = [];
	let size = 0;
	return new Promise((done) => {
		message.on("error", () => {});
		if (Number(message.headers["content-length"] ?? 0) > limit) return done(undefined);
		const onData = (chunk: Buffer) => {
			size += chunk.length;
			chunks.push(chunk);
			if (size <= limit) return;
			message.off("data", onData);
			done(undefined);
		};
		message.on("data", onData);
		message.on("end", () => done(Buffer.concat(chunks, size).toString("utf8")));
	});
}

const BYTE_ERRORS: Readonly<Record<string, 400 | 408 | 431>> = {
	HPE_HEADER_OVERFLOW: 431,
	ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Node gives one header, `set-cookie`, as a list, although no request needs it. */
function toHeaders(headers: IncomingMessage["headers"]): Record<string, string> {
	return headers["set-cookie"] === undefined
		? (headers as Record<string, string>)
		: { ...(headers as Record<string, string>), "set-cookie": headers["set-cookie"].join(", ") };
}

function deliver(message: IncomingMessage, response: ServerResponse, { response: delivered, ending }: SentResponse): void {
	if (ending === "reset") {
		message.socket.resetAndDestroy();
		return;
	}
	if (ending === "complete") {
		write(response, delivered);
		return;
	}
	const bytes = Buffer.from(delivered.body ?? "");
	response.writeHead(delivered.status, { ...delivered.headers, "content-length": bytes.length });
	response.write(bytes.subarray(0, bytes.length >> 1), () => message.socket.destroy());
}

function write(response: ServerResponse, { status, headers, body }: HttpResponse): void {
	if (body === null) {
		response.writeHead(status, headers);
		response.end();
		return;
	}
	response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
	response.end(body);
}
