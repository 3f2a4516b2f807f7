import type { ClientConfig } from "./client-config.ts";
import { ClientError } from "./errors.ts";
import { createFetchTransport } from "./fetch-transport.ts";
import type { ClientOptions } from "./options.ts";
import { chooseTransport, type TransportChoice } from "./runtime-transport.ts";

/** How a client reaches its servers, until it is closed. */
export interface ServerConnection extends Pick<TransportChoice, "getTransport"> {
	/**
	 * Notes that a call begins.
	 *
	 * @returns notes that it has ended
	 * @throws {ClientError} after `close`
	 */
	begin(): () => void;
	/** Rejects further calls, waits for those under way and closes the connections. */
	close(): Promise<void>;
}

/**
 * Makes the connection of a client.
 *
 * @throws {ValidationError} for options that need the runtime's own transport where `fetch` sends the requests, or beside an `agent`
 */
export function createServerConnection(config: ClientConfig, options: ClientOptions): ServerConnection {
	const overFetch = createFetchTransport(() => options.fetch ?? globalThis.fetch);
	const { getTransport, closeTransports } = chooseTransport(config, options, overFetch);
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
