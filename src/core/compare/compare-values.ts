import { describeRule, show } from "../operation/describe-rule.ts";
import type { DifferenceId } from "./differences.ts";
import type { ValueFacts } from "./facts.ts";

/** One rule that two descriptions do not share. */
export interface RuleDifference {
	readonly check: DifferenceId;
	readonly keyword: string;
	readonly documented: string;
	readonly received: string;
}

/** Compares what two descriptions say of a value that both have, rule by rule. */
export function compareValues(ours: ValueFacts, theirs: ValueFacts): RuleDifference[] {
	const differences: RuleDifference[] = [];
	const add = (keyword: string, check: DifferenceId, describe: (facts: ValueFacts) => string) =>
		differences.push({ check, keyword, documented: describe(ours), received: describe(theirs) });
	if (ours.required !== theirs.required) {
		add("required", theirs.required ? "stricter-there" : "looser-there", ({ required }) => (required ? "required" : "optional"));
	}
	if (ours.nullable !== theirs.nullable) {
		add("nullable", theirs.nullable ? "looser-there" : "stricter-there", ({ nullable }) =>
			nullable ? "may be null" : "never null",
		);
	}
	if (ours.types.join() !== theirs.types.join()) {
		add(
			"type",
			compareSets(withIntegers(ours.types), withIntegers(theirs.types)),
			({ types }) => types.join(" or ") || "any type",
		);
	}
	for (const keyword of new Set([...Object.keys(ours.rules), ...Object.keys(theirs.rules)])) {
		const check = compareRule(keyword, ours.rules[keyword], theirs.rules[keyword]);
		if (check === undefined) continue;
		add(keyword, check, ({ rules: { [keyword]: expected } }) =>
			expected === undefined ? `no ${keyword}` : describeRule({ keyword, expected }),
		);
	}
	return differences;
}

/** What a description says of a value, in words. */
export function describeValue({ required, nullable, types, rules }: ValueFacts): string {
	const type = [...types, ...(nullable ? ["null"] : [])].join(" or ");
	const words = Object.entries(rules).map(([keyword, expected]) => describeRule({ keyword, expected }));
	return [required ? "required" : "", type, ...words].filter(Boolean).join(", ") || "described";
}

/** For which keywords a greater number allows more, and for which it allows less. */
const GREATER: Readonly<Record<string, DifferenceId>> = {
	maxLength: "looser-there",
	maximum: "looser-there",
	exclusiveMaximum: "looser-there",
	maxItems: "looser-there",
	minLength: "stricter-there",
	minimum: "stricter-there",
	exclusiveMinimum: "stricter-there",
	minItems: "stricter-there",
};

function compareRule(keyword: string, ours: unknown, theirs: unknown): DifferenceId | undefined {
	if (JSON.stringify(ours) === JSON.stringify(theirs)) return undefined;
	if (theirs === undefined) return "looser-there";
	if (ours === undefined) return "stricter-there";
	if (keyword === "enum") {
		const [own = [], other = []] = [ours as unknown[], theirs as unknown[]].map((values) =>
			values.filter((value) => value !== null).map(show),
		);
		const check = compareSets(own, other);
		return check === "incomparable" && [...own].sort().join() === [...other].sort().join() ? undefined : check;
	}
	const greater = GREATER[keyword];
	if (greater === undefined) return "incomparable";
	const smaller = greater === "looser-there" ? "stricter-there" : "looser-there";
	return Number(theirs) > Number(ours) ? greater : smaller;
}

/** Every integer is a number. */
function withIntegers(types: readonly string[]): readonly string[] {
	return types.includes("number") ? [...types, "integer"] : types;
}

/** Fewer values are stricter. No types at all allow any. */
function compareSets(ours: readonly string[], theirs: readonly string[]): DifferenceId {
	if (theirs.length === 0) return "looser-there";
	if (ours.length === 0) return "stricter-there";
	const [fewer, more] = [theirs.every((value) => ours.includes(value)), ours.every((value) => theirs.includes(value))];
	return fewer === more ? "incomparable" : fewer ? "stricter-there" : "looser-there";
}
