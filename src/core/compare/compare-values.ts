import { describeRule } from "../operation/describe-rule.ts";
import { type Contains, equal, KEYWORDS } from "./contains.ts";
import type { ValueConstraints } from "./description.ts";
import type { DescriptionDifference, DifferenceId } from "./result.ts";

/** One rule in which two descriptions of a value differ. */
type RuleDifference = Pick<DescriptionDifference, "kind" | "keyword" | "documented" | "other">;

interface Aspect {
	readonly keyword: string;
	readonly contains: Contains<ValueConstraints>;
	readonly describe: (value: ValueConstraints) => string;
}

const ASPECTS: readonly Aspect[] = [
	{
		keyword: "required",
		contains: (outer, inner) => inner.required || !outer.required,
		describe: ({ required }) => (required ? "required" : "optional"),
	},
	{
		keyword: "nullable",
		contains: (outer, inner) => outer.nullable || !inner.nullable,
		describe: ({ nullable }) => (nullable ? "may be null" : "never null"),
	},
	{
		keyword: "type",
		contains: ({ types: outer }, { types: inner }) =>
			outer.length === 0 || (inner.length > 0 && inner.every((type) => outer.includes(type) || isNumber(type, outer))),
		describe: ({ types }) => types.join(" or ") || "any type",
	},
];

function ruleAspect(keyword: string): Aspect {
	const contains = KEYWORDS[keyword] ?? equal;
	return {
		keyword,
		contains: ({ rules: { [keyword]: outer } }, { rules: { [keyword]: inner } }) =>
			outer === undefined || (inner !== undefined && contains(outer, inner)),
		describe: ({ rules: { [keyword]: expected } }) =>
			expected === undefined ? `no ${keyword}` : describeRule({ keyword, expected }),
	};
}

/** Every integer is a number. */
function isNumber(type: string, types: readonly string[]): boolean {
	return type === "integer" && types.includes("number");
}

/** Compares what two descriptions say of a value that both have, rule by rule. */
export function compareValues(ours: ValueConstraints, theirs: ValueConstraints): RuleDifference[] {
	const rules = Object.keys({ ...ours.rules, ...theirs.rules }).map(ruleAspect);
	return [...ASPECTS, ...rules].flatMap(({ keyword, contains, describe }) => {
		const kind = differenceKind(contains(ours, theirs), contains(theirs, ours));
		return kind === undefined ? [] : [{ kind, keyword, documented: describe(ours), other: describe(theirs) }];
	});
}

function differenceKind(oursContains: boolean, theirsContains: boolean): DifferenceId | undefined {
	if (oursContains && theirsContains) return undefined;
	if (oursContains) return "stricter-there";
	return theirsContains ? "looser-there" : "incomparable";
}

/** What a description says of a value, in words. */
export function describeConstraints({ required, nullable, types, rules }: ValueConstraints): string {
	const type = [...types, ...(nullable ? ["null"] : [])].join(" or ");
	const words = Object.entries(rules).map(([keyword, expected]) => describeRule({ keyword, expected }));
	return [required ? "required" : "", type, ...words].filter(Boolean).join(", ") || "described";
}
