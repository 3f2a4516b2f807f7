import { kindOf } from "../operation/value.ts";
import { type Recorded, type Recorder, type SandboxExchange, shownDelivery, shownExchange } from "./har.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";

/** Something that happened in a sandbox, as plain JSON without secrets. Exchanges and webhooks have an `id` of their own. */
export type SandboxEvent =
	| { readonly type: "exchange"; readonly id: string; readonly exchange: SandboxExchange }
	| { readonly type: "webhook"; readonly id: string; readonly delivery: WebhookDelivery }
	/** The state, the faults or the configuration of the webhooks changed. Changes that come together are one event. */
	| { readonly type: "change" };

export type SandboxListener = (event: SandboxEvent) => void;

/** Tells listeners what happens in a sandbox. Without a listener, nothing is done for it. */
export class Events {
	readonly #recorder: Recorder;
	readonly #fail: (error: unknown) => void;
	readonly #listeners = new Set<SandboxListener>();
	/**
	 * Tells the identifiers of a sandbox from those of an earlier one at the same address. The clock of the options is left alone:
	 * one that advances whenever it is read would differ by this.
	 */
	readonly #run = Date.now().toString(36);
	#isChangeDue = false;

	/** @param fail is called with what a listener throws */
	constructor(recorder: Recorder, fail: (error: unknown) => void) {
		this.#recorder = recorder;
		this.#fail = fail;
	}

	/**
	 * Calls a function with each event from now on.
	 *
	 * @returns the function that ends this
	 * @throws {TypeError} for what is no function
	 */
	watch(listener: SandboxListener): () => void {
		if (typeof listener !== "function") throw new TypeError(`watch: expected a function, got ${kindOf(listener)}`);
		// The same function may watch twice.
		const own: SandboxListener = (event) => listener(event);
		this.#listeners.add(own);
		return () => void this.#listeners.delete(own);
	}

	/** The recorded events, the oldest first; only those after the one with this identifier, if it is one of this sandbox. */
	past(after = ""): SandboxEvent[] {
		const [run, number = ""] = after.split("-");
		const first = run === this.#run && /^\d+$/.test(number) ? Number(number) + 1 : 0;
		return this.#recorder.from(first).map(({ number, entry }) => this.#eventOf(entry, number));
	}

	/** Records an exchange or a delivery, and tells the listeners. */
	record(entry: Recorded): void {
		const number = this.#recorder.add(entry);
		if (this.#listeners.size > 0) this.#emit(this.#eventOf(entry, number));
	}

	/** Tells the listeners of a change once what is under way is done, however many changes that makes. */
	changed(): void {
		if (this.#listeners.size === 0 || this.#isChangeDue) return;
		this.#isChangeDue = true;
		queueMicrotask(() => {
			this.#isChangeDue = false;
			this.#emit({ type: "change" });
		});
	}

	#eventOf(entry: Recorded, number: number): SandboxEvent {
		const id = `${this.#run}-${number}`;
		return "name" in entry
			? { type: "webhook", id, delivery: shownDelivery(entry) }
			: { type: "exchange", id, exchange: shownExchange(entry) };
	}

	/** A listener that fails fails alone: the request goes on, and so do the other listeners. */
	#emit(event: SandboxEvent): void {
		for (const listener of this.#listeners) {
			try {
				listener(event);
			} catch (error) {
				this.#fail(error);
			}
		}
	}
}
