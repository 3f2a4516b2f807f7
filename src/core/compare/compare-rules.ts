import { describeRule } from "../operation/describe-rule.ts";
import type { DescriptionDifference, DifferenceId, DifferingValues } from "./result.ts";

/**
 * What a description says of one value: rules by keyword. A rule that is undefined allows everything. Besides keywords of JSON
 * Schema there are `required`, which is true or undefined, and `nullable`, which is false or undefined.
 */
export type ValueRules = Readonly<Record<string, unknown>>;

/** Whether everything that the inner rule allows is allowed by the outer one. */
type Contains = (outer: unknown, inner: unknown) => boolean;

const equal: Contains = (outer, inner) => JSON.stringify(outer) === JSON.stringify(inner);
const upperLimit: Contains = (outer, inner) => Number(inner) <= Number(outer);
const lowerLimit: Contains = (outer, inner) => Number(inner) >= Number(outer);
/** Null has a rule of its own, and every integer is a number. */
const oneOf: Contains = (outer, inner) => {
	const allowed = new Set((outer as unknown[]).map((value) => JSON.stringify(value)));
	return (inner as unknown[]).every((value) => value === null || allowed.has(JSON.stringify(value)));
};
const types: Contains = (outer, inner) => {
	const names = outer as string[];
	return oneOf(names.includes("number") ? [...names, "integer"] : names, inner);
};

/** The compared keywords besides `type`. Different rules that only `equal` compares are incomparable. */
const COMPARATORS: Readonly<Record<string, Contains>> = {
	pattern: equal,
	format: equal,
	enum: oneOf,
	const: equal,
	minLength: lowerLimit,
	maxLength: upperLimit,
	minimum: lowerLimit,
	maximum: upperLimit,
	exclusiveMinimum: lowerLimit,
	exclusiveMaximum: upperLimit,
	multipleOf: equal,
	minItems: lowerLimit,
	maxItems: upperLimit,
	uniqueItems: equal,
	contentMediaType: equal,
	default: equal,
	deprecated: equal,
};

/** Keywords that allow and forbid nothing. */
const ANNOTATIONS = new Set(["default", "deprecated"]);

export const COMPARED_KEYWORDS = Object.keys(COMPARATORS);

/**
 * Compares two regular expressions by the texts that they match.
 *
 * @returns a text that one alone matches, for each of which there is one; undefined where they cannot be compared
 */
export type PatternComparer = (here: string, there: string) => Pick<DifferingValues, "onlyHere" | "onlyThere"> | undefined;

/** Compares what two descriptions say of a value that both have, rule by rule. */
export function compareRules(ours: ValueRules, theirs: ValueRules, patterns?: PatternComparer) {
	return Object.keys({ ...ours, ...theirs }).flatMap((keyword): RuleDifference[] => {
		const [own, other] = [ours[keyword], theirs[keyword]];
		const texts = keyword === "pattern" && own !== other ? comparePatternTexts(own, other, patterns) : undefined;
		const kind = ANNOTATIONS.has(keyword)
			? annotationKind(own, other)
			: texts
				? differenceKind(texts.onlyThere === undefined, texts.onlyHere === undefined)
				: differenceKind(contains(keyword, own, other), contains(keyword, other, own));
		if (kind === undefined) return [];
		const values = { here: own, there: other, ...texts };
		return [{ kind, keyword, documented: describe(keyword, own), other: describe(keyword, other), values }];
	});
}

type RuleDifference = Pick<DescriptionDifference, "kind" | "keyword" | "documented" | "other" | "values">;

function comparePatternTexts(ours: unknown, theirs: unknown, patterns: PatternComparer | undefined) {
	return typeof ours === "string" && typeof theirs === "string" ? patterns?.(ours, theirs) : undefined;
}

function contains(keyword: string, outer: unknown, inner: unknown): boolean {
	const comparator = keyword === "type" ? types : (COMPARATORS[keyword] ?? equal);
	return outer === undefined || (inner !== undefined && comparator(outer, inner));
}

function annotationKind(ours: unknown, theirs: unknown): DifferenceId | undefined {
	return equal(ours, theirs) ? undefined : "annotation";
}

function differenceKind(oursContains: boolean, theirsContains: boolean): DifferenceId | undefined {
	if (oursContains && theirsContains) return undefined;
	if (oursContains) return "stricter-there";
	return theirsContains ? "looser-there" : "incomparable";
}

const UNDEFINED_RULES: Readonly<Record<string, string>> = {
	required: "optional",
	nullable: "may be null",
	type: "any type",
	deprecated: "not deprecated",
};

function describe(keyword: string, expected: unknown): string {
	if (expected === undefined) return UNDEFINED_RULES[keyword] ?? `no ${keyword}`;
	if (keyword === "deprecated") return "deprecated";
	return keyword === "nullable" ? "never null" : describeRule({ keyword, expected });
}

/** What a description says of a value, in words. */
export function describeRules({ required, nullable, type = [], ...rules }: ValueRules): string {
	const typeNames = [type, nullable === undefined ? "null" : []].flat().join(" or ");
	const defined = Object.entries(rules).filter(([, expected]) => expected !== undefined);
	const words = defined.map(([keyword, expected]) => describeRule({ keyword, expected }));
	return [required ? "required" : "", typeNames, ...words].filter(Boolean).join(", ") || "described";
}
