import { json as isJson } from "../operation/formats.ts";
import type { HttpResponse } from "../operation/http.ts";
import { isRecord } from "../operation/is-record.ts";
import { mapValues } from "../operation/map-values.ts";
import { drawUuid } from "../operation/random.ts";
import { redactUrl } from "../operation/redact-exchange.ts";
import { documentedStatus, isSuccessKey } from "../operation/response.ts";
import { viewSchema } from "../operation/schema-view.ts";
import { splitUrl } from "../operation/split-url.ts";
import { waitInBackground } from "../operation/wait.ts";
import type { SandboxRunOptions } from "./options.ts";
import type { DueWebhook, WebhookPolicy } from "./policy.ts";
import type { SandboxRuntime } from "./runtime.ts";
import type { CausedChanges } from "./store.ts";
import { throwLater } from "./throw-later.ts";
import { deliverWebhook, type WebhookDelivery, type WebhookTarget } from "./webhook-delivery.ts";
import {
	checkSending,
	checkWebhooks,
	type WebhookConfiguration,
	type WebhookFetch,
	type WebhookOptions,
} from "./webhook-options.ts";

/** What the receiver of webhooks says to the changes of a request before they are made. */
export interface PreActionDecision {
	/** The webhook whose response stops them. */
	readonly stoppedBy?: string;
	/** The members of the resource that get other values. */
	readonly amendments: Readonly<Record<string, unknown>>;
	/** What the sender of the request may not expect, such as that a response was not understood. */
	readonly notes: readonly string[];
}

/** Sends a webhook that is due. */
type Deliver = () => Promise<WebhookDelivery>;

/** How many deliveries are listed. */
const MAX_DELIVERIES = 100;
/** Milliseconds for the webhooks that are on their way when the sandbox closes. */
const CLOSING_TIME = 1_000;

/** Sends the webhooks of a sandbox, and lists the last deliveries. */
export class Webhooks {
	readonly #runtime: SandboxRuntime;
	readonly #options: SandboxRunOptions;
	readonly #fetch: WebhookFetch;
	readonly #report: (delivery: WebhookDelivery) => void;
	readonly #deliveries: WebhookDelivery[] = [];
	/**
	 * Is called when the configuration was replaced.
	 *
	 * @internal
	 */
	onConfigure: (() => void) | undefined;
	#closing = new AbortController();
	#configuration: WebhookConfiguration = {};
	/** Ends when all webhooks that wait have been sent, in the order of the changes. */
	#queue: Promise<void> = Promise.resolve();
	#pending = 0;

	/**
	 * @internal
	 * @throws {WebhookOptionError} naming the option that is invalid
	 */
	constructor(runtime: SandboxRuntime, options: SandboxRunOptions, report: (delivery: WebhookDelivery) => void) {
		const { allowedHosts, fetch, ...configuration }: WebhookOptions = options.webhooks ?? {};
		checkSending({ allowedHosts, fetch });
		this.#runtime = runtime;
		this.#options = options;
		this.#fetch = fetch ?? ((url, init) => globalThis.fetch(url, init));
		this.#report = report;
		this.configure(configuration);
	}

	/** The configuration as it was given: its addresses may hold passwords. */
	get configuration(): WebhookConfiguration {
		return this.#configuration;
	}

	/** The last deliveries, the oldest first. */
	get deliveries(): readonly WebhookDelivery[] {
		return this.#deliveries;
	}

	/**
	 * Replaces the configuration. It does not affect webhooks that wait to be sent.
	 *
	 * @throws {WebhookOptionError} naming the option that is unknown or invalid
	 */
	configure(configuration: WebhookConfiguration): void {
		const { policy, store } = this.#runtime;
		const names = Object.keys(policy.webhooks?.api.operations ?? {});
		this.#configuration = checkWebhooks(configuration, names, this.#options.webhooks?.allowedHosts);
		store.onChange = this.#configuration.url === undefined ? undefined : (changed) => this.#announce(changed);
		this.onConfigure?.();
	}

	/** Waits until every webhook that announces a change has a response, or has failed. */
	async settled(): Promise<void> {
		for (let last: unknown; last !== this.#queue; ) {
			last = this.#queue;
			await last;
		}
	}

	/** Waits a short while for the webhooks that are on their way or wait to be sent; then they fail. */
	async close(): Promise<void> {
		await Promise.race([this.settled(), waitInBackground(CLOSING_TIME)]);
		this.#closing.abort(new Error("the sandbox was closed"));
		this.#closing = new AbortController();
	}

	/** The configuration and the deliveries, without secrets and texts. */
	summary(): object {
		const configuration = mapValues({ ...this.#configuration }, (value) => (typeof value === "string" ? shownUrl(value) : value));
		return { ...configuration, pending: this.#pending, deliveries: this.#deliveries.map(summaryOfDelivery) };
	}

	/**
	 * Asks the receiver about the changes that a request would make.
	 *
	 * @internal
	 * @param preview finds these changes
	 * @returns undefined where nothing is asked
	 */
	ask(preview: () => readonly CausedChanges[]): Promise<PreActionDecision> | undefined {
		const { preUrl } = this.#configuration;
		if (preUrl === undefined) return undefined;
		const due = this.#due(preview(), preUrl, "before");
		return due.length === 0 ? undefined : this.#judge(due);
	}

	async #judge(due: readonly Deliver[]): Promise<PreActionDecision> {
		const amendments: Record<string, unknown> = {};
		const notes: string[] = [];
		for (const deliver of due) {
			const { name, response, error } = await deliver();
			const status = response && this.#acceptedStatus(name, response);
			if (response && status === undefined) return { stoppedBy: name, amendments, notes: [`stopped by ${name}`] };
			const amended = response && this.#readAmendments(name, status ?? "", response);
			if (amended === undefined) notes.push(`${name} had no effect: ${error ?? "expected a JSON object in the response"}`);
			else if (Object.keys(amended).length > 0) notes.push(`${name} changed ${Object.keys(amended).join(", ")}`);
			Object.assign(amendments, amended);
		}
		return { amendments, notes };
	}

	/** The documented success that a response has; undefined for any other response, which stops the change. */
	#acceptedStatus(name: string, { status }: HttpResponse): string | undefined {
		const operation = this.#runtime.policy.webhooks?.api.operations[name];
		const documented = operation && documentedStatus(operation, status);
		return isSuccessKey(documented) ? documented : undefined;
	}

	/** The described members of a response; undefined where it is no JSON object. */
	#readAmendments(name: string, status: string, { body }: HttpResponse): Record<string, unknown> | undefined {
		if (body === null || body.trim() === "") return {};
		const value: unknown = isJson(body) ? JSON.parse(body) : undefined;
		if (!isRecord(value)) return undefined;
		const { operations, schemas } = this.#runtime.policy.webhooks?.api.payloads ?? { operations: {}, schemas: {} };
		const { properties = {} } = viewSchema(operations[name]?.responses[status]?.body?.schema, schemas);
		return Object.fromEntries(Object.entries(value).filter(([member]) => Object.hasOwn(properties, member)));
	}

	#announce(changed: CausedChanges): void {
		const { url } = this.#configuration;
		if (url === undefined) return;
		for (const deliver of this.#due([changed], url, "after")) {
			this.#pending++;
			const delivered = this.#queue.then(deliver).finally(() => this.#pending--);
			this.#queue = delivered.then(
				() => {},
				(error) => this.#fail(error),
			);
		}
	}

	/** The webhooks of changes. What is random in them is drawn at once, as it must not depend on when they are sent. */
	#due(changed: readonly CausedChanges[], url: string, when: "before" | "after"): Deliver[] {
		const { policy, random } = this.#runtime;
		const { filters, method = "POST" } = this.#configuration;
		const { webhooks } = policy;
		if (webhooks === undefined) return [];
		const { signal } = this.#closing;
		return changed.flatMap(({ changes, cause }) =>
			changes.flatMap((change) => {
				const event = webhooks[when]?.(change, cause);
				if (event === undefined || filters?.includes(event.name) === false) return [];
				const target = { url, method, account: cause.account, id: drawUuid(random) };
				return [() => this.#deliver(webhooks, event, target, signal)];
			}),
		);
	}

	async #deliver(policy: WebhookPolicy, event: DueWebhook, target: WebhookTarget, signal: AbortSignal): Promise<WebhookDelivery> {
		const transport = { fetch: this.#fetch, sleep: this.#options.sleep ?? waitInBackground, signal };
		const delivery = await deliverWebhook(policy, event, target, transport, this.#runtime.now);
		if (this.#deliveries.push(delivery) > MAX_DELIVERIES) this.#deliveries.shift();
		try {
			this.#report(delivery);
		} catch (error) {
			this.#fail(error);
		}
		return delivery;
	}

	/** Only a function of the options can fail here. Without `onError`, its error is not caught. */
	#fail(error: unknown): void {
		const { onError = throwLater } = this.#options;
		onError(error);
	}
}

/** A delivery without secrets and texts. */
export function summaryOfDelivery({ name, started, elapsed, request, response, error }: WebhookDelivery) {
	return {
		name,
		time: new Date(started).toISOString(),
		method: request?.method ?? null,
		url: request === undefined ? null : shownUrl(withoutQuery(request.url)),
		status: response?.status ?? null,
		milliseconds: elapsed,
		...(error === undefined ? {} : { error }),
	};
}

function shownUrl(url: string): string {
	return redactUrl(url, (text) => text);
}

/** The query of a webhook can hold what it announces. */
function withoutQuery(url: string): string {
	const { origin, pathname } = splitUrl(url);
	return origin + pathname;
}
