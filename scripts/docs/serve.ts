import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { hostName, isLoopback } from "../../src/core/operation/loopback.ts";
import { fileMediaType } from "./media-types.ts";
import { NOT_FOUND } from "./not-found.ts";
import type { SiteFile } from "./public-files.ts";

export interface FileServer {
	/** Without a trailing slash. */
	readonly url: string;
	/** Serves other files instead. */
	replace(files: readonly SiteFile[]): void;
	close(): Promise<void>;
}

/** What responds to requests for a path that is no file, by path. */
export type OtherPaths = ReadonlyMap<string, (response: ServerResponse) => void>;

/**
 * Serves files from memory, to this machine only.
 *
 * @param port 0 picks a free one
 * @param prefix the path of the site, such as `/docs`
 */
export async function serveFiles(
	files: readonly SiteFile[],
	port: number,
	prefix = "",
	others: OtherPaths = new Map(),
): Promise<FileServer> {
	const keyed = (given: readonly SiteFile[]) => new Map(given.map(({ path, content }) => [`${prefix}/${path}`, content]));
	let contents = keyed(files);
	const server = createServer((request, response) => {
		const other = isLocal(request) ? others.get(request.url ?? "") : undefined;
		if (other === undefined) respond(contents, prefix, request, response);
		else other(response);
	});
	await new Promise<void>((done, fail) => {
		server.once("error", fail);
		server.listen(port, "127.0.0.1", done);
	});
	const { port: actual } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${actual}${prefix}`,
		replace(fresh) {
			contents = keyed(fresh);
		},
		close: () =>
			new Promise((closed) => {
				server.close(() => closed());
				server.closeAllConnections();
			}),
	};
}

/** Whether it names this machine. A page of another site can send requests to this port, but only with another `Host`. */
function isLocal({ headers }: IncomingMessage): boolean {
	return isLoopback(hostName(headers.host ?? "") ?? "");
}

function respond(
	contents: ReadonlyMap<string, SiteFile["content"]>,
	prefix: string,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const path = isLocal(request) ? fileFor(request, prefix) : "";
	const found = contents.get(path);
	const page = isLocal(request) ? contents.get(`${prefix}/${NOT_FOUND}`) : undefined;
	if (found !== undefined) send(request, response, 200, fileMediaType(path), found);
	else if (page !== undefined) send(request, response, 404, fileMediaType(NOT_FOUND), page);
	else send(request, response, 404, fileMediaType(".txt"), "Not found\n");
}

/** The path of the file that is asked for; empty if a request asks for none. */
function fileFor({ method, url = "/" }: IncomingMessage, prefix: string): string {
	if (method !== "GET" && method !== "HEAD") return "";
	const [pathname = ""] = url.split("?");
	return pathname === `${prefix}/` ? `${prefix}/index.html` : decoded(pathname);
}

/** Names of copied files may hold any character. */
function decoded(pathname: string): string {
	try {
		return decodeURIComponent(pathname);
	} catch {
		return pathname;
	}
}

function send(
	{ method }: IncomingMessage,
	response: ServerResponse,
	status: number,
	type: string,
	content: SiteFile["content"],
): void {
	const headers = { "content-type": type, "content-length": Buffer.byteLength(content), "cache-control": "no-store" };
	response.writeHead(status, headers).end(method === "HEAD" ? undefined : content);
}
