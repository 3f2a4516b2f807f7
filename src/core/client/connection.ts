import type { ClientConfig } from "./client-config.ts";
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
 * @throws {ValidationError} for options that need the runtime's own transport where `fetch` sends the requests, or beside an `agent`
 */
export function createServerConnection(config: ClientConfig, options: ClientOptions): ServerConnection {
	const { getTransport, closeTransports } = chooseTransport(config, options);
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

function chooseTransport({ subject, environmentProxy }: ClientConfig, options: ClientOptions) {
	const { fetch, transport, agent } = options;
	const given = Object.entries(options).flatMap(([name, value]) =>
		value !== undefined && name in CONNECTION_RULES ? [name] : [],
	);
	const overFetch = createFetchTransport(() => fetch ?? globalThis.fetch);
	if (!runtimeTransport || !mayUseRuntimeTransport(options)) {
		rejectOptions(subject, options, [...given, ...(transport === "node" ? ["transport"] : [])], "where fetch sends the requests");
		return { getTransport: () => overFetch, closeTransports() {} };
	}
	if (agent)
		rejectOptions(
			subject,
			options,
			given.filter((name) => name !== "agent"),
			"beside an agent, which makes the connections",
		);
	// A proxy or a certificate that is asked for must not be left out without a word.
	const isNeeded = transport === "node" || given.length > 0;
	const { isOwnFetch, load } = runtimeTransport;
	let own: Transport | Promise<Transport> | undefined;
	const loadOwn = async () => {
		own = await load({ ...options, environmentProxy });
		return own;
	};
	return {
		getTransport() {
			if (!isNeeded && !isOwnFetch(globalThis.fetch)) return overFetch;
			own ??= loadOwn();
			return own;
		},
		closeTransports: async () => (await own)?.close(),
	};
}

function rejectOptions(subject: string, options: object, names: readonly string[], where: string): void {
	const values = new Map(Object.entries(options));
	const violations = names.map((name) => wrongValue(`/${name}`, `nothing ${where}`, values.get(name)));
	if (violations.length > 0) throw new ValidationError(subject, violations);
}
