import type { List } from "mdast";
import type { RuleWords } from "../../src/core/operation/describe-rule.ts";
import type { ValueDoc } from "../pipeline/describe-schema.ts";
import type { Citations } from "./citations.ts";
import { limitsOf } from "./limits.ts";
import { code, type Definition, definitionList, joinPhrases, type Phrase, span, text } from "./nodes.ts";
import { patternWords } from "./pattern-words.ts";
import { plainText, untrustedPhrase } from "./read-markdown.ts";

/** The word for a value that the reader has to send. */
export const REQUIRED = "required";
/** The word for a value that the reader can rely on. */
export const ALWAYS = "always there";

/**
 * A list with an entry for each value: its name and its type, then what it means and which rules it has.
 *
 * @param presence the word for a required value
 */
export function valueList(values: readonly ValueDoc[], presence: string, citations: Citations): List {
	return definitionList(
		values.map((value) => ({
			term: [code(value.name), text(" "), typeSpan(value, presence), ...citations.cite(value.sources)],
			meaning: meaningOf(value),
			...nestingOf(value),
		})),
	);
}

/** Members of members are indented, up to a depth. */
function nestingOf({ name }: ValueDoc): Pick<Definition, "className"> {
	const depth = name.split(".").length - 1;
	return depth === 0 ? {} : { className: `depth-${Math.min(depth, 3)}` };
}

function typeSpan({ type, required, deprecated }: ValueDoc, presence: string): Phrase[number] {
	const mark = (word: string): Phrase => [text(", "), span("span", { className: ["mark"] }, [text(word)])];
	const presenceWords = presence === REQUIRED ? mark(presence) : [text(`, ${presence}`)];
	const parts = [text(type), ...(required ? presenceWords : []), ...(deprecated ? mark("deprecated") : [])];
	return span("span", { className: ["type"] }, parts);
}

function meaningOf(value: ValueDoc): Phrase {
	const known = meanings.get(value);
	if (known !== undefined) return known;
	const sentences = [untrustedPhrase(value.description), ...factsOf(value)].filter(({ length }) => length > 0);
	const meaning = joinPhrases(sentences.map(asSentence), " ");
	meanings.set(value, meaning);
	return meaning;
}

/** Most values are those of responses that many operations share. */
const meanings = new WeakMap<ValueDoc, Phrase>();

/** The rules of a value and its values, a sentence each. */
function factsOf({ pattern, constraints, default: preset, example }: ValueDoc): Phrase[] {
	const rules = [...(pattern === undefined ? [] : [patternPhrase(pattern)]), ...limitsOf(constraints).map(limitPhrase)];
	return [
		capitalised(joinPhrases(rules, "; ")),
		preset === undefined ? [] : [text("Default: "), valueCode(preset)],
		example === undefined ? [] : [text("Example: "), valueCode(example)],
	].map((phrase) => (phrase.length === 0 ? [] : [span("span", { className: ["fact"] }, phrase)]));
}

function patternPhrase(pattern: string): Phrase {
	return patternWords(pattern) ?? [text("pattern "), valueCode(pattern)];
}

function limitPhrase({ words, values = [] }: RuleWords): Phrase {
	return [
		text(values.length > 0 ? `${words} ` : words),
		...joinPhrases(
			values.map((value) => [valueCode(value)]),
			", ",
		),
	];
}

function capitalised([first, ...rest]: Phrase): Phrase {
	if (first?.type !== "text") return first === undefined ? [] : [first, ...rest];
	return [text(first.value.charAt(0).toUpperCase() + first.value.slice(1)), ...rest];
}

/** Ends a phrase with a full stop, unless it has an end. */
function asSentence(phrase: Phrase): Phrase {
	const plain = phrase.map(plainText).join("").trimEnd();
	return /[.!?:…]$/.test(plain) ? phrase : [...phrase, text(".")];
}

/** A text as it is, any other value as JSON. Code cannot be empty in Markdown, so the empty text is JSON, too. */
function valueCode(value: unknown): Phrase[number] {
	return code(typeof value === "string" && value.trim() !== "" ? value : JSON.stringify(value));
}
