import {
	CHECKED_LATER,
	FUNCTION,
	isFunction,
	isPlainObject,
	LIST_OF_TEXTS,
	type RulesOf,
	wholeNumber,
} from "../operation/option-rules.ts";
import type { Random } from "../operation/random.ts";
import type { Fault } from "./fault.ts";
import type { SandboxExchange } from "./har.ts";
import type { InspectorSource } from "./inspector-files.ts";
import type { MutationFactory } from "./mutations.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";
import type { SeedWithWebhooks, WebhookOptions } from "./webhook-options.ts";

/** How a sandbox runs, whatever API it serves. */
export interface SandboxRunOptions {
	/** The clock: milliseconds since 1970. `Date.now` by default. */
	readonly now?: () => number;
	/** The random source of identifiers: a number from 0 to below 1. `Math.random` by default. */
	readonly random?: Random;
	/** Waits for a number of milliseconds, for faults with latency and the time limit of webhooks. `setTimeout` by default. */
	readonly sleep?: (milliseconds: number) => Promise<void>;
	/** The state at the start, and after every reset. */
	readonly seed?: SeedWithWebhooks;
	/** The faults that are switched on at the start, and after every reset. */
	readonly faults?: readonly Fault[];
	/** More mutations that faults can name. */
	readonly mutations?: Readonly<Record<string, MutationFactory>>;
	/** The size of the largest body that is read, in bytes; 1 MiB by default. A larger one is rejected with 413. */
	readonly maxBodyBytes?: number;
	/**
	 * Origins of web pages that may use the sandbox, besides pages of this machine. A request of any other page is rejected
	 * with 403.
	 */
	readonly allowedOrigins?: readonly string[];
	/** How many exchanges are kept for the recording; 100 by default, 0 for none. */
	readonly record?: number;
	/** Where webhooks go at the start and after every reset, before what the seed says, and how they are sent; none by default. */
	readonly webhooks?: WebhookOptions;
	/** Called after each webhook that was sent, or could not be. */
	readonly onWebhook?: (delivery: WebhookDelivery) => void;
	/** Called after each exchange. */
	readonly onExchange?: (exchange: SandboxExchange) => void;
	/**
	 * Reads the page that shows the sandbox; that of the package by default. Only `listen` needs it.
	 *
	 * @internal
	 */
	readonly inspector?: InspectorSource;
	/** Called with errors in the sandbox itself; the request gets a 500. Without it, they are thrown. */
	readonly onError?: (error: unknown) => void;
}

/** The rules of the options of a sandbox of any API. */
export const SANDBOX_RUN_RULES: RulesOf<SandboxRunOptions> = {
	now: FUNCTION,
	random: FUNCTION,
	sleep: FUNCTION,
	seed: CHECKED_LATER,
	faults: CHECKED_LATER,
	mutations: ["an object of functions", (value) => isPlainObject(value) && Object.values(value).every(isFunction)],
	maxBodyBytes: wholeNumber(0, 2 ** 30),
	allowedOrigins: LIST_OF_TEXTS,
	record: wholeNumber(0, 2 ** 30),
	webhooks: ["an object", isPlainObject],
	onWebhook: FUNCTION,
	onExchange: FUNCTION,
	inspector: FUNCTION,
	onError: FUNCTION,
};
