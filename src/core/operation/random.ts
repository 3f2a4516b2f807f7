/** Returns a number from 0 up to, but not including, 1, as `Math.random` does. */
export type Random = () => number;

/** Draws an item of a list that is not empty. */
export function pick<Item>(items: readonly Item[], random: Random): Item {
	const item = items[Math.min(Math.floor(random() * items.length), items.length - 1)];
	if (item === undefined) throw new RangeError("expected a list with an item to draw, got an empty one");
	return item;
}

/**
 * A random source that returns the same numbers for the same text, so that values drawn from it need not be stored (FNV-1a as
 * seed, then mulberry32). Not for secrets.
 */
export function randomFrom(text: string): Random {
	let state = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	};
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Draws a UUID of version 4. */
export function drawUuid(random: Random): string {
	return `${hex(8, random)}-${hex(4, random)}-4${hex(3, random)}-8${hex(3, random)}-${hex(12, random)}`;
}

/** Draws hexadecimal digits in lower case. */
export function hex(length: number, random: Random): string {
	let text = "";
	while (text.length < length) {
		const word = Math.floor(random() * 0x1_0000_0000);
		text += `${BYTES[word & 255]}${BYTES[(word >>> 8) & 255]}${BYTES[(word >>> 16) & 255]}${BYTES[word >>> 24]}`;
	}
	return text.length === length ? text : text.slice(0, length);
}
