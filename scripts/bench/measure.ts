import { styleText } from "node:util";

/** One line of a table: a measured value, and its limit. */
export interface Row {
	readonly name: string;
	readonly value: number;
	/** The value must be at most this; undefined if there is no limit. */
	readonly target?: number | undefined;
	readonly unit?: string;
	readonly note?: string;
}

/** Measurements of two programs, round by round. */
export type Pairs = Readonly<Record<"ours" | "theirs", readonly number[]>>;

/**
 * Measures programs in turn, so that a busy moment of the machine affects all of them. Another one begins each round:
 * the first pays for collecting the garbage of the last.
 *
 * @param warmUp rounds that are not counted
 * @returns the measurements of each program, round by round
 */
export async function measureRounds<Name extends string, Measured>(
	{ rounds, warmUp = 0 }: { readonly rounds: number; readonly warmUp?: number },
	programs: Readonly<Record<Name, () => Promise<Measured>>>,
): Promise<Record<Name, Measured[]>> {
	const names = Object.keys(programs) as Name[];
	// `Object.fromEntries` widens the keys.
	const measured = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Measured[]>;
	for (let round = 0; round < warmUp + rounds; round++) {
		const first = round % names.length;
		for (const name of [...names.slice(first), ...names.slice(0, first)]) {
			const value = await programs[name]();
			if (round >= warmUp) measured[name].push(value);
		}
	}
	return measured;
}

/** Microseconds of a call, made one after the other. */
export async function timeCall(call: () => Promise<unknown>, calls: number): Promise<number> {
	const started = performance.now();
	for (let made = 0; made < calls; made++) await call();
	return ((performance.now() - started) * 1000) / calls;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The median of the ratios of ours to theirs, round by round: the machine is not equally busy in all of them. */
export function medianRatio({ ours, theirs }: Pairs): number {
	return median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}

/** The medians of both measurements in words, such as `90 ms to 120 ms, medians of 9`. */
export function mediansOf({ ours, theirs }: Pairs, unit: string, digits = 0): string {
	const [mine, other] = [ours, theirs].map((values) => `${median(values).toFixed(digits)} ${unit}`);
	return `${mine} to ${other}, medians of ${ours.length}`;
}

/** A row that compares times, in milliseconds unless the note says otherwise. */
export function ratioRow(name: string, pairs: Pairs, target?: number, note = mediansOf(pairs, "ms")): Row {
	return { name, value: medianRatio(pairs), target, note };
}

/** Prints a table, and returns the exit code: 0 if every target is met. */
export function printTable(title: string, rows: readonly Row[]): number {
	console.log(`\n${styleText("bold", title)}`);
	const width = Math.max(...rows.map(({ name }) => name.length));
	const isMet = ({ value, target }: Row) => target === undefined || value <= target;
	for (const row of rows) {
		const { name, value, target, unit = "", note = "" } = row;
		const mark = isMet(row) ? styleText("green", "✓") : styleText("red", "✗");
		const bound = target === undefined ? "" : `at most ${target}${unit}`;
		const cells = [name.padEnd(width), `${format(value)}${unit}`.padStart(10), bound.padEnd(18)];
		console.log(`${target === undefined ? " " : mark} ${cells.join("  ")} ${styleText("dim", note)}`);
	}
	return rows.every(isMet) ? 0 : 1;
}

/** Prints three digits, or all of a whole number. */
function format(value: number): string {
	const whole = String(Math.trunc(value));
	return Number.isInteger(value) ? whole : value.toFixed(Math.max(0, 3 - whole.length));
}
