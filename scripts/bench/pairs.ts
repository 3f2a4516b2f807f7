import { median, type Row } from "./table.ts";

/** Two measurements of one round. */
export interface Pair {
	readonly ours: number;
	readonly theirs: number;
}

/**
 * Measures two programs in turn, so that a busy moment of the machine affects both.
 *
 * @param warmUp rounds that are not counted
 */
export async function measurePairs(
	{ rounds, warmUp }: { readonly rounds: number; readonly warmUp: number },
	theirs: () => Promise<number>,
	ours: () => Promise<number>,
): Promise<Pair[]> {
	const pairs: Pair[] = [];
	for (let round = -warmUp; round < rounds; round++) {
		const pair = { theirs: await theirs(), ours: await ours() };
		if (round >= 0) pairs.push(pair);
	}
	return pairs;
}

/** The median of the ratios of ours to theirs, round by round: the machine is not equally busy in all of them. */
export function medianRatio(pairs: readonly Pair[]): number {
	return median(pairs.map(({ ours, theirs }) => ours / theirs));
}

/** The medians of both measurements in words, such as `90 ms to 120 ms, medians of 9`. */
export function mediansOf(pairs: readonly Pair[], unit: string, digits = 0): string {
	const ours = median(pairs.map((pair) => pair.ours)).toFixed(digits);
	const theirs = median(pairs.map((pair) => pair.theirs)).toFixed(digits);
	return `${ours} ${unit} to ${theirs} ${unit}, medians of ${pairs.length}`;
}

/** A row that compares times, in milliseconds unless the note says otherwise. */
export function ratioRow(name: string, pairs: readonly Pair[], target: number, note = mediansOf(pairs, "ms")): Row {
	return { name, value: medianRatio(pairs), target, note };
}
