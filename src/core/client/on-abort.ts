/** Everything that waits for one signal, as its one listener: Node warns where a signal has more than ten. */
class AbortWatch extends Set<() => void> {
	readonly listener = (): void => {
		for (const callback of [...this]) callback();
	};
}

const nothing = () => {};

const watches = new WeakMap<AbortSignal, AbortWatch>();

/**
 * Calls back when a signal is aborted.
 *
 * @returns what ends the waiting; no listener is left when nothing waits any more
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
	if (signal === undefined) return nothing;
	const watch = watches.get(signal) ?? new AbortWatch();
	watches.set(signal, watch.add(callback));
	signal.addEventListener("abort", watch.listener);
	return () => {
		watch.delete(callback);
		if (watch.size === 0) signal.removeEventListener("abort", watch.listener);
	};
}
