import { readFileSync } from "node:fs";
import type { Sources } from "./sources.ts";

interface Described {
	readonly tags: readonly { readonly name: string }[];
	readonly paths: Readonly<Record<string, object>>;
}

/**
 * The names that only a bundled description has, in lower case: the words of its tags, in the singular, and the parameters of its
 * paths that are compounds, such as `channelsid`.
 */
export function namesOfDescription(file: string): string[] {
	const { tags, paths } = JSON.parse(readFileSync(file, "utf8")) as Described;
	const parameters = Object.keys(paths).flatMap((path) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name));
	const compounds = parameters.filter((name) => wordsIn(name).length > 1).map((name) => name.toLowerCase());
	return [...new Set([...tags.flatMap(({ name }) => wordsIn(name)), ...compounds])];
}

/** The words of text and of identifiers, in lower case and the singular: `chatServices`, `CHAT_SERVICE` and `chat service` have two. */
function wordsIn(text: string): string[] {
	return (text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []).map((word) => word.toLowerCase().replace(/s$/, ""));
}

/**
 * Lists the lines that have a word of a vocabulary, in any case and compound, as `file:line text`. A short word also occurs within
 * others, as `sid` does in `inside`: it counts only where it is a word of a compound.
 */
export function foreignWords(sources: Sources, vocabulary: readonly string[]): string[] {
	const long = vocabulary.filter((word) => word.length > 3);
	const isForeign = (line: string) =>
		long.some((word) => line.toLowerCase().includes(word)) || wordsIn(line).some((word) => vocabulary.includes(word));
	return [...sources].flatMap(([path, text]) =>
		text.split("\n").flatMap((line, index) => (isForeign(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
	);
}
