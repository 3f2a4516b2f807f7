/**
 * A random source that always gives the same numbers for the same text, so that what is made up from it
 * needs no storing (FNV-1a to seed, mulberry32 to go on). Not for secrets.
 */
export function randomFrom(text: string): () => number {
	let state = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	};
}
