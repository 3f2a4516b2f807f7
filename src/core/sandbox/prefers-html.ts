/**
 * Whether a reader would rather have a page than JSON, by its header `Accept` (RFC 9110, 12.5.1). Browsers name HTML; programs
 * name JSON, or take anything.
 */
export function prefersHtml(accept = ""): boolean {
	return qualityIn(accept, ["text/html", "text/*", "*/*"]) > qualityIn(accept, ["application/json", "application/*", "*/*"]);
}

/**
 * The quality that a header gives to a value.
 *
 * @param ranges what stands for the value, the most specific first: only the first that is in the header counts
 * @returns 0 where none is there, or its quality is unreadable
 */
function qualityIn(header: string, ranges: readonly string[]): number {
	const qualities = new Map(header.toLowerCase().split(",").map(readRange));
	const range = ranges.find((candidate) => qualities.has(candidate));
	return range === undefined ? 0 : (qualities.get(range) ?? 0);
}

const QUALITY = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

function readRange(text: string): [name: string, quality: number] {
	const [name = "", ...parameters] = text.split(";").map((part) => part.trim());
	const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
	if (weight === undefined) return [name, 1];
	return [name, QUALITY.test(weight) ? Number(weight) : 0];
}
