import { isLoopback } from "../operation/loopback.ts";
import { createLog, type Log } from "./log.ts";
import type { CallOptions, ClientOptions } from "./options.ts";
import { sleep } from "./retry.ts";
import type { ClientSetup } from "./setup.ts";
import { ValidationError } from "./validation-error.ts";

/** The options of a client, or of a call of it, with every default in its place. */
export type Settings = Omit<ClientOptions, Defaulted> &
	Pick<CallOptions, "signal"> & { readonly [Name in Defaulted]-?: NonNullable<ClientOptions[Name]> } & {
		readonly log: Log | undefined;
		readonly setup: ClientSetup;
	};

type Defaulted = "fetch" | "timeout" | "retries" | "maxRetryAfter" | "maxResponseBytes" | "now" | "random" | "sleep";

const DEFAULTS: Pick<Settings, Defaulted> = {
	// Looked up at each call, so that a fetch that is replaced later counts.
	fetch: (url, init) => globalThis.fetch(url, init),
	timeout: 30_000,
	retries: 2,
	maxRetryAfter: 60_000,
	maxResponseBytes: 16 * 2 ** 20,
	now: Date.now,
	random: Math.random,
	sleep,
};

/** Gives every option its default. */
export function createSettings(setup: ClientSetup, options: ClientOptions): Settings {
	const log = createLog(options.logger, options.logLevel);
	return { ...override<Pick<Settings, Defaulted>>(DEFAULTS, options), setup, log };
}

/** Sets options apart; what is `undefined` stays as it was. */
export function override<Options extends object>(base: Options, options: object): Options {
	const given = Object.entries(options).filter(([, value]) => value !== undefined);
	return given.length === 0 ? base : { ...base, ...Object.fromEntries(given) };
}

/**
 * Finds where an operation is sent: to `baseUrl`, or to its own server.
 *
 * @throws {ValidationError} where credentials would travel readable to another host
 */
export function baseUrlOf(server: string, { setup, baseUrl = setup.resolveServer(server), allowInsecureHttp }: Settings): string {
	if (!allowInsecureHttp && /^http:/i.test(baseUrl) && !isLoopback(new URL(baseUrl).hostname)) {
		const expected = "https, or http to this machine only (allowInsecureHttp lifts this)";
		throw new ValidationError(setup.subject, [{ pointer: "/baseUrl", keyword: "expected", expected, received: baseUrl }]);
	}
	return baseUrl.replace(/\/+$/, "");
}
