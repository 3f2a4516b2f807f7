import type { CharSet, Concatenation, Element, NFA, NoParent } from "refa";
import { withinLimit } from "../generators/time-limit.ts";
import { require } from "../pipeline/require.ts";

type Sequence = NoParent<Concatenation>;
type Part = NoParent<Element>;

/** What one pattern alone matches: a text for each direction that has one. None on either side means that both match the same. */
export interface PatternComparison {
	readonly onlyHere?: string;
	readonly onlyThere?: string;
}

/** How many states an automaton may have, and into how many alternatives a pattern may be split. */
const AUTOMATON_LIMITS = { states: 5_000, alternatives: 200 };

/**
 * Compares two regular expressions with the flag `u` as languages. As in JSON Schema, a pattern matches a text in which it is found
 * anywhere. The texts are short ones, and were tried with `RegExp`.
 *
 * @returns undefined where it cannot be told: a pattern has a back reference, an assertion that cannot be resolved, needs too
 * many states, or takes longer than a few seconds to try
 */
export function comparePatterns(here: string, there: string): PatternComparison | undefined {
	if (here === there) return {};
	try {
		return withinLimit(() => compareLanguages(here, there))?.result;
	} catch {
		// The library throws for everything that it cannot express, and at its limits.
		return undefined;
	}
}

function compareLanguages(here: string, there: string): PatternComparison | undefined {
	const refa = loadRefa();
	const [ours, theirs] = [languageOf(here), languageOf(there)];
	const [onlyHere, onlyThere] = [textOutside(ours, theirs), textOutside(theirs, ours)];
	const [isHere, isThere] = [new RegExp(here, "u"), new RegExp(there, "u")];
	if (onlyHere !== undefined && !(isHere.test(onlyHere) && !isThere.test(onlyHere))) return undefined;
	if (onlyThere !== undefined && !(isThere.test(onlyThere) && !isHere.test(onlyThere))) return undefined;
	return { ...(onlyHere !== undefined && { onlyHere }), ...(onlyThere !== undefined && { onlyThere }) };

	/** A shortest text of one language that another does not have. */
	function textOutside(language: NFA, other: NFA): string | undefined {
		const rest = refa.DFA.fromFA(other, new refa.DFA.LimitedNodeFactory(AUTOMATON_LIMITS.states));
		rest.complement(new refa.DFA.LimitedNodeFactory(AUTOMATON_LIMITS.states));
		const shortest = refa.FAIterators.shortestWordSet(refa.getIntersectionIterator(language, rest, AUTOMATON_LIMITS.states));
		return shortest && refa.Words.fromUnicodeToString(refa.Words.pickMostReadableWord(shortest.slice(1, -1)));
	}
}

/** Loaded only when two patterns differ. */
function loadRefa(): typeof import("refa") {
	return require("refa") as typeof import("refa");
}

/**
 * The automaton of all texts in which a pattern is found, each between two edges. The edge is a character that no text has: next
 * to it, `^`, `$` and `\b` are assertions about a character like any other, which the library can resolve.
 */
function languageOf(pattern: string): NFA {
	const { JS, NFA, CharSet, Transformers, transform, visitAst } = loadRefa();
	const parser = JS.Parser.fromLiteral({ source: pattern, flags: "u" });
	const { expression, maxCharacter } = parser.parse({ backreferences: "throw", assertions: "parse" });
	const edge = CharSet.fromCharacter(maxCharacter, maxCharacter);
	visitAst(expression, {
		onCharacterClassEnter: (node) => {
			node.characters = node.characters.without(edge);
		},
	});
	const simplify = Transformers.simplify({ ignoreAmbiguity: true, ignoreOrder: true });
	const automata = expression.alternatives.flatMap(splitAtAssertions).map((sequence) => {
		const found = transform(simplify, { type: "Expression", alternatives: [findAnywhere(sequence, edge)] }, { maxPasses: 20 });
		return NFA.fromRegex(found, { maxCharacter }, { assertions: "throw" }, new NFA.LimitedNodeFactory(AUTOMATON_LIMITS.states));
	});
	const all = NFA.empty({ maxCharacter });
	for (const automaton of automata) all.union(automaton, new NFA.LimitedNodeFactory(AUTOMATON_LIMITS.states));
	return all;
}

/** The sequence, with any text before and after it, between two edges. */
function findAnywhere({ elements }: Sequence, edge: CharSet): Sequence {
	const single = (characters: CharSet): Part => ({ type: "CharacterClass", characters });
	const anyText = (): Part => {
		const alternatives = [sequenceOf([single(edge.negate())])];
		return { type: "Quantifier", alternatives, min: 0, max: Number.POSITIVE_INFINITY, lazy: false };
	};
	return sequenceOf([single(edge), anyText(), ...elements, anyText(), single(edge)]);
}

function sequenceOf(elements: Part[]): Sequence {
	return { type: "Concatenation", elements };
}

function copyPart(part: Part): Part {
	if (!("alternatives" in part)) return { ...part };
	return { ...part, alternatives: part.alternatives.map(({ elements }) => sequenceOf(elements.map(copyPart))) };
}

/** Splits a sequence until no choice has an assertion: the library resolves one only where a single sequence surrounds it. */
function splitAtAssertions(sequence: Sequence): Sequence[] {
	const unsplit = [sequence];
	const split: Sequence[] = [];
	for (let next = unsplit.pop(); next !== undefined; next = unsplit.pop()) {
		if (split.length + unsplit.length > AUTOMATON_LIMITS.alternatives) throw new RangeError("too many alternatives");
		const { elements } = next;
		const at = elements.findIndex((element) => element.type === "Alternation" && hasAssertion(element));
		const choice = elements[at];
		if (choice?.type !== "Alternation") {
			split.push(next);
			continue;
		}
		const [before, after] = [elements.slice(0, at), elements.slice(at + 1)];
		const choices = choice.alternatives.map((inner) => [...before, ...inner.elements, ...after]);
		// The library changes its input, so that no two sequences may share a part.
		unsplit.push(...choices.map((parts) => sequenceOf(parts.map(copyPart))));
	}
	return split;
}

function hasAssertion(element: Part): boolean {
	if (element.type === "Assertion") return true;
	if (element.type !== "Alternation" && element.type !== "Quantifier") return false;
	return element.alternatives.some(({ elements }) => elements.some(hasAssertion));
}
