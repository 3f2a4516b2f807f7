import { matchCount, type TextSpace } from "../../operation/pattern.ts";
import { hex, pick, type Random, randomFrom } from "../../operation/random.ts";
import { fixedSample, sampleOf } from "../../operation/sample.ts";
import type { SchemaView } from "../../operation/schema-view.ts";

/** So many identifiers are enough for one that is drawn to be new. */
const ENOUGH = 1_000_000;

/** An identifier that has no pattern is the documented one with another end. */
const END = 8;

/** The texts that the schema of an identifier allows. Numbers and texts without a pattern resemble the example. */
export function identifierSpace(schema: SchemaView, example: string): TextSpace {
	const { pattern, format, types, minimum = 1, maximum = 2 ** 40, maxLength = END } = schema;
	const values = schema.enum?.filter((value) => value !== null);
	if (values !== undefined) return { count: values.length, draw: (random) => String(pick(values, random)) };
	const sample = (random: Random) => String(sampleOf(schema, { ...fixedSample({}), random }));
	if (pattern !== undefined) return { count: matchCount(pattern), draw: sample };
	if (format === "uuid") return { count: 16 ** 30, draw: sample };
	if (types[0] === "integer") {
		const count = Math.max(0, Math.floor(maximum) - Math.ceil(minimum) + 1);
		return { count, draw: (random) => String(Math.ceil(minimum) + Math.floor(random() * count)) };
	}
	const length = Math.min(END, maxLength);
	return { count: 16 ** length, draw: (random) => example.slice(0, -END) + hex(length, random) };
}

/** Whether an identifier that is drawn may exist by chance. */
export function isSmall({ count }: TextSpace): boolean {
	return count < ENOUGH;
}

/** The identifiers that a run has seen, and those that it made up. */
export class SeenIdentifiers {
	readonly #seen = new Set<string>();

	add(id: string): void {
		this.#seen.add(id);
	}

	/** Draws an identifier that was not seen; undefined if none is found. */
	drawNew(space: TextSpace, random: Random): string | undefined {
		const attempts = space.count === 0 ? 0 : 20 * Math.min(space.count, 1000) + 1000;
		for (let attempt = 0; attempt < attempts; attempt++) {
			// A random source that repeats itself, as in a test, must not make it give up.
			const id = space.draw(attempt < attempts / 2 ? random : randomFrom(String(attempt)));
			if (this.#seen.has(id)) continue;
			this.#seen.add(id);
			return id;
		}
		return undefined;
	}
}
