/**
 * The known name that was most likely meant; undefined where none is near: more than half of the letters would have to
 * change. Case does not count.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
	let best: string | undefined;
	let least = Number.POSITIVE_INFINITY;
	for (const candidate of known) {
		const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
		const most = Math.max(name.length, candidate.length) / 2;
		if (distance <= most && distance < least) [best, least] = [candidate, distance];
	}
	return best;
}

/** Levenshtein's distance, a row at a time. */
function editDistance(from: string, to: string): number {
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (const [line, letter] of [...from].entries()) {
		const next = [line + 1];
		for (let column = 0; column < to.length; column++) {
			const [left = 0, above = 0, corner = 0] = [next[column], row[column + 1], row[column]];
			next.push(Math.min(left + 1, above + 1, corner + (letter === to[column] ? 0 : 1)));
		}
		row = next;
	}
	return row[to.length] ?? 0;
}
