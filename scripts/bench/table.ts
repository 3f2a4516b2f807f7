import { styleText } from "node:util";

/** One line of a table: a measured value, and its limit. */
export interface Row {
	readonly name: string;
	readonly value: number;
	/** The value must be at most this; undefined if there is no limit. */
	readonly target?: number;
	readonly unit?: string;
	readonly note?: string;
}

/** Prints a table, and returns the exit code: 0 if every target is met. */
export function printTable(title: string, rows: readonly Row[]): number {
	console.log(`\n${styleText("bold", title)}`);
	const width = Math.max(...rows.map(({ name }) => name.length));
	for (const { name, value, target, unit = "", note = "" } of rows) {
		const mark = target === undefined ? " " : value <= target ? styleText("green", "✓") : styleText("red", "✗");
		const bound = target === undefined ? "" : `at most ${target}${unit}`;
		console.log(
			`${mark} ${name.padEnd(width)}  ${`${format(value)}${unit}`.padStart(10)}  ${bound.padEnd(18)} ${styleText("dim", note)}`,
		);
	}
	return rows.every(({ value, target }) => target === undefined || value <= target) ? 0 : 1;
}

function format(value: number): string {
	return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
