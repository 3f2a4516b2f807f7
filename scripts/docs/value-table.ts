import type { Table } from "mdast";
import type { ValueDoc } from "../pipeline/describe-schema.ts";
import { type Limit, limitsOf } from "./limits.ts";
import { code, joinPhrases, namedTable, type Phrase, text } from "./nodes.ts";
import { untrustedPhrase } from "./read-markdown.ts";

/**
 * A table with a row for each value. A column that is empty in all rows is left out.
 *
 * @param presence the word for a required value
 */
export function valueTable(label: string, values: readonly ValueDoc[], presence: string): Table {
	const columns = columnsFor(presence).map(({ title, optional, cell }) => ({ title, optional, cells: values.map(cell) }));
	const shown = columns.filter(({ optional, cells }) => !optional || cells.some(({ length }) => length > 0));
	const rows = values.map((_, row) => shown.map(({ cells }) => cells[row] ?? []));
	return namedTable(
		label,
		shown.map(({ title }) => title),
		rows,
	);
}

/** The names of sources. The section "Sources" of each page explains them. */
export function sourceNames(sources: readonly string[]): Phrase {
	return joinPhrases(
		sources.map((source) => [code(source)]),
		", ",
	);
}

interface Column {
	readonly title: string;
	readonly optional?: true;
	readonly cell: (value: ValueDoc) => Phrase;
}

const columnsFor = (presence: string): readonly Column[] => [
	{ title: "Name", cell: ({ name }) => [code(name)] },
	{ title: "Type", cell: (value) => typeCell(value, presence) },
	{ title: "Pattern", optional: true, cell: ({ pattern }) => valueCell(pattern) },
	{ title: "Limits", optional: true, cell: ({ constraints }) => joinPhrases(limitsOf(constraints).map(limitPhrase), "; ") },
	{ title: "Default", optional: true, cell: ({ default: value }) => valueCell(value) },
	{ title: "Example", optional: true, cell: ({ example }) => valueCell(example) },
	{ title: "Meaning", cell: ({ description }) => untrustedPhrase(description) },
	{ title: "Source", optional: true, cell: ({ sources }) => sourceNames(sources) },
];

function typeCell({ type, required, deprecated }: ValueDoc, presence: string): Phrase {
	return [text([type, required ? presence : "", deprecated ? "deprecated" : ""].filter(Boolean).join(", "))];
}

function limitPhrase({ words, values = [] }: Limit): Phrase {
	return [text(values.length > 0 ? `${words} ` : words), ...joinPhrases(values.map(valueCell), ", ")];
}

/** A text as it is, any other value as JSON. Code cannot be empty in Markdown, so the empty text is JSON, too. */
function valueCell(value: unknown): Phrase {
	if (value === undefined) return [];
	return [code(typeof value === "string" && value.trim() !== "" ? value : JSON.stringify(value))];
}
