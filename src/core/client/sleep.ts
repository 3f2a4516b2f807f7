import { onAbort } from "./on-abort.ts";

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
