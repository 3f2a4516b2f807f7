import { ADMIN_PATH } from "../operation/admin-path.ts";
import { isLoopback } from "../operation/loopback.ts";
import { withoutSlash } from "../operation/rebase-url.ts";
import type { SandboxEvent } from "../sandbox/events.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** What the application needs of a sandbox, in this page or elsewhere. */
export interface SandboxConnection {
	/** Where it is, for the reader: "in this page", or its address. */
	readonly label: string;
	/** Before the path of a request, without a trailing slash; empty where the operations' own servers lead to the sandbox. */
	readonly baseUrl: string;
	/** Sends requests to the API and to `/_sandbox`. */
	readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
	/** Reports what happens in the sandbox from now on, whoever caused it. Returns the function that stops it. */
	watch(listener: (event: SandboxEvent) => void): () => void;
}

/** Connects to a sandbox in this page. Nothing leaves it. */
export function connectInPage(sandbox: Pick<Sandbox, "fetch" | "watch">): SandboxConnection {
	return {
		label: "in this page",
		baseUrl: "",
		fetch: (url, init) => sandbox.fetch(url, init),
		watch: (listener) => sandbox.watch(listener),
	};
}

/**
 * Connects to a sandbox on this machine, over HTTP.
 *
 * @param address its origin
 * @throws {TypeError} for an address that is not of this machine
 */
export function connectOverHttp(address: string): SandboxConnection {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol) || !isLoopback(url.hostname)) {
		throw new TypeError(`expected the address of a sandbox on this machine, such as http://127.0.0.1:4010, got ${address}`);
	}
	return connectToServer(new URL("/", url));
}

/**
 * Connects to a sandbox at an address, over HTTP. What it recorded before is reported first; after the connection was lost, also
 * that something may have changed.
 */
export function connectToServer(address: URL): SandboxConnection {
	const baseUrl = withoutSlash(address.href);
	return {
		label: `at ${baseUrl}`,
		baseUrl,
		fetch: (target, init) => fetch(target, { ...init, credentials: "omit" }),
		watch(listener) {
			const events = new EventSource(`${baseUrl}${ADMIN_PATH}/events`);
			events.onmessage = ({ data }) => listener(JSON.parse(data));
			events.onopen = () => listener({ type: "change" });
			return () => events.close();
		},
	};
}

/** The address of an endpoint for the sandbox itself, such as `/state`. */
export function adminUrl({ baseUrl }: SandboxConnection, endpoint: string): string {
	// In this page, the sandbox responds at any address.
	return `${baseUrl || "http://localhost"}${ADMIN_PATH}${endpoint}`;
}
