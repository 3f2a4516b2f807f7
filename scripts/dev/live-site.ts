import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { SiteFile } from "../docs/public-files.ts";
import { serveFiles } from "../docs/serve.ts";
import { withReloading } from "./reloading.ts";

/** A site that changes while it is served. */
export interface LiveSite {
	/** Without a trailing slash. */
	readonly url: string;
	/** Serves these files from now on, and reloads every page that shows others. */
	show(files: readonly SiteFile[]): void;
	close(): Promise<void>;
}

/** Where the pages learn which version is the newest: a stream of server-sent events. */
const EVENTS = "/_dev/events";

/** Serves a site to this machine. @param port 0 picks a free one */
export async function serveLive(files: readonly SiteFile[], port: number): Promise<LiveSite> {
	const listeners = new Set<ServerResponse>();
	let version = hashOfSite(files);
	const live = (given: readonly SiteFile[]) =>
		given.map(({ path, content }) => ({
			path,
			// Files that are copied have no policy, and stay as they are.
			content: typeof content === "string" && path.endsWith(".html") ? withReloading(content, EVENTS, version) : content,
		}));
	const listen = (response: ServerResponse) => {
		response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
		response.write(versionEvent(version));
		listeners.add(response);
		response.once("close", () => listeners.delete(response));
	};
	const server = await serveFiles(live(files), port, "", new Map([[EVENTS, listen]]));
	return {
		url: server.url,
		show(fresh) {
			version = hashOfSite(fresh);
			server.replace(live(fresh));
			for (const response of listeners) response.write(versionEvent(version));
		},
		close: () => server.close(),
	};
}

/** The same files are the same version, also after a restart. */
function hashOfSite(files: readonly SiteFile[]): string {
	const hash = createHash("sha256");
	for (const { path, content } of files) hash.update(JSON.stringify([path, content.length])).update(content);
	return hash.digest("hex").slice(0, 16);
}

function versionEvent(version: string): string {
	return `data: ${version}\n\n`;
}
