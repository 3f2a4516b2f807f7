import { isRecord } from "../operation/is-record.ts";
import { viewSchema } from "../operation/schema-view.ts";
import { describeKeyword } from "./describe-rules.ts";
import { readSchemaRules, USUAL_KEYWORDS } from "./read-schema-rules.ts";
import type { DescriptionDifference, DifferenceId, DifferingValues } from "./result.ts";
import type { ValueRules } from "./value-rules.ts";

/** Whether everything that the inner rule allows is allowed by the outer one. */
type Contains = (outer: unknown, inner: unknown) => boolean;

const equal: Contains = (outer, inner) => JSON.stringify(outer) === JSON.stringify(inner);
const upperLimit: Contains = (outer, inner) => Number(inner) <= Number(outer);
const lowerLimit: Contains = (outer, inner) => Number(inner) >= Number(outer);
const divisor: Contains = (outer, inner) => Number(inner) % Number(outer) === 0;
/** Null has a rule of its own. */
const oneOf: Contains = (outer, inner) => {
	const allowed = new Set((outer as unknown[]).map((value) => JSON.stringify(value)));
	return (inner as unknown[]).every((value) => value === null || allowed.has(JSON.stringify(value)));
};
/** Every integer is a number. */
const types: Contains = (outer, inner) => {
	const names = outer as string[];
	return oneOf(names.includes("number") ? [...names, "integer"] : names, inner);
};
/** Requests go to the first server. */
const servers: Contains = (outer, inner) => equal((outer as unknown[])[0], (inner as unknown[])[0]) && oneOf(outer, inner);
/** Who has the credentials of one of the inner alternatives has those of an outer one. */
const credentials: Contains = (outer, inner) => {
	const alternatives = outer as string[][];
	return (inner as string[][]).every((held) => alternatives.some((needed) => needed.every((kind) => held.includes(kind))));
};
/** Schemas within a rule. What else they consist of than usual keywords has to be equal. */
const nestedSchemas: Contains = (outer, inner) => {
	if (equal(outer, inner) || outer === true || inner === false) return true;
	if (!isRecord(outer) || !isRecord(inner) || !equal(structureOf(outer), structureOf(inner))) return false;
	const [here, there] = [outer, inner].map((schema) => readSchemaRules(viewSchema(schema, {}), false, {}));
	return compareRules(here ?? {}, there ?? {}).every(({ kind }) => kind === "stricter-there" || kind === "annotation");
};
const structureOf = (schema: object) =>
	Object.entries(schema).filter(([keyword]) => keyword !== "type" && !USUAL_KEYWORDS.includes(keyword));
const schemaLists: Contains = (outer, inner) =>
	(inner as unknown[]).every((schema) => (outer as unknown[]).some((other) => nestedSchemas(other, schema)));

/** How the rules of a keyword are compared. Different rules that only `equal` compares are incomparable. */
const COMPARATORS: Readonly<Record<string, Contains>> = {
	type: types,
	enum: oneOf,
	alternatives: schemaLists,
	additionalProperties: nestedSchemas,
	propertyNames: nestedSchemas,
	minLength: lowerLimit,
	maxLength: upperLimit,
	minimum: lowerLimit,
	maximum: upperLimit,
	exclusiveMinimum: lowerLimit,
	exclusiveMaximum: upperLimit,
	multipleOf: divisor,
	minItems: lowerLimit,
	maxItems: upperLimit,
	minProperties: lowerLimit,
	maxProperties: upperLimit,
	mediaTypes: oneOf,
	server: servers,
	security: credentials,
};

/** Whether other rules limit a value to what a rule allows. */
const IMPLIED: Readonly<Record<string, (rule: unknown, rules: ValueRules) => boolean>> = {
	minimum: (limit, { exclusiveMinimum = Number.NaN }) => Number(exclusiveMinimum) >= Number(limit),
	maximum: (limit, { exclusiveMaximum = Number.NaN }) => Number(exclusiveMaximum) <= Number(limit),
	exclusiveMinimum: (limit, { minimum = Number.NaN }) => Number(minimum) > Number(limit),
	exclusiveMaximum: (limit, { maximum = Number.NaN }) => Number(maximum) < Number(limit),
	enum: (values, rules) => rules.const !== undefined && oneOf(values, [rules.const]),
	const: (value, rules) => rules.enum !== undefined && oneOf([value], rules.enum),
};

/** Keywords that allow and forbid nothing, as extensions do. */
const ANNOTATIONS = new Set(["default", "deprecated", "pagination", "idempotent", "example", "documentation"]);

/** Keywords of which one that is absent does not allow everything, but says something else. */
const EXACT = new Set(["operationId", "method", "name", "style", "explode", "allowReserved", "encoding", "prefixItems"]);

/**
 * Compares two regular expressions by the texts that they match.
 *
 * @returns a text that one alone matches, for each of which there is one; undefined where they cannot be compared
 */
export type PatternComparer = (here: string, there: string) => Pick<DifferingValues, "onlyHere" | "onlyThere"> | undefined;

/**
 * Compares what two descriptions say of a value that both have, rule by rule. Of values that have nothing in common no more is
 * compared than that they have not.
 */
export function compareRules(here: ValueRules, there: ValueRules, patterns?: PatternComparer): RuleDifference[] {
	const isOther = areUnlike(here, there);
	const [ours, theirs] = isOther ? [withAlternatives(here, there), withAlternatives(there, here)] : [here, there];
	const keywords = Object.keys({ ...ours, ...theirs }).filter((keyword) => !isOther || !isConstraint(keyword));
	return keywords.flatMap((keyword) => {
		const [here, there] = [ours[keyword], theirs[keyword]];
		if (equal(here, there)) return [];
		const texts = keyword === "pattern" ? compareTexts(here, there, patterns) : undefined;
		const kind = texts ? kindOfTexts(texts) : kindOfRules(keyword, ours, theirs);
		if (kind === undefined) return [];
		const [documented, other] = [describeKeyword(keyword, here), describeKeyword(keyword, there)];
		return [{ kind, keyword, documented, other, values: { here, there, ...texts } }];
	});
}

/** Whether two values have no type in common, or only one of them has alternatives: what they consist of is not compared. */
export function areUnlike(ours: ValueRules, theirs: ValueRules): boolean {
	if ((ours.alternatives === undefined) !== (theirs.alternatives === undefined)) return true;
	const [own, other] = [ours.type, theirs.type].map((names) => names as string[] | undefined);
	return own !== undefined && other !== undefined && !own.some((name) => types(other, [name]) || types([name], other));
}

/** Keywords that say more of a value than its type. */
function isConstraint(keyword: string): boolean {
	return !UNCONSTRAINING.has(keyword) && !EXACT.has(keyword) && !keyword.startsWith("x-");
}

const UNCONSTRAINING = new Set([
	...["type", "alternatives", "required", "nullable", "mediaTypes", "deprecated", "documentation"],
	...["operationId", "server", "security", "pagination", "idempotent"],
]);

/** Of two values of which one has alternatives, the other has itself as the only one. */
function withAlternatives(rules: ValueRules, other: ValueRules): ValueRules {
	if ((rules.alternatives ?? other.alternatives) === undefined) return rules;
	const { type, ...others } = rules;
	const constraints = Object.entries(others).filter(([keyword, rule]) => isConstraint(keyword) && rule !== undefined);
	// A value of several types is one of several values.
	const own = (type === undefined ? [undefined] : (type as string[])).map((name) => {
		const keywords = name === undefined ? constraints : [...constraints, ["type", name] as const];
		return Object.fromEntries(keywords.sort(([one], [next]) => (one < next ? -1 : 1)));
	});
	return { ...others, alternatives: rules.alternatives ?? own };
}

type RuleDifference = Pick<DescriptionDifference, "kind" | "keyword" | "documented" | "other" | "values">;

function compareTexts(ours: unknown, theirs: unknown, patterns: PatternComparer | undefined) {
	return typeof ours === "string" && typeof theirs === "string" ? patterns?.(ours, theirs) : undefined;
}

function kindOfTexts({ onlyHere, onlyThere }: DifferingValues): DifferenceId | undefined {
	return differenceKind(onlyThere === undefined, onlyHere === undefined);
}

function kindOfRules(keyword: string, ours: ValueRules, theirs: ValueRules): DifferenceId | undefined {
	if (ANNOTATIONS.has(keyword) || keyword.startsWith("x-")) return "annotation";
	if (EXACT.has(keyword)) return "incomparable";
	return differenceKind(contains(keyword, ours, theirs), contains(keyword, theirs, ours));
}

function contains(keyword: string, outer: ValueRules, inner: ValueRules): boolean {
	const [allowed, rule] = [outer[keyword], inner[keyword]];
	if (allowed === undefined) return true;
	return rule === undefined ? (IMPLIED[keyword]?.(allowed, inner) ?? false) : (COMPARATORS[keyword] ?? equal)(allowed, rule);
}

function differenceKind(oursContains: boolean, theirsContains: boolean): DifferenceId | undefined {
	if (oursContains && theirsContains) return undefined;
	if (oursContains) return "stricter-there";
	return theirsContains ? "looser-there" : "incomparable";
}
