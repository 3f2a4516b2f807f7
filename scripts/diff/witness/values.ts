import type { DescriptionDifference } from "../../../src/core/compare/result.ts";
import { type Constraint, constraintsOf } from "../../../src/core/contract/plan/constraints.ts";
import { breakConstraint, changeAt, keepConstraint } from "../../../src/core/contract/plan/violate.ts";
import { isRecord } from "../../../src/core/operation/is-record.ts";
import type { JsonSchema } from "../../../src/core/operation/json-schema.ts";
import { fixedSample, sampleValue } from "../../../src/core/operation/sample.ts";
import { schemaAt, stepsTo } from "./place.ts";
import type { DescriptionSide } from "./side.ts";

/** A part of an exchange: its schemas in both descriptions, and where the changed value is. */
export interface ChangedPart {
	readonly members: readonly string[];
	/** Each with the description that it belongs to. */
	readonly schemas: readonly (readonly [JsonSchema, DescriptionSide])[];
}

/** Values of every type. */
const PLAIN_VALUES = [null, "text", "", 1, 1.5, -1, true, {}, []];

/**
 * Varies the changed value in a valid part: left out, put in, and as each rule of either description allows or forbids it. Most
 * of the results tell nothing; those that do are found by judging them.
 *
 * @param start a value that one description allows
 * @param writer the schema that the start belongs to
 */
export function* variationsOf(
	start: unknown,
	[schema, side]: readonly [JsonSchema, DescriptionSide],
	{ values, keyword }: DescriptionDifference,
	part: ChangedPart,
): Generator<unknown> {
	const path = stepsTo(part.members, schema, side);
	const change = (edit: (value: unknown) => unknown) => changeAt(path, start, schema, side.schemas, edit);
	const pair = [values.here, values.there];
	const stated = keyword === undefined ? [] : pair.map((expected) => ({ keyword, expected }));
	const inner = part.schemas.map(([whole, of]) => [schemaAt(part.members, whole, of), of] as const);
	const rules = [...stated, ...inner.flatMap(([node, of]) => rulesOf(node, of))];

	for (const text of [values.onlyHere, values.onlyThere]) if (text !== undefined) yield change(() => text);
	if (keyword === "enum") for (const value of pair.flat()) yield change(() => value);
	yield change((value) => value);
	yield change((value) => (Array.isArray(value) ? [...value, ...value] : value));
	yield withoutMember(start, part.members);
	for (const { keyword: rule, expected } of rules) {
		const constraint: Constraint = { path, keyword: rule, expected, schema: {} };
		if (expected === undefined) continue;
		yield* tryToMake(() => breakConstraint(constraint, start, schema, side.schemas).value);
		yield* tryToMake(() => keepConstraint(constraint, start, schema, side.schemas));
	}
	for (const [node, of] of inner) {
		for (const each of [node, ...branchesOf(node, of)]) {
			yield* tryToMake(() => change(() => sampleValue(each, fixedSample(of.schemas))));
		}
	}
	for (const value of PLAIN_VALUES) yield change(() => value);
	for (const member of [true, ...PLAIN_VALUES]) {
		yield change((value) => (isRecord(value) ? { ...value, undocumented: member } : value));
	}
}

/** The rules of a value itself; none where they are hidden in alternatives. */
function rulesOf(schema: JsonSchema | undefined, { schemas }: DescriptionSide): Pick<Constraint, "keyword" | "expected">[] {
	const [rules = []] = tryToMake(() => constraintsOf(schema ?? true, schemas));
	return rules.filter(({ path, keyword }) => path.length === 0 && keyword !== "required");
}

/** The alternatives of a schema. */
function branchesOf(schema: JsonSchema | undefined, side: DescriptionSide): JsonSchema[] {
	if (typeof schema !== "object") return [];
	const { $ref, anyOf, oneOf } = schema;
	if (typeof $ref === "string") return branchesOf(side.schemas[$ref], side);
	return (anyOf ?? oneOf ?? []) as JsonSchema[];
}

/** The value without a member. */
function withoutMember(value: unknown, members: readonly string[]): unknown {
	const [name = "", ...rest] = members;
	if (Array.isArray(value)) return value.map((item, index) => (String(index) === name ? withoutMember(item, rest) : item));
	if (!isRecord(value)) return value;
	if (rest.length > 0) return { ...value, [name]: withoutMember(value[name], rest) };
	return Object.fromEntries(Object.entries(value).filter(([member]) => member !== name));
}

/** What a function returns, or nothing where it throws: no value can be made up for some patterns, and not every rule broken. */
export function tryToMake<Result>(make: () => Result): [] | [Result] {
	try {
		return [make()];
	} catch {
		return [];
	}
}
