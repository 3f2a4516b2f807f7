import { kindOf } from "../../core/operation/value.ts";
import { LONGEST_DELAY } from "../../core/operation/wait.ts";

/** @throws {TypeError} for what is no time that a timer can wait; undefined counts as omitted */
export function checkTimeout(timeout: unknown): void {
	if (timeout === undefined || (typeof timeout === "number" && timeout >= 1 && timeout <= LONGEST_DELAY)) return;
	const given = typeof timeout === "number" ? timeout : kindOf(timeout);
	throw new TypeError(`timeout: expected a number of milliseconds from 1 to ${LONGEST_DELAY}, got ${given}`);
}

/** Whether a value is the address of a server that can be called. */
export function isHttpUrl(value: unknown): boolean {
	return typeof value === "string" && /^https?:/i.test(value) && URL.canParse(value);
}
