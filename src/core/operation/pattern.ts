import { pick, type Random } from "./random.ts";

/** Texts that can be drawn, such as those that match a regular expression. */
export interface TextSpace {
	/** How many can be drawn, at most: a text that can be drawn in two ways counts twice. */
	readonly count: number;
	/** Draws one. There must be one. */
	draw(random: Random): string;
}

/**
 * Compiles a regular expression to a generator of matching strings. It may hold literals, classes, groups, alternatives and
 * repetitions, which descriptions of identifiers use. A repetition without an upper bound is drawn up to eight more than its
 * lower bound.
 *
 * @returns undefined for an expression that uses anything else, such as a look-ahead
 */
export function compilePattern(pattern: string): TextSpace | undefined {
	try {
		const { count, add } = new PatternReader(pattern).read();
		const draw = (random: Random) => {
			const units: number[] = [];
			add(random, units);
			// Built in one piece: a concatenated text takes several times the memory for as long as it is kept.
			return String.fromCharCode(...units);
		};
		const expression = new RegExp(pattern, "u");
		return expression.test(draw(() => 0)) && expression.test(draw(() => 0.999)) ? { count, draw } : undefined;
	} catch {
		return undefined;
	}
}

/** Descriptions have few patterns, and texts are made of them again and again. */
const compiled = new Map<string, TextSpace | undefined>();

function textsOf(pattern: string): TextSpace | undefined {
	if (!compiled.has(pattern)) compiled.set(pattern, compilePattern(pattern));
	return compiled.get(pattern);
}

/** Makes up a text that a pattern matches; undefined for an expression that `compilePattern` cannot compile. */
export function matchingText(pattern: string, random: Random): string | undefined {
	return textsOf(pattern)?.draw(random);
}

/** How many texts `matchingText` can make up, at most. */
export function matchCount(pattern: string): number {
	return textsOf(pattern)?.count ?? 0;
}

/** A part of an expression. */
interface Piece {
	readonly count: number;
	/** Adds the code units of a text that it matches. */
	readonly add: (random: Random, units: number[]) => void;
}

const DIGITS = "0123456789";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const CLASSES: Readonly<Record<string, string>> = {
	d: DIGITS,
	w: LETTERS + DIGITS,
	s: " ",
	D: LETTERS,
	W: "-",
	S: LETTERS,
};
const REPETITIONS: Readonly<Record<string, readonly [number, number]>> = { "*": [0, 8], "+": [1, 9], "?": [0, 1] };
const MAX_REPETITION = 4096;

/** A reader by recursive descent: alternatives, sequences, repetitions, atoms. */
class PatternReader {
	readonly #pattern: string;
	#position = 0;

	constructor(pattern: string) {
		this.#pattern = pattern;
	}

	read(): Piece {
		const part = this.#alternatives();
		if (this.#position < this.#pattern.length) throw new SyntaxError("unbalanced parenthesis");
		return part;
	}

	#alternatives(): Piece {
		const branches = [this.#sequence()];
		while (this.#take("|")) branches.push(this.#sequence());
		const [only] = branches;
		if (branches.length === 1 && only) return only;
		const count = branches.reduce((sum, branch) => sum + branch.count, 0);
		return { count, add: (random, units) => pick(branches, random).add(random, units) };
	}

	#sequence(): Piece {
		const parts: Piece[] = [];
		while (this.#position < this.#pattern.length && !"|)".includes(this.#peek())) {
			const atom = this.#atom();
			if (atom !== undefined) parts.push(this.#repeated(atom));
		}
		const count = parts.reduce((product, part) => product * part.count, 1);
		return {
			count,
			add: (random, units) => {
				for (const part of parts) part.add(random, units);
			},
		};
	}

	#repeated(atom: Piece): Piece {
		const bounds = this.#bounds();
		if (bounds === undefined) return atom;
		const [min, max] = bounds;
		if (min > MAX_REPETITION) throw new RangeError("too many repetitions");
		this.#take("?");
		const lengths = Array.from({ length: Math.max(0, max - min) + 1 }, (_, more) => min + more);
		return {
			count: lengths.reduce((sum, length) => sum + atom.count ** length, 0),
			add: (random, units) => {
				const times = max > min ? Math.min(min + Math.floor(random() * (max - min + 1)), max) : min;
				for (let time = 0; time < times; time++) atom.add(random, units);
			},
		};
	}

	#bounds(): readonly [number, number] | undefined {
		const short = REPETITIONS[this.#peek()];
		if (short !== undefined) {
			this.#position++;
			return short;
		}
		const braces = /^\{(\d+)(,?)(\d*)\}/.exec(this.#pattern.slice(this.#position));
		if (braces === null) return undefined;
		this.#position += braces[0].length;
		const min = Number(braces[1]);
		const open = braces[3] === "" ? min + 8 : Number(braces[3]);
		return [min, braces[2] === "" ? min : Math.min(open, min + 64)];
	}

	#atom(): Piece | undefined {
		const character = this.#next();
		if (character === "^" || character === "$") return undefined;
		if (character === "(") return this.#group();
		if (character === "[") return drawFrom(this.#class());
		if (character === "\\") return drawFrom(this.#escaped());
		if (character === ".") return drawFrom(LETTERS + DIGITS);
		return drawFrom(character);
	}

	#group(): Piece {
		if (this.#take("?") && !this.#take(":")) throw new SyntaxError("unsupported group");
		const part = this.#alternatives();
		if (!this.#take(")")) throw new SyntaxError("unbalanced parenthesis");
		return part;
	}

	#escaped(): string {
		const character = this.#next();
		if (/[bBkpPuxc1-9]/.test(character)) throw new SyntaxError("unsupported escape");
		return CLASSES[character] ?? character;
	}

	/** The characters of a class. Letters in lower case are enough where both cases are allowed. */
	#class(): string {
		if (this.#peek() === "^") throw new SyntaxError("unsupported class");
		let characters = "";
		while (!this.#take("]")) {
			const first = this.#next();
			const from = first === "\\" ? this.#escaped() : first;
			const range = from.length === 1 && this.#peek() === "-" && this.#pattern[this.#position + 1] !== "]";
			characters += range ? this.#range(from) : from;
		}
		const lower = [...characters].filter(
			(character) => !/[A-Z]/.test(character) || !characters.includes(character.toLowerCase()),
		);
		return lower.join("");
	}

	#range(from: string): string {
		this.#position++;
		const last = (this.#take("\\") ? this.#escaped() : this.#next()).charCodeAt(0);
		const first = from.charCodeAt(0);
		return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, offset) => first + offset));
	}

	#peek(): string {
		return this.#pattern.charAt(this.#position);
	}

	#next(): string {
		if (this.#position >= this.#pattern.length) throw new SyntaxError("unexpected end");
		return this.#pattern.charAt(this.#position++);
	}

	#take(character: string): boolean {
		if (this.#peek() !== character) return false;
		this.#position++;
		return true;
	}
}

function drawFrom(characters: string): Piece {
	const choices = Array.from({ length: characters.length }, (_, index) => characters.charCodeAt(index));
	const [only] = choices;
	if (only === undefined) throw new SyntaxError("nothing to draw from");
	if (choices.length === 1) return { count: 1, add: (_, units) => units.push(only) };
	return { count: choices.length, add: (random, units) => units.push(choices[Math.floor(random() * choices.length)] ?? only) };
}
