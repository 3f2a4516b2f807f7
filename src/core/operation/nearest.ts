/**
 * The known name that was most likely meant; undefined where more of the letters would have to change than the given share.
 * Case does not count.
 */
export function nearest(name: string, known: Iterable<string>, share = 1 / 2): string | undefined {
	let best: string | undefined;
	let minDistance = Number.POSITIVE_INFINITY;
	for (const candidate of known) {
		const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
		const maxDistance = Math.max(name.length, candidate.length) * share;
		if (distance <= maxDistance && distance < minDistance) [best, minDistance] = [candidate, distance];
	}
	return best;
}

/** The Levenshtein distance, one row of its matrix at a time. */
function editDistance(from: string, to: string): number {
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (const [index, letter] of [...from].entries()) {
		const next = [index + 1];
		for (let column = 0; column < to.length; column++) {
			const [left = 0, above = 0, diagonal = 0] = [next[column], row[column + 1], row[column]];
			next.push(Math.min(left + 1, above + 1, diagonal + (letter === to[column] ? 0 : 1)));
		}
		row = next;
	}
	return row[to.length] ?? 0;
}
