import type { JsonSchema } from "../../../src/core/operation/json-schema.ts";
import { fixedSample, sampleValue } from "../../../src/core/operation/sample.ts";
import { viewSchema } from "../../../src/core/operation/schema-view.ts";
import type { DescriptionSide } from "./side.ts";
import { tryToMake } from "./values.ts";

/** Examples by name. */
type Examples = Readonly<Record<string, unknown>>;

/** How many documented examples are tried. */
const MAX_STARTS = 4;

/** The required members of a part, as their examples have them, or made up; one that cannot be made up is left out. */
export function startMembers(schema: JsonSchema | undefined, examples: Examples, { schemas }: DescriptionSide): Examples {
	const { required = [], properties = {} } = viewSchema(schema, schemas);
	const values = required.flatMap((name) => {
		const example = examples[name];
		const made = example === undefined ? tryToMake(() => sampleValue(properties[name], fixedSample(schemas))) : [example];
		return made.map((value) => [name, value] as const);
	});
	return Object.fromEntries(values);
}

/** The documented bodies, or one that is made up; none where none can be. */
export function startBodies(schema: JsonSchema | undefined, examples: Examples, { schemas }: DescriptionSide): unknown[] {
	const documented = Object.values(examples).slice(0, MAX_STARTS);
	return documented.length > 0 ? documented : tryToMake(() => sampleValue(schema, fixedSample(schemas)));
}
