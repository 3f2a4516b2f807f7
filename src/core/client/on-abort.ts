/** The callbacks that wait for one signal, and the listener that they share: Node warns where a signal has more than ten. */
const watches = new WeakMap<AbortSignal, ReturnType<typeof createWatch>>();

function createWatch() {
	const callbacks = new Set<() => void>();
	const listener = () => {
		for (const callback of [...callbacks]) callback();
	};
	return { callbacks, listener };
}

/**
 * Calls back when a signal is aborted.
 *
 * @returns ends the waiting; once nothing waits any more, the signal has no listener left
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
	if (signal === undefined) return () => {};
	const watch = watches.get(signal) ?? createWatch();
	watches.set(signal, watch);
	const { callbacks, listener } = watch;
	callbacks.add(callback);
	// Adding the same listener again has no effect.
	signal.addEventListener("abort", listener);
	return () => {
		callbacks.delete(callback);
		if (callbacks.size === 0) signal.removeEventListener("abort", listener);
	};
}

/** Waits; resolves early, without an error, when the signal is aborted. */
export function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			stopWaiting();
			resolve();
		};
		const stopWaiting = onAbort(signal, done);
		const timer = setTimeout(done, milliseconds);
		if (signal?.aborted) done();
	});
}
