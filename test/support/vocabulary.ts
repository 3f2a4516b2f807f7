import type { Sources } from "./sources.ts";

interface Described {
	readonly paths: Readonly<Record<string, object>>;
	readonly webhooks?: Readonly<Record<string, object>>;
}

/**
 * The names that only a bundled description has, in lower case: its webhooks and the parameters of its paths that are compounds, such
 * as `channelsid`.
 * The words of its tags are none of them: a tag may be a word that programs use, such as `Users`.
 */
export function namesOfDescription({ paths, webhooks = {} }: Described): string[] {
	const parameters = Object.keys(paths).flatMap((path) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name));
	return [
		...new Set(
			[...Object.keys(webhooks), ...parameters].filter((name) => wordsIn(name).length > 1).map((name) => name.toLowerCase()),
		),
	];
}

/** The words of text and of identifiers, in lower case and the singular: `chatServices`, `CHAT_SERVICE` and `chat service` have two. */
function wordsIn(text: string): string[] {
	return (text.match(/[A-Z]{2,}s(?![a-z])|[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []).map((word) =>
		word.toLowerCase().replace(/s$/, ""),
	);
}

/**
 * Lists the lines that have a word of a vocabulary, in any case and compound, as `file:line text`, and the files that are named by
 * one. A short word also occurs within others, as `sid` does in `inside`: it counts where a word, or a word of a compound, ends with it.
 */
export function foreignWords(sources: Sources, vocabulary: readonly string[]): string[] {
	const long = vocabulary.filter((word) => word.length > 3);
	const isForeign = (text: string) =>
		long.some((word) => text.toLowerCase().includes(word)) ||
		wordsIn(text).some((word) => vocabulary.some((foreign) => word.endsWith(foreign)));
	return [...sources].flatMap(([path, text]) => [
		...(isForeign(path) ? [path] : []),
		...text.split("\n").flatMap((line, index) => (isForeign(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
	]);
}
