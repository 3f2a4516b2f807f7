import { wrongValue } from "../operation/make-violation.ts";
import { choiceOf, hasMethods, isUrlLike, type OptionRule, wholeNumber } from "../operation/option-rules.ts";
import { decodePercent } from "../operation/user-info.ts";
import type { ClientConfig } from "./client-config.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import type { ClientOptions } from "./options.ts";
import { isOwnFetch } from "./own-fetch.ts";
import type { Transport } from "./transport.ts";
import { ValidationError } from "./validation-error.ts";

// The choice in Node, which has a transport besides `fetch`. The package's `imports` replace this module by
// `no-runtime-transport.ts` in every other runtime.

const isPem = (value: unknown) =>
	/^\s*-----BEGIN /m.test(typeof value === "string" ? value : value instanceof Uint8Array ? new TextDecoder().decode(value) : "");
const PEM: OptionRule = ["text in the format PEM, with -----BEGIN", isPem];

const CONNECTION_RULES: Readonly<Record<keyof ConnectionOptions, OptionRule>> = {
	proxy: ["an http or https address without path and query", isUrlLike(/^https?:\/\/[^/?#\s]+\/?$/i)],
	noProxy: ["hosts, by commas", (value) => typeof value === "string"],
	ca: ["a list of texts in the format PEM, or one", (value) => [value].flat().every(isPem)],
	cert: PEM,
	key: PEM,
	maxSockets: wholeNumber(1, 65_536),
	agent: ["an Agent of node:http or node:https", hasMethods(["addRequest"])],
};

/** The rules of the options that choose the transport, and that only one of them has. */
export const TRANSPORT_RULES: Readonly<Record<keyof ConnectionOptions | "transport", OptionRule>> = {
	transport: choiceOf("fetch", "node"),
	...CONNECTION_RULES,
};

/** Which transport sends the requests of a client. */
export interface TransportChoice {
	/** The transport to use now. It may be another one the next time, as a test may replace `fetch` at any time. */
	getTransport(): Transport | Promise<Transport>;
	closeTransports(): void | Promise<void>;
}

/** Texts in the address of a proxy that must not be printed, by the name to print instead. */
export function proxySecrets(proxy: string | undefined): Readonly<Record<string, string>> {
	if (proxy === undefined) return {};
	const { username, password: given } = new URL(proxy);
	const [user, password] = [username, given].map(decodePercent);
	// A proxy may repeat the header that it got. Some take a token as the name of a user, without a password.
	return { proxyCredentials: `${user}:${password}`, proxyPassword: password || user || "" };
}

/** Whether the runtime has a transport besides `fetch`, and the options do not exclude it. */
export function mayUseRuntimeTransport({ fetch, transport }: Pick<ClientOptions, "fetch" | "transport">): boolean {
	return fetch === undefined && transport !== "fetch";
}

/**
 * Chooses the transport of a client.
 *
 * @throws {ValidationError} for options that need the runtime's own transport where `fetch` sends the requests, or beside an `agent`
 */
export function chooseTransport(
	{ subject, environmentProxy }: ClientConfig,
	options: ClientOptions,
	overFetch: Transport,
): TransportChoice {
	const { transport, agent } = options;
	const given = Object.entries(options).flatMap(([name, value]) =>
		value !== undefined && name in CONNECTION_RULES ? [name] : [],
	);
	if (!mayUseRuntimeTransport(options)) {
		rejectOptions(subject, options, [...given, ...(transport === "node" ? ["transport"] : [])], "where fetch sends the requests");
		return { getTransport: () => overFetch, closeTransports() {} };
	}
	if (agent) {
		const others = given.filter((name) => name !== "agent");
		rejectOptions(subject, options, others, "beside an agent, which makes the connections");
	}
	// A proxy or a certificate that is asked for must not be left out without a word.
	const isNeeded = transport === "node" || given.length > 0;
	let own: Transport | Promise<Transport> | undefined;
	const loadOwn = async () => {
		// Loaded with the first call, as `fetch` is.
		const { createNodeTransport } = await import("./node-transport.ts");
		own = createNodeTransport({ ...options, environmentProxy });
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
