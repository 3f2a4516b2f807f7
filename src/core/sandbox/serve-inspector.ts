import type { ServerResponse } from "node:http";
import { ADMIN_PATH } from "../operation/admin-path.ts";
import type { HttpRequest } from "../operation/http.ts";
import { splitUrl } from "../operation/split-url.ts";
import type { InspectorFiles, InspectorSource } from "./inspector-files.ts";
import { prefersHtml } from "./prefers-html.ts";

const INDEX_FILE = "index.html";
/** Where the files are that the page loads. */
const INSPECTOR_PATH = `${ADMIN_PATH}/inspector/`;

const FILE_TYPES: Readonly<Record<string, string>> = {
	html: "text/html; charset=utf-8",
	js: "text/javascript; charset=utf-8",
	css: "text/css; charset=utf-8",
};

/** The page uses what comes from the sandbox, and nothing else. No other page may show it in a frame, or read its files. */
const PAGE_HEADERS = {
	"cache-control": "no-store",
	"content-security-policy": [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"connect-src 'self'",
		"img-src data:",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join("; "),
	"cross-origin-opener-policy": "same-origin",
	"cross-origin-resource-policy": "same-origin",
	"referrer-policy": "no-referrer",
	vary: "Accept",
	"x-content-type-options": "nosniff",
};

/** Serves the page that shows a sandbox, and what it loads (Node only). The files are read when one is first asked for. */
export class InspectorServer {
	readonly #source: InspectorSource;
	readonly #isDescribed: (request: HttpRequest) => boolean;
	#files: Promise<InspectorFiles | undefined> | undefined;

	/** @param isDescribed whether the API has an operation for a request: then the request is not for the page */
	constructor(source: InspectorSource, isDescribed: (request: HttpRequest) => boolean) {
		this.#source = source;
		this.#isDescribed = isDescribed;
	}

	/** The name of the file that a request asks for; undefined if it is for the API, or for other endpoints of the sandbox. */
	fileFor(request: HttpRequest): string | undefined {
		const { method, url, headers } = request;
		if (method !== "GET" && method !== "HEAD") return undefined;
		const { pathname } = splitUrl(url);
		if (pathname.startsWith(INSPECTOR_PATH)) return pathname.slice(INSPECTOR_PATH.length);
		return pathname === "/" && prefersHtml(headers.accept) && !this.#isDescribed({ ...request, method: "GET" })
			? INDEX_FILE
			: undefined;
	}

	/**
	 * Sends a file.
	 *
	 * @returns false if there is none of this name; nothing was sent then
	 * @throws what the source throws; the next request tries again
	 */
	async send(name: string, { method }: HttpRequest, response: ServerResponse): Promise<boolean> {
		const content = (await this.#read())?.get(name);
		if (content === undefined) return false;
		response.writeHead(200, {
			...PAGE_HEADERS,
			"content-type": FILE_TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream",
			"content-length": Buffer.byteLength(content),
		});
		response.end(method === "HEAD" ? undefined : content);
		return true;
	}

	#read(): Promise<InspectorFiles | undefined> {
		this.#files ??= this.#source().catch((error) => {
			this.#files = undefined;
			throw error;
		});
		return this.#files;
	}
}
