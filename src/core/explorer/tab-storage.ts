import type { Snapshot } from "../sandbox/seed.ts";
import type { Arguments } from "./explorer-options.ts";
import type { PastEvent } from "./history-panel.ts";

/** What survives a reload of the page. */
export interface KeptState {
	readonly snapshot?: Snapshot;
	readonly past?: readonly PastEvent[];
	/** What is entered, by operationId. */
	readonly entered?: Readonly<Record<string, Arguments>>;
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
					// The storage is full, or switched off: then nothing survives.
				}
			}
		},
	};
}

function readState(key: string): KeptState {
	try {
		return JSON.parse(sessionStorage.getItem(key) ?? "{}");
	} catch {
		return {};
	}
}
