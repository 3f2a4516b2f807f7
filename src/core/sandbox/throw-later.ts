/** Throws an error outside of every caller, because nobody was passed to report it to. */
export function throwLater(error: unknown): void {
	queueMicrotask(() => Promise.reject(error));
}
