import { describeViolation } from "../operation/describe-violation.ts";
import { isRecord } from "../operation/is-record.ts";
import { isLoopback } from "../operation/loopback.ts";
import { nearest } from "../operation/nearest.ts";
import { FUNCTION, LIST_OF_TEXTS, optionViolations, type RulesOf } from "../operation/option-rules.ts";
import { kindOf, showValue } from "../operation/value.ts";
import type { WebRequestInit, WebResponse } from "../operation/web-types.ts";
import type { Seed } from "./seed.ts";

/** Where webhooks go, and which. Without an address, none are sent. */
export interface WebhookConfiguration {
	/** The address of webhooks that announce a change. They never delay or change a response. */
	readonly url?: string;
	/** The address of webhooks that ask before a change. A request waits for their responses. */
	readonly preUrl?: string;
	/** How they are sent, where the vendor lets one choose; `POST` by default. */
	readonly method?: "GET" | "POST";
	/** The names of the webhooks to send; all by default. */
	readonly filters?: readonly string[];
}

/** A seed that can say where webhooks go, too. No snapshot says it: the addresses may hold passwords, or be of another machine. */
export type SeedWithWebhooks = Seed & { readonly webhooks?: WebhookConfiguration };

/** The configuration at the start, and how webhooks are sent. */
export interface WebhookOptions extends WebhookConfiguration {
	/** Host names, without a port, that webhooks may go to besides this machine. */
	readonly allowedHosts?: readonly string[];
	/** Sends them; the global `fetch` by default. */
	readonly fetch?: WebhookFetch;
}

/** A function like the global `fetch`. */
export type WebhookFetch = (url: string, init: WebRequestInit) => Promise<WebResponse>;

/** A configuration of webhooks that cannot be used; the message names the option. */
export class WebhookOptionError extends TypeError {
	override readonly name = "WebhookOptionError";
}

type SendingOptions = { readonly [Name in "allowedHosts" | "fetch"]: unknown };

const SENDING_RULES: RulesOf<SendingOptions> = { allowedHosts: LIST_OF_TEXTS, fetch: FUNCTION };

/**
 * Checks how webhooks are sent.
 *
 * @throws {WebhookOptionError} naming the option that is invalid
 */
export function checkSending(options: SendingOptions): void {
	const [violation] = optionViolations(options, SENDING_RULES);
	if (violation !== undefined) throw new WebhookOptionError(`webhooks: ${describeViolation(violation)}`);
}

const CONFIGURABLE = ["url", "preUrl", "method", "filters"];

/**
 * Checks a configuration.
 *
 * @param names the webhooks of the API
 * @throws {WebhookOptionError} naming the option that is unknown or invalid
 */
export function checkWebhooks(
	configuration: unknown,
	names: readonly string[],
	allowedHosts: readonly string[] = [],
): WebhookConfiguration {
	if (!isRecord(configuration)) throw new WebhookOptionError(`webhooks: expected an object, got ${kindOf(configuration)}`);
	const { url, preUrl, method, filters } = configuration;
	const [unknown] = Object.keys(configuration).filter((name) => !CONFIGURABLE.includes(name));
	if (unknown !== undefined) throw new WebhookOptionError(`webhooks.${unknown}: expected one of ${CONFIGURABLE.join(", ")}`);
	checkUrl("url (--webhook)", url, allowedHosts);
	checkUrl("preUrl (--pre-webhook)", preUrl, allowedHosts);
	if (method !== undefined && method !== "GET" && method !== "POST") {
		throw new WebhookOptionError(`webhooks.method (--webhook-method): expected GET or POST, got ${showValue(method)}`);
	}
	checkFilters(filters, names);
	// Each member has been checked.
	return configuration as WebhookConfiguration;
}

function checkUrl(option: string, value: unknown, allowedHosts: readonly string[]): void {
	if (value === undefined) return;
	const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
	// The address may hold a password.
	if (url === undefined || !/^https?:$/.test(url.protocol))
		throw new WebhookOptionError(`webhooks.${option}: expected an http or https URL`);
	if (isLoopback(url.hostname) || allowedHosts.some((host) => host.toLowerCase() === url.hostname)) return;
	const rule = "expected an address of this machine, or a host that webhooks.allowedHosts (--allow-webhook-host) names";
	throw new WebhookOptionError(`webhooks.${option}: ${rule}, got ${url.hostname}`);
}

function checkFilters(filters: unknown, names: readonly string[]): void {
	if (filters === undefined) return;
	if (!Array.isArray(filters)) throw new WebhookOptionError("webhooks.filters (--webhook-filter): expected a list of names");
	const unknown = filters.find((name) => !names.includes(name));
	if (unknown === undefined) return;
	const meant = nearest(String(unknown), names);
	const hint = meant === undefined ? `expected one of ${names.join(", ")}` : `did you mean ${meant}?`;
	throw new WebhookOptionError(`webhooks.filters (--webhook-filter): no webhook is called ${showValue(unknown)}; ${hint}`);
}
