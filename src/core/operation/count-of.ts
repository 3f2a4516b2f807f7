/** A number of things, such as `1 finding` or `2 findings`. */
export function countOf(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
