import { isRecord } from "../operation/is-record.ts";
import type { Fault } from "../sandbox/fault.ts";
import type { Snapshot } from "../sandbox/seed.ts";
import type { Arguments } from "./explorer-options.ts";
import type { PastEvent } from "./history-panel.ts";
import type { PastCall } from "./past-calls.ts";

/** What survives a reload of the page. */
export interface KeptState {
	readonly snapshot?: Snapshot;
	readonly faults?: readonly Fault[];
	readonly past?: readonly PastEvent[];
	readonly calls?: readonly PastCall[];
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

/**
 * The state is written when the page is left or hidden: it changes with every key and every event, and can be large.
 *
 * @param key undefined keeps nothing
 */
export function createTabStorage(key: string | undefined): TabStorage {
	let kept: KeptState = key === undefined ? {} : readState(key);
	if (key !== undefined) {
		for (const event of ["pagehide", "visibilitychange"]) addEventListener(event, () => writeState(key, kept));
	}
	return {
		get kept() {
			return kept;
		},
		keep(state) {
			kept = { ...kept, ...state };
		},
	};
}

function writeState(key: string, state: KeptState): void {
	// The history is what there may be too much of.
	for (const written of [state, { ...state, past: [] }]) {
		try {
			sessionStorage.setItem(key, JSON.stringify(written));
			return;
		} catch {
			// The storage is full, or switched off.
		}
	}
	forget(key);
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
		const { past, calls, ...state } = JSON.parse(sessionStorage.getItem(key) ?? "{}");
		return { ...state, past: [past].flat().filter(isPastEvent), calls: [calls].flat().filter(isRecord) };
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
