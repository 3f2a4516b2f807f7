import { isRecord } from "../operation/is-record.ts";
import type { Snapshot } from "../sandbox/seed.ts";
import type { Arguments } from "./explorer-options.ts";
import type { PastEvent } from "./history-panel.ts";

/** What survives a reload of the page. */
export interface KeptState {
	readonly snapshot?: Snapshot;
	readonly past?: readonly PastEvent[];
	/** What is entered, by operationId. */
	readonly entered?: Readonly<Record<string, Arguments>>;
	/** The part of the address that was followed last. */
	readonly link?: string;
	/** The operation that was shown. */
	readonly operationId?: string;
}

/** Keeps a state in the storage of the tab, which no other tab and no server sees. */
export interface TabStorage {
	readonly kept: KeptState;
	/** Replaces members of the state. */
	keep(state: KeptState): void;
}

/** @param key undefined keeps nothing */
export function createTabStorage(key: string | undefined): TabStorage {
	let kept: KeptState = key === undefined ? {} : readState(key);
	return {
		get kept() {
			return kept;
		},
		keep(state) {
			kept = { ...kept, ...state };
			if (key === undefined) return;
			// The history is what there may be too much of.
			for (const written of [kept, { ...kept, past: [] }]) {
				try {
					sessionStorage.setItem(key, JSON.stringify(written));
					return;
				} catch {
					// The storage is full, or switched off.
				}
			}
			forget(key);
		},
	};
}

/** Removes a state that is older than the page. */
function forget(key: string): void {
	try {
		sessionStorage.removeItem(key);
	} catch {
		// There is no storage.
	}
}

/** What another version of the page has written may be anything. */
function readState(key: string): KeptState {
	try {
		const { past, ...state } = JSON.parse(sessionStorage.getItem(key) ?? "{}");
		return { ...state, past: Array.isArray(past) ? past.filter(isPastEvent) : [] };
	} catch {
		return {};
	}
}

/** Whether the history can show it. */
function isPastEvent(event: unknown): event is PastEvent {
	if (!isRecord(event)) return false;
	const { type, exchange, delivery } = event;
	return type === "webhook"
		? isRecord(delivery)
		: isRecord(exchange) && isRecord(exchange.request) && isRecord(exchange.response);
}
