import { ClientError } from "./errors.ts";
import { createFetchTransport } from "./fetch-transport.ts";
import { type ClientOptions, CONNECTION_RULES } from "./options.ts";
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

/** Whether the runtime has a transport besides `fetch`, and the options do not exclude it. */
export function mayUseRuntimeTransport({ fetch, transport }: Pick<ClientOptions, "fetch" | "transport">): boolean {
	return runtimeTransport !== undefined && fetch === undefined && transport !== "fetch";
}

function chooseTransport(subject: string, options: ClientOptions) {
	const { fetch, transport } = options;
	const overFetch = createFetchTransport(() => fetch ?? globalThis.fetch);
	if (!runtimeTransport || !mayUseRuntimeTransport(options)) {
		const violations = Object.entries(options)
			.filter(([name, value]) => value !== undefined && (name in CONNECTION_RULES || (name === "transport" && value === "node")))
			.map(([name, value]) => wrongValue(`/${name}`, "nothing where fetch sends the requests", value));
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
