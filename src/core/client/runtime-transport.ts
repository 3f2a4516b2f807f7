import type { ConnectionOptions } from "./connection-options.ts";
import type { Transport } from "./transport.ts";

/** The transport that a runtime has besides `fetch`. */
export interface RuntimeTransport {
	/** Whether a function is the runtime's own `fetch`, in its own state, so that nobody sees the difference. */
	isOwnFetch(fetch: unknown): boolean;
	load(options: ConnectionOptions): Promise<Transport>;
}

/** What Node's own `fetch` looks like: it loads undici, when it is first called, by this name. */
const OWN_SOURCE = /internal\/deps\/undici\/undici/;

/** The dispatchers of undici that Node makes itself. Another one, such as a `MockAgent`, was set by someone who wants to see the requests. */
const OWN_DISPATCHERS: readonly unknown[] = [undefined, "Agent", "Dispatcher1Wrapper"];
const DISPATCHER_NAMES = ["undici.globalDispatcher.1", "undici.globalDispatcher.2"].map((name) => Symbol.for(name));

let lastOwn: unknown;

/** Node's transport. The package's `imports` replace this module by `no-runtime-transport.ts` in every other runtime. */
export const runtimeTransport: RuntimeTransport | undefined = {
	isOwnFetch(fetch) {
		if (fetch !== lastOwn && !OWN_SOURCE.test(String(fetch))) return false;
		lastOwn = fetch;
		const dispatchers = globalThis as { readonly [name: symbol]: { readonly constructor?: { readonly name?: unknown } } };
		return DISPATCHER_NAMES.every((name) => OWN_DISPATCHERS.includes(dispatchers[name]?.constructor?.name));
	},
	// Loaded with the first call, as `fetch` is.
	load: async (options) => (await import("./node-transport.ts")).createNodeTransport(options),
};
