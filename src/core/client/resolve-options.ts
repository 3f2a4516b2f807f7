import { isLoopback } from "../operation/loopback.ts";
import { wrongValue } from "../operation/make-violation.ts";
import type { ClientConfig } from "./client-config.ts";
import { createServerConnection, type ServerConnection } from "./connection.ts";
import { createLog, type Log } from "./log.ts";
import { sleep } from "./on-abort.ts";
import type { CallOptions, ClientOptions } from "./options.ts";
import { proxySecrets } from "./runtime-transport.ts";
import { ValidationError } from "./validation-error.ts";

/** The options of a client, or of one of its calls, with every default filled in. */
export type ResolvedOptions = Omit<ClientOptions, Defaulted> &
	Pick<CallOptions, "signal" | "idempotent"> & { readonly [Name in Defaulted]-?: NonNullable<ClientOptions[Name]> } & {
		readonly log: Log | undefined;
		readonly connection: ServerConnection;
		readonly config: ClientConfig;
	};

type Defaulted = "timeout" | "retries" | "maxRetryAfter" | "maxResponseBytes" | "now" | "random" | "sleep";

const DEFAULTS: Pick<ResolvedOptions, Defaulted> = {
	timeout: 30_000,
	retries: 2,
	maxRetryAfter: 60_000,
	maxResponseBytes: 16 * 2 ** 20,
	// Not the function itself, which tests replace.
	now: () => Date.now(),
	random: Math.random,
	sleep,
};

/**
 * Fills in the defaults of a client's options.
 *
 * @throws {ValidationError} for options of connections where `fetch` sends the requests
 */
export function resolveOptions(config: ClientConfig, options: ClientOptions): ResolvedOptions {
	const log = createLog(options.logger, options.logLevel);
	const connection = createServerConnection(config, options);
	const secrets = { ...config.secrets, ...proxySecrets(options.proxy) };
	const merged = mergeOptions<Pick<ResolvedOptions, Defaulted>>(DEFAULTS, options);
	return { ...merged, config: { ...config, secrets }, log, connection };
}

/** Merges options; `undefined` keeps the base value. */
export function mergeOptions<Options extends object>(base: Options, options: object): Options {
	const given = Object.entries(options).filter(([, value]) => value !== undefined);
	return given.length === 0 ? base : { ...base, ...Object.fromEntries(given) };
}

/**
 * Finds the base address of an operation: `baseUrl` if it is set, otherwise the operation's own server.
 *
 * @throws {ValidationError} where credentials would be sent unencrypted to another host
 */
export function resolveBaseUrl(server: string, options: ResolvedOptions): string {
	const { config, baseUrl = config.resolveServer(server), allowInsecureHttp } = options;
	if (!allowInsecureHttp && /^http:/i.test(baseUrl) && !isLoopback(new URL(baseUrl).hostname)) {
		const expected = "https, or http to this machine only (allowInsecureHttp lifts this)";
		throw new ValidationError(config.subject, [wrongValue("/baseUrl", expected, baseUrl)]);
	}
	return baseUrl.replace(/\/+$/, "");
}
