/** A timer with a longer delay would fire at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** @throws {TypeError} for what is no time that a timer can wait */
export function checkTimeout(timeout: unknown): void {
	if (typeof timeout === "number" && timeout >= 1 && timeout <= LONGEST_TIMEOUT) return;
	throw new TypeError(`timeout: expected a number of milliseconds from 1 to ${LONGEST_TIMEOUT}`);
}
