/** Shorter values cost about as much as a name for them. */
const MIN_SHARED = 20;

/**
 * Prints a JavaScript module whose exports are plain data. Equal parts are written once, as the same header, schema or text comes
 * back in many responses.
 */
export function printSharedData(exports: Readonly<Record<string, unknown>>): string {
	const counts = new Map<string, number>();
	for (const value of Object.values(exports)) countParts(value, counts);
	const names = new Map<string, string>();
	const lines: string[] = [];
	const print = (value: unknown): string => {
		const json = JSON.stringify(value);
		if (json.length < MIN_SHARED || (counts.get(json) ?? 0) < 2) return printParts(value, print);
		const name = names.get(json) ?? `shared${names.size}`;
		if (!names.has(json)) {
			names.set(json, name);
			lines.push(`const ${name} = ${printParts(value, print)};\n`);
		}
		return name;
	};
	const printed = Object.entries(exports).map(([name, value]) => `export const ${name} = ${print(value)};\n`);
	return [...lines, ...printed].join("");
}

/** How often each part occurs. The parts of what was seen before are not counted again. */
function countParts(value: unknown, counts: Map<string, number>): void {
	const json = JSON.stringify(value);
	const count = counts.get(json) ?? 0;
	counts.set(json, count + 1);
	if (count === 0 && isParent(value)) for (const part of Object.values(value)) countParts(part, counts);
}

function printParts(value: unknown, print: (part: unknown) => string): string {
	if (!isParent(value)) return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(print).join(",")}]`;
	return `{${Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}:${print(part)}`)}}`;
}

const isParent = (value: unknown): value is object => typeof value === "object" && value !== null;
