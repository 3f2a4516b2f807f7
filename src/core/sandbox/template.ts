/** Writes a path template with the values of its parameters, each percent-encoded. */
export type PathWriter = (values: Readonly<Record<string, string>>) => string;

/** Takes a path template apart once, for paths that are written with every request. */
export function compileTemplate(template: string): PathWriter {
	// Texts and names of parameters take turns.
	const parts = template.split(/\{([^}]+)\}/);
	return (values) => {
		let path = parts[0] ?? "";
		for (let index = 1; index < parts.length; index += 2) {
			path += encodeSegment(values[parts[index] ?? ""] ?? "") + (parts[index + 1] ?? "");
		}
		return path;
	};
}

const PLAIN = /^[\w-]*$/;

/** Percent-encodes a text for a path. Identifiers hardly ever need it, and looking is faster than encoding. */
export function encodeSegment(text: string): string {
	return PLAIN.test(text) ? text : encodeURIComponent(text);
}
