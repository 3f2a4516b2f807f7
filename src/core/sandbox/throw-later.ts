/** Throws an error where nobody can catch it, for lack of someone to report it to. */
export function throwLater(error: unknown): void {
	queueMicrotask(() => Promise.reject(error));
}
