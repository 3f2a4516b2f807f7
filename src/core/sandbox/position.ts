import { showValue } from "../operation/value.ts";
import { SeedError } from "./policy.ts";

/** Behind it, there is room for more resources than a sandbox can hold. */
const MAX_POSITION = 2 ** 48;

/** @throws {SeedError} for a value that cannot be a position in the order of creation */
export function checkPosition(value: unknown, pointer: string): asserts value is number {
	const isAllowed = Number.isSafeInteger(value) && Number(value) >= 0;
	if (!isAllowed) throw new SeedError(pointer, `expected an integer, at least 0, got ${showValue(value)}`);
	if (Number(value) > MAX_POSITION) throw new SeedError(pointer, `expected at most ${MAX_POSITION}, got ${value}`);
}
