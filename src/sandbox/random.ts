export { randomFrom } from "../operation/random.ts";

/** Gives a number from 0 up to, but not including, 1: what `Math.random` does. */
export type Random = () => number;

/** Draws an item of a list that is not empty. */
export function pick<Item>(items: readonly Item[], random: Random): Item {
	const item = items[Math.min(Math.floor(random() * items.length), items.length - 1)];
	if (item === undefined) throw new RangeError("expected a list with an item to draw, got an empty one");
	return item;
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Draws hexadecimal digits in lower case. */
export function hex(length: number, random: Random): string {
	let text = "";
	while (text.length < length) {
		const word = Math.floor(random() * 0x1_0000_0000);
		text += `${BYTES[word & 255]}${BYTES[(word >>> 8) & 255]}${BYTES[(word >>> 16) & 255]}${BYTES[word >>> 24]}`;
	}
	return text.length === length ? text : text.slice(0, length);
}
