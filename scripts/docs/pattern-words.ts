import { code, joinPhrases, type Phrase, text } from "./nodes.ts";

/** The characters of a class in words: one of them, and many. */
const CLASSES: Readonly<Record<string, readonly [one: string, many: string]>> = {
	"\\d": ["a digit", "digits"],
	"[0-9]": ["a digit", "digits"],
	"[a-z]": ["a lowercase letter", "lowercase letters"],
	"[A-Z]": ["a capital letter", "capital letters"],
	"[a-zA-Z]": ["a letter", "letters"],
	"[0-9a-z]": ["a digit or lowercase letter", "digits or lowercase letters"],
	"[0-9A-Z]": ["a digit or capital letter", "digits or capital letters"],
	"[0-9a-zA-Z]": ["a digit or letter", "digits or letters"],
	"[0-9a-f]": ["a lowercase hexadecimal digit", "lowercase hexadecimal digits"],
	"[0-9A-F]": ["a capital hexadecimal digit", "capital hexadecimal digits"],
	"[0-9a-fA-F]": ["a hexadecimal digit", "hexadecimal digits"],
};

/** Literal characters, or a class, with how often it comes: `ab`, `\d`, `[0-9a-f]{32}`, `[a-z]+`. */
const PART =
	/(?<literal>(?:[\w@:#%&=~,;/ -](?![{*+?])|\\[.\-/+*?()[\]{}^$|])+)|(?<class>\\d|\[[^\]\\^]+\])(?<times>\{\d+(?:,\d*)?\}|[*+?])?/y;

/**
 * Says in words what a pattern allows.
 *
 * @returns undefined unless it is a row of literal characters and well-known classes, from the beginning to the end of the text
 */
export function patternWords(pattern: string): Phrase | undefined {
	const [, inner] = /^\^(.+)\$$/s.exec(pattern) ?? [];
	if (inner === undefined) return undefined;
	const parts: Phrase[] = [];
	PART.lastIndex = 0;
	while (PART.lastIndex < inner.length) {
		const words = partWords(PART.exec(inner)?.groups ?? {});
		if (words === undefined) return undefined;
		parts.push(words);
	}
	// More would be harder to read than the pattern.
	return parts.length <= 3 ? joinPhrases(parts, " followed by ") : undefined;
}

function partWords({ literal, class: characters, times }: Partial<Record<string, string>>): Phrase | undefined {
	if (literal !== undefined) return [code(literal.replace(/\\(.)/g, "$1"))];
	const [one, many] = (characters !== undefined && CLASSES[ordered(characters)]) || [];
	if (one === undefined || many === undefined) return undefined;
	if (times === undefined) return [text(one)];
	const count = countWords(times);
	return [text(count === "1" ? one : `${count} ${many}`)];
}

/** The ranges of a class in one order. */
function ordered(characters: string): string {
	const ranges = /^\[((?:.-.)+)\]$/.exec(characters)?.[1]?.match(/.-./g);
	if (ranges === undefined || ranges === null) return characters;
	const order = ["0-9", "a-z", "a-f", "A-Z", "A-F"];
	return `[${ranges.sort((one, other) => order.indexOf(one) - order.indexOf(other)).join("")}]`;
}

function countWords(times: string): string {
	const [, least = "", comma, most = ""] = /^\{(\d+)(,)?(\d*)\}$/.exec(times) ?? [];
	if (least === "") return { "*": "any number of", "+": "one or more", "?": "at most one of" }[times] ?? times;
	if (comma === undefined) return least;
	return most === "" ? `at least ${least}` : `${least} to ${most}`;
}
