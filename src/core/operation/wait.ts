/** The longest delay of a timer, in milliseconds: with a longer one, it would fire at once. */
export const LONGEST_DELAY = 2 ** 31 - 1;

/** Waits for a number of milliseconds, and does not keep a process of Node alive for it. */
export function waitInBackground(milliseconds: number): Promise<void> {
	return new Promise((resolve) => {
		const timer: number | { unref?(): void } = setTimeout(resolve, milliseconds);
		if (typeof timer === "object") timer.unref?.();
	});
}

/** Waits for a number of milliseconds. */
export function wait(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
