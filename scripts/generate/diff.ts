/** How many lines are shown of each side. */
const SHOWN_LINES = 4;

/** Shows in a few lines where two texts begin to differ: the current lines, and the expected ones. */
export function shortDiff(current: string, expected: string): string[] {
	const [before, after] = [current.split("\n"), expected.split("\n")];
	let start = 0;
	while (start < before.length && start < after.length && before[start] === after[start]) start++;
	let end = 0;
	const max = Math.min(before.length, after.length) - start;
	while (end < max && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
	return [
		`@@ line ${start + 1} @@`,
		...excerpt("-", before.slice(start, before.length - end)),
		...excerpt("+", after.slice(start, after.length - end)),
	];
}

function excerpt(sign: string, lines: readonly string[]): string[] {
	const shown = lines.slice(0, SHOWN_LINES).map((line) => `${sign} ${line.length > 110 ? `${line.slice(0, 110)}…` : line}`);
	return lines.length > SHOWN_LINES ? [...shown, `${sign} … ${lines.length - SHOWN_LINES} more lines`] : shown;
}
