import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { GeneratedFile } from "../pipeline/model.ts";

export interface FileServer {
	/** Without a trailing slash. */
	readonly url: string;
	/** Serves other files instead. */
	replace(files: readonly GeneratedFile[]): void;
	close(): Promise<void>;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
	html: "text/html; charset=utf-8",
	md: "text/markdown; charset=utf-8",
	txt: "text/plain; charset=utf-8",
	js: "text/javascript; charset=utf-8",
	json: "application/json; charset=utf-8",
	yaml: "application/yaml; charset=utf-8",
	xml: "application/xml; charset=utf-8",
};

/** Names of this machine. A page of another site can send requests to this port, but only with another `Host`. */
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/i;

/** What responds to requests for a path that is no file, by path. */
export type OtherPaths = ReadonlyMap<string, (response: ServerResponse) => void>;

/**
 * Serves files from memory, to this machine only.
 *
 * @param port 0 picks a free one
 * @param prefix the path of the site, such as `/docs`
 */
export async function serveFiles(
	files: readonly GeneratedFile[],
	port: number,
	prefix = "",
	others: OtherPaths = new Map(),
): Promise<FileServer> {
	const keyed = (given: readonly GeneratedFile[]) => new Map(given.map(({ path, content }) => [`${prefix}/${path}`, content]));
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

function isLocal({ headers }: IncomingMessage): boolean {
	return LOCAL_HOST.test(headers.host ?? "");
}

function respond(
	contents: ReadonlyMap<string, string>,
	prefix: string,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const { method, url = "/" } = request;
	const [pathname = ""] = url.split("?");
	const path = pathname === `${prefix}/` ? `${prefix}/index.html` : pathname;
	const content = isLocal(request) ? contents.get(path) : undefined;
	if (content === undefined || (method !== "GET" && method !== "HEAD")) {
		response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Not found\n");
		return;
	}
	const type = MEDIA_TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
	response.writeHead(200, { "content-type": type, "content-length": Buffer.byteLength(content), "cache-control": "no-store" });
	response.end(method === "HEAD" ? undefined : content);
}
