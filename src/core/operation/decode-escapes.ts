/** A text whose escapes are decoded, once or several times. */
export interface DecodedText {
	readonly text: string;
	/** Where in the original text a position of this one comes from. */
	readonly toSource: (position: number) => number;
	/** Where the escapes were in the text that this one was decoded from. */
	readonly escapes: readonly (readonly [start: number, end: number])[];
}

/** Escapes of URLs (a character at a time, in UTF-8), forms, JSON, HTML and JSON pointers. */
const ESCAPE =
	/%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}|\+|\\u[\da-f]{4}|\\["\\/bfnrt]|&(?:#x?[\da-f]{1,6}|amp|lt|gt|quot|apos);|~[01]/gi;

/** JSON in JSON in JSON, in a form, in HTML, and one in reserve. */
const MAX_PASSES = 6;

/** The text itself, and the text after each pass over its escapes, until a pass changes nothing. Takes time linear in the text. */
export function decodeEscapes(text: string): [DecodedText, ...DecodedText[]] {
	const stages: [DecodedText, ...DecodedText[]] = [{ text, toSource: (position) => position, escapes: [] }];
	let last: DecodedText | undefined = stages[0];
	while (stages.length <= MAX_PASSES) {
		last = decodeOnce(last);
		if (last === undefined) break;
		stages.push(last);
	}
	return stages;
}

/** One pass; undefined if there is nothing to decode. */
function decodeOnce({ text, toSource }: DecodedText): DecodedText | undefined {
	const pieces: string[] = [];
	const escapes: [start: number, end: number][] = [];
	/** Where in the decoded text each escape begins, and where it ends. */
	const bounds: number[] = [];
	let [position, length] = [0, 0];
	for (const { 0: sequence, index } of text.matchAll(ESCAPE)) {
		const character = decodeEscape(sequence);
		if (character === undefined) continue;
		pieces.push(text.slice(position, index), character);
		length += index - position;
		position = index + sequence.length;
		escapes.push([index, position]);
		bounds.push(length, length + character.length);
		length += character.length;
	}
	if (escapes.length === 0) return undefined;
	pieces.push(text.slice(position));
	const toParent = (at: number) => {
		const bound = lastIndexUpTo(bounds, at);
		const [start, end] = escapes[bound >> 1] ?? [0, 0];
		if (bound < 0) return at;
		return bound % 2 === 0 ? start : end + at - (bounds[bound] ?? 0);
	};
	return { text: pieces.join(""), toSource: (at) => toSource(toParent(at)), escapes };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Undefined if the escape stands for no character. */
function decodeEscape(sequence: string): string | undefined {
	try {
		if (sequence.startsWith("%")) return decodeURIComponent(sequence);
		if (sequence.startsWith("\\")) return JSON.parse(`"${sequence}"`);
		if (sequence.startsWith("~")) return sequence === "~0" ? "~" : "/";
		if (sequence === "+") return " ";
		const name = sequence.slice(1, -1).toLowerCase();
		return ENTITIES[name] ?? String.fromCodePoint(Number(name.replace("#", "0")));
	} catch {
		return undefined;
	}
}

/** The index of the last number that is not above a limit, in ascending numbers; -1 if all are. */
export function lastIndexUpTo(numbers: readonly number[], limit: number): number {
	let [low, high] = [0, numbers.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
