import type { Random } from "../operation/random.ts";

export { pick, type Random, randomFrom } from "../operation/random.ts";

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
