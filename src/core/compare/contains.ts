/** Whether everything that fits the inner rule fits the outer one too. */
export type Contains<Rule> = (outer: Rule, inner: Rule) => boolean;

export const equal: Contains<unknown> = (outer, inner) => JSON.stringify(outer) === JSON.stringify(inner);
const upperLimit: Contains<unknown> = (outer, inner) => Number(inner) <= Number(outer);
const lowerLimit: Contains<unknown> = (outer, inner) => Number(inner) >= Number(outer);
/** Null is compared apart, as `nullable`. */
const oneOf: Contains<unknown> = (outer, inner) => {
	const allowed = new Set((outer as unknown[]).map((value) => JSON.stringify(value)));
	return (inner as unknown[]).every((value) => value === null || allowed.has(JSON.stringify(value)));
};

/** The compared keywords. Two rules that only `equal` compares are incomparable where they differ. */
export const KEYWORDS: Readonly<Record<string, Contains<unknown>>> = {
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
};
