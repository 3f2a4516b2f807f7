import type { List, RootContent } from "mdast";
import type { Phrase, SourceNote } from "./nodes.ts";
import { code, heading, text } from "./nodes.ts";

/** The sources that a page cites, numbered in the order in which it first cites them. */
export interface Citations {
	/** The note to put after a fact; none without a source. */
	cite(sources: readonly string[]): SourceNote[];
	/** The list of all that have been cited so far. */
	section(): RootContent[];
}

/** @param meanings the meaning of each source, by its name */
export function createCitations(meanings: Readonly<Record<string, string>>): Citations {
	const numbers = new Map<string, number>();
	const numberOf = (name: string) => {
		const number = numbers.get(name) ?? numbers.size + 1;
		numbers.set(name, number);
		return number;
	};
	return {
		cite(sources) {
			const numbered = sources.map((name) => ({ name, number: numberOf(name) }));
			return numbered.length === 0 ? [] : [{ type: "sourceNote", sources: numbered }];
		},
		section: () => (numbers.size === 0 ? [] : [heading(2, "Sources", "sources"), footnotes(numbers, meanings)]),
	};
}

function footnotes(numbers: ReadonlyMap<string, number>, meanings: Readonly<Record<string, string>>): List {
	const items = [...numbers].map(([name, number]) => ({
		id: footnoteId(number),
		phrase: Object.hasOwn(meanings, name) ? [text(`${meanings[name]} (`), code(name), text(")")] : [code(name)],
	}));
	const children = items.map(({ id, phrase }: { id: string; phrase: Phrase }) => ({
		type: "listItem" as const,
		data: { hProperties: { id } },
		children: [{ type: "paragraph" as const, children: phrase }],
	}));
	return { type: "list", ordered: true, spread: false, children };
}

/** The anchor of a footnote. */
export function footnoteId(number: number): string {
	return `source-${number}`;
}
