import { code, foreign, type Inline, joined, type Table, text } from "./blocks.ts";
import type { Fact, Limit } from "./schema-facts.ts";

/**
 * What is known of values, a row each. A column that says nothing of any is left out.
 *
 * @param presence what it means for these values to be required
 */
export function factTable(label: string, facts: readonly Fact[], presence = "required"): Table {
	const columns = columnsFor(presence).filter(({ optional, cell }) => !optional || facts.some((fact) => cell(fact).length > 0));
	return {
		kind: "table",
		label,
		columns: columns.map(({ title }) => title),
		rows: facts.map((fact) => columns.map(({ cell }) => cell(fact))),
	};
}

/** The names of sources, which the section "Sources" of each page explains. */
export function sourceCell(sources: readonly string[]): Inline[] {
	return joined(
		sources.map((source) => [code(source)]),
		", ",
	);
}

interface Column {
	readonly title: string;
	readonly optional?: true;
	readonly cell: (fact: Fact) => Inline[];
}

const columnsFor = (presence: string): readonly Column[] => [
	{ title: "Name", cell: ({ name }) => [code(name)] },
	{ title: "Type", cell: (fact) => typeCell(fact, presence) },
	{ title: "Pattern", optional: true, cell: ({ pattern }) => (pattern === undefined ? [] : [code(pattern)]) },
	{ title: "Limits", optional: true, cell: ({ limits }) => joined(limits.map(limitCell), "; ") },
	{ title: "Default", optional: true, cell: ({ default: value }) => (value === undefined ? [] : [code(show(value))]) },
	{ title: "Example", optional: true, cell: ({ example }) => (example === undefined ? [] : [code(show(example))]) },
	{ title: "Meaning", cell: ({ description }) => (description === "" ? [] : [foreign(description)]) },
	{ title: "Source", optional: true, cell: ({ sources }) => sourceCell(sources) },
];

function typeCell({ type, required, deprecated }: Fact, presence: string): Inline[] {
	return [text([type, required ? presence : "", deprecated ? "deprecated" : ""].filter(Boolean).join(", "))];
}

function limitCell({ words, values = [] }: Limit): Inline[] {
	return [
		text(values.length > 0 ? `${words} ` : words),
		...joined(
			values.map((value) => [code(show(value))]),
			", ",
		),
	];
}

/** A text as it is, anything else as JSON. */
function show(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}
