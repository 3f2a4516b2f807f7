import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { isLoopback } from "../operation/loopback.ts";
import { isAdminPath } from "./admin-path.ts";
import type { RequestPipeline } from "./handle-request.ts";
import type { Delivery } from "./har.ts";
import { hostName } from "./origin.ts";
import type { Rejection } from "./policy.ts";

export interface ListenOptions {
	/** 0, the default, picks a free one. */
	readonly port?: number;
	/** The address to listen at; this machine alone by default. */
	readonly host?: string;
	/** Other names that clients may call the sandbox by: they then stand in the addresses of payloads. */
	readonly allowedHosts?: readonly string[];
	/** Milliseconds in which a request must have arrived whole; 30,000 by default. A slower one is answered with 408. */
	readonly requestTimeout?: number;
}

export interface RunningSandbox {
	/** The address, without a trailing slash. */
	readonly url: string;
	readonly port: number;
	/** Finishes what is being answered, then closes every connection. */
	close(): Promise<void>;
}

const MIB = 1024 * 1024;
/** Seeds and snapshots can be larger than any request of the API. */
const ADMIN_BODY_BYTES = 256 * MIB;
/** How much of a refused body is thrown away, so that the client gets to read the answer. */
const DISCARDED_BYTES = 64 * MIB;

/** Serves a sandbox over `node:http`. */
export async function listen(pipeline: RequestPipeline, options: ListenOptions = {}): Promise<RunningSandbox> {
	const { port = 0, host = "127.0.0.1", requestTimeout = 30_000 } = options;
	// Loaded here, so that the rest of the sandbox runs where there is no Node.
	const { createServer } = await import("node:http");
	const adapter = new Adapter(pipeline, options);
	const server = createServer(
		{
			requestTimeout,
			headersTimeout: requestTimeout,
			connectionsCheckingInterval: Math.min(requestTimeout, 5_000),
		},
		(request, response) => adapter.serve(request, response),
	);
	server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => adapter.refuseBytes(error, socket));
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => {
			server.off("error", reject);
			resolve();
		});
	});
	const address = server.address() as AddressInfo;
	return { url: `http://${bracketed(host)}:${address.port}`, port: address.port, close: () => close(server) };
}

function close(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeIdleConnections();
		// Whoever keeps a connection busy for longer than this is not waited for.
		setTimeout(() => server.closeAllConnections(), 2_000).unref();
	});
}

function bracketed(host: string): string {
	return host.includes(":") ? `[${host}]` : host;
}

class Adapter {
	readonly #pipeline: RequestPipeline;
	readonly #names: ReadonlySet<string>;
	/** The requests of a connection that wait for a body to come in: their own, or that of an earlier one. */
	readonly #lines = new WeakMap<Socket, Turn[]>();
	/** What the header `Host` of earlier requests came to. Clients have few, attackers many. */
	readonly #origins = new Map<string, string | undefined>();

	constructor(pipeline: RequestPipeline, { host = "127.0.0.1", allowedHosts = [] }: ListenOptions) {
		this.#pipeline = pipeline;
		this.#names = new Set([bracketed(host), ...allowedHosts].map((name) => name.toLowerCase()));
	}

	serve(message: IncomingMessage, response: ServerResponse): void {
		const { headers, socket, url = "/" } = message;
		if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) {
			const line = this.#lines.get(socket);
			const run = () => this.#answer(this.#toRequest(message, null), message, response);
			// One that was sent before the last one was answered must not overtake it.
			if (line === undefined || line.length === 0) run();
			else line.push({ run });
			return;
		}
		const limit = isAdminPath(url) ? ADMIN_BODY_BYTES : this.#pipeline.maxBodyBytes;
		if (Number(headers["content-length"] ?? 0) > limit) this.#refuse({ kind: "unreadable", status: 413 }, message, response);
		else this.#read(message, response, limit);
	}

	#read(message: IncomingMessage, response: ServerResponse, limit: number): void {
		const chunks: Buffer[] = [];
		let size = 0;
		const turn = this.#queue(message.socket);
		const onData = (chunk: Buffer) => {
			size += chunk.length;
			if (size <= limit) {
				chunks.push(chunk);
				return;
			}
			message.off("data", onData);
			message.off("end", onEnd);
			chunks.length = 0;
			turn(() => this.#refuse({ kind: "unreadable", status: 413 }, message, response));
		};
		const onEnd = () => {
			const [only] = chunks;
			const bytes = chunks.length === 1 && only ? only : Buffer.concat(chunks, size);
			turn(() => this.#answer(this.#toRequest(message, bytes.toString("utf8")), message, response));
		};
		message.on("data", onData);
		message.on("end", onEnd);
		// A sender that goes away gets no answer; there is nobody to tell.
		message.on("error", () => {});
	}

	/** Takes a place in the line of a connection; what is returned runs something when the place is the first. */
	#queue(socket: Socket): (run: () => void) => void {
		const line = this.#lines.get(socket) ?? [];
		this.#lines.set(socket, line);
		const own: Turn = { run: undefined };
		line.push(own);
		return (run) => {
			own.run = run;
			for (let first = line[0]; first?.run; first = line[0]) {
				line.shift();
				first.run();
			}
		};
	}

	#answer(request: HttpRequest, message: IncomingMessage, response: ServerResponse): void {
		if (isAdminPath(request.url) && this.#originFor(message) === undefined) {
			write(response, { status: 403, headers: {}, body: null });
			return;
		}
		try {
			const outcome = this.#pipeline.handle(request);
			if (outcome instanceof Promise) {
				outcome.then(
					(settled) => send(message, response, settled),
					(error) => this.#fail(error, request, response),
				);
			} else send(message, response, outcome);
		} catch (error) {
			this.#fail(error, request, response);
		}
	}

	/** A mistake of the sandbox, or of a drift, costs its request and nothing more: the server goes on. */
	#fail(error: unknown, request: HttpRequest, response: ServerResponse): void {
		process.emitWarning(error instanceof Error ? (error.stack ?? error.message) : String(error), "SandboxError");
		if (response.headersSent) response.destroy();
		else write(response, this.#pipeline.reject(request, { kind: "forced", status: 500 }));
	}

	/** Answers without reading on. What is still sent is thrown away for a while, lest the client misses the answer. */
	#refuse(refusal: Rejection, message: IncomingMessage, response: ServerResponse): void {
		const answer = this.#pipeline.reject(this.#toRequest(message, null), refusal);
		let discarded = 0;
		message.on("data", (chunk: Buffer) => {
			discarded += chunk.length;
			if (discarded > DISCARDED_BYTES) message.destroy();
		});
		message.on("error", () => {});
		write(response, { ...answer, headers: { ...answer.headers, connection: "close" } });
	}

	/** Answers bytes that are no HTTP request, or none that is read. */
	refuseBytes(error: NodeJS.ErrnoException, socket: Socket): void {
		if (error.code === "ECONNRESET" || !socket.writable) {
			socket.destroy();
			return;
		}
		const status = BYTE_ERRORS[error.code ?? ""] ?? 400;
		const request: HttpRequest = { method: "GET", url: "/", headers: {}, body: null };
		const { headers, body } = this.#pipeline.reject(request, { kind: "unreadable", status });
		const text = body ?? "";
		const lines = Object.entries({ ...headers, "content-length": String(Buffer.byteLength(text)), connection: "close" });
		const head = [`HTTP/1.1 ${status} Refused`, ...lines.map(([name, value]) => `${name}: ${value}`)].join("\r\n");
		socket.end(`${head}\r\n\r\n${text}`, () => socket.destroy());
	}

	#toRequest(message: IncomingMessage, body: string | null): HttpRequest {
		const { method = "GET", url = "/" } = message;
		const origin = this.#originFor(message) ?? ownOrigin(message.socket);
		// A request line may hold a whole address; only its path counts, or it could name another host.
		const path = url.startsWith("/") ? url : url.replace(/^\w+:\/\/[^/?#]*/, "") || "/";
		return { method, url: origin + path, headers: joined(message.headers), body };
	}

	/** The origin that the client used; undefined where it calls the sandbox by a name that is not its own. */
	#originFor({ headers: { host = "" } }: IncomingMessage): string | undefined {
		if (this.#origins.has(host)) return this.#origins.get(host);
		const name = hostName(host)?.toLowerCase();
		const known = name !== undefined && (isLoopback(name) || this.#names.has(name));
		const origin = known ? `http://${host}` : undefined;
		if (this.#origins.size < 64) this.#origins.set(host, origin);
		return origin;
	}
}

/** A place in a line; nothing to run yet means that everybody behind it waits. */
interface Turn {
	run: (() => void) | undefined;
}

const BYTE_ERRORS: Readonly<Record<string, 400 | 408 | 431>> = {
	HPE_HEADER_OVERFLOW: 431,
	ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function ownOrigin({ localAddress = "127.0.0.1", localPort }: Socket): string {
	return `http://${bracketed(localAddress.replace(/^::ffff:/, ""))}:${localPort}`;
}

/** Node gives one header, `set-cookie`, as a list; no request has it for a reason. */
function joined(headers: IncomingMessage["headers"]): Record<string, string> {
	return headers["set-cookie"] === undefined
		? (headers as Record<string, string>)
		: { ...(headers as Record<string, string>), "set-cookie": headers["set-cookie"].join(", ") };
}

function send(message: IncomingMessage, response: ServerResponse, { response: answer, ending }: Delivery): void {
	if (ending === "reset") {
		message.socket.resetAndDestroy();
		return;
	}
	if (ending === "complete") {
		write(response, answer);
		return;
	}
	const bytes = Buffer.from(answer.body ?? "");
	response.writeHead(answer.status, { ...answer.headers, "content-length": bytes.length });
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
