import type { ConnectionOptions } from "./connection-options.ts";
import { ClientError } from "./errors.ts";
import { createFetchTransport } from "./fetch-transport.ts";
import type { ClientOptions } from "./options.ts";
import { runtimeTransport } from "./runtime-transport.ts";
import type { Transport } from "./transport.ts";
import { ValidationError, wrongValue } from "./validation-error.ts";

/** How a client reaches its servers, until it is closed. */
export interface ServerConnection {
	/** The transport to use now. It may be another one the next time, as a test may replace `fetch` at any time. */
	getTransport(): Transport | Promise<Transport>;
	/**
	 * Notes that a call begins.
	 *
	 * @returns notes that it has ended
	 * @throws {ClientError} after `close`
	 */
	begin(): () => void;
	/** Refuses further calls, waits for those under way and closes the connections. */
	close(): Promise<void>;
}

/** The options that only the runtime's own transport has. */
const CONNECTION_OPTIONS: readonly (keyof ConnectionOptions)[] = ["proxy", "noProxy", "ca", "cert", "key", "maxSockets", "agent"];

/**
 * Makes the connection of a client.
 *
 * @param subject the function that errors about options name
 * @throws {ValidationError} for options that need the runtime's own transport where `fetch` sends the requests
 */
export function createServerConnection(subject: string, options: ClientOptions): ServerConnection {
	const { getTransport, closeTransports } = chooseTransport(subject, options);
	let active = 0;
	let closing: Promise<void> | undefined;
	let onIdle: (() => void) | undefined;
	const end = () => {
		active--;
		if (active === 0) onIdle?.();
	};
	const waitUntilIdle = () =>
		new Promise<void>((resolve) => {
			onIdle = resolve;
			if (active === 0) resolve();
		});
	return {
		getTransport,
		begin() {
			if (closing) throw new ClientError("the client is closed", { outcome: "not-sent" });
			active++;
			return end;
		},
		close() {
			closing ??= waitUntilIdle().then(closeTransports);
			return closing;
		},
	};
}

function chooseTransport(subject: string, options: ClientOptions) {
	const { fetch, transport } = options;
	const overFetch = createFetchTransport(() => fetch ?? globalThis.fetch);
	if (fetch || transport === "fetch" || !runtimeTransport) {
		const given = [...CONNECTION_OPTIONS, ...(transport === "node" ? (["transport"] as const) : [])];
		const violations = given
			.filter((name) => options[name] !== undefined)
			.map((name) => wrongValue(`/${name}`, "nothing where fetch sends the requests", options[name]));
		if (violations.length > 0) throw new ValidationError(subject, violations);
		return { getTransport: () => overFetch, closeTransports() {} };
	}
	const { isOwnFetch, load } = runtimeTransport;
	let own: Transport | Promise<Transport> | undefined;
	const loadOwn = async () => {
		own = await load(options);
		return own;
	};
	return {
		getTransport() {
			if (transport !== "node" && !isOwnFetch(globalThis.fetch)) return overFetch;
			own ??= loadOwn();
			return own;
		},
		closeTransports: async () => (await own)?.close(),
	};
}
