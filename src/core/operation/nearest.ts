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

/** What a message about an unknown name ends with: the name that was most likely meant; empty where there is none. */
export function hintOf(name: unknown, known: Iterable<string>): string {
	const meant = typeof name === "string" ? nearest(name, known) : undefined;
	return meant === undefined ? "" : `; did you mean ${meant}?`;
}

/** The Levenshtein distance, one row of its matrix at a time. */
function editDistance(from: string, to: string): number {
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (const letter of from) {
		let left = Number.POSITIVE_INFINITY;
		row = row.map((above, column) => {
			const diagonal = (row[column - 1] ?? Number.POSITIVE_INFINITY) + (letter === to[column - 1] ? 0 : 1);
			left = Math.min(left + 1, above + 1, diagonal);
			return left;
		});
	}
	return row[to.length] ?? 0;
}
