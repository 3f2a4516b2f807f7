import { isDeepStrictEqual } from "node:util";
import { sourcesOf } from "../../scripts/pipeline/document-reader.ts";
import type { OpenApi } from "../../scripts/pipeline/openapi.ts";
import { fromPointer, toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { createPlaceReader } from "./place.ts";

/** Documented facts: by operationId, by place ("path ServiceSid", "201 body sid"), by keyword; each keyword is one fact. */
export interface FactTable {
	readonly source: string;
	readonly facts: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

export interface Fact {
	readonly source: string;
	readonly operationId: string;
	readonly place: string;
	readonly keyword: string;
	/** What the source says; undefined where it says nothing on purpose. */
	readonly documented: unknown;
}

/** The file of the table with the facts of a source. */
export function factFileOf(source: string): string {
	return `test/description/facts/${source.startsWith("docs:") ? source.slice(5) : `${source}s`}.ts`;
}

/** What to do about a place of a bundle that no fact covers. A place without sources inherits those of what is around it. */
export function howToCover(document: OpenApi, pointer: string): string {
	const segments = fromPointer(pointer);
	const around = segments.map((_, index) => valueAt(document, toPointer(segments.slice(0, segments.length - index))));
	const sources = around.map((node) => (typeof node === "object" && node !== null ? sourcesOf(node) : []));
	const nearest = sources.find((named) => named.length > 0);
	if (nearest === undefined)
		return "name its source (x-source), and add a row to the table of that source in test/description/facts/";
	return `add a row to ${nearest.map(factFileOf).join(" or ")}`;
}

/** One row a fact. */
export function factsOf(tables: readonly FactTable[]): Fact[] {
	return tables.flatMap(({ source, facts }) =>
		Object.entries(facts).flatMap(([operationId, places]) =>
			Object.entries(places).flatMap(([place, keywords]) =>
				Object.entries(keywords).map(([keyword, documented]) => ({ source, operationId, place, keyword, documented })),
			),
		),
	);
}

export interface BrokenFact extends Fact {
	readonly described: unknown;
}

/** The facts that a bundle does not hold; `first` stops at one. */
export function brokenFacts(document: OpenApi, facts: readonly Fact[], { first = false } = {}): BrokenFact[] {
	const places = createPlaceReader(document);
	const seen = new Map<string, ReturnType<typeof places.at>>();
	const broken: BrokenFact[] = [];
	for (const fact of facts) {
		const key = `${fact.operationId} ${fact.place}`;
		if (!seen.has(key)) seen.set(key, places.at(fact.operationId, fact.place));
		const described = seen.get(key)?.[fact.keyword];
		if (isDeepStrictEqual(described, fact.documented)) continue;
		broken.push({ ...fact, described });
		if (first) break;
	}
	return broken;
}
