import { show } from "../finding.ts";
import type { OperationFacts, ValueFacts } from "./facts.ts";

/**
 * How the other description differs from ours: it is `stricter` or `looser`; ours lacks what it has (`missing here`) or it lacks
 * what ours has (`missing there`); `other`: neither allows everything that the other does.
 */
export type DifferenceKind = "stricter" | "looser" | "missing here" | "missing there" | "other";

export interface Difference {
	readonly kind: DifferenceKind;
	/** Our operation, or the other description's where ours has none. */
	readonly operationId: string;
	/** Such as `query Order`, `body Body`, `200 body meta.page` or `status 429`. */
	readonly place: string;
	/** The keyword that differs; undefined where the whole place is on one side only. */
	readonly rule?: string;
	readonly ours: string;
	readonly theirs: string;
}

/** What a comparison comes to. */
export interface Comparison {
	readonly differences: readonly Difference[];
	/** How many operations both have. */
	readonly compared: number;
	/** Operations of the other description on paths that ours does not have. */
	readonly unrelated: number;
}

/** Compares two descriptions operation by operation. */
export function compareDescriptions(ours: readonly OperationFacts[], theirs: readonly OperationFacts[]): Comparison {
	const keyOf = ({ method, path }: OperationFacts) => `${method} ${path}`;
	const others = new Map(theirs.map((operation) => [keyOf(operation), operation]));
	const own = new Set(ours.map(keyOf));
	const paths = new Set(ours.map(({ path }) => path));
	const both = ours.filter((operation) => others.has(keyOf(operation)));
	const absent = ours
		.filter((operation) => !others.has(keyOf(operation)))
		.map((operation) => whole("missing there", operation.name, "operation", keyOf(operation)));
	const further = theirs.filter((operation) => !own.has(keyOf(operation)));
	const added = further
		.filter(({ path }) => paths.has(path))
		.map((operation) => whole("missing here", operation.name, "operation", keyOf(operation)));
	const inner = both.flatMap((operation) => {
		const other = others.get(keyOf(operation));
		return other ? compareOperation(operation, other) : [];
	});
	return { differences: [...absent, ...added, ...inner], compared: both.length, unrelated: further.length - added.length };
}

function compareOperation({ name, values }: OperationFacts, other: OperationFacts): Difference[] {
	const places = [...new Set([...values.keys(), ...other.values.keys()])];
	return places.flatMap((place) => {
		const [own, theirs] = [values.get(place), other.values.get(place)];
		if (own && theirs) return compareValues(name, place, own, theirs);
		// What stands below a place that is missing is missing with it.
		const inside = places.some((outer) => isBelow(place, outer) && values.has(outer) !== other.values.has(outer));
		return inside ? [] : [whole(own ? "missing there" : "missing here", name, place, place)];
	});
}

function isBelow(place: string, outer: string): boolean {
	if (outer.startsWith("status ")) return place.startsWith(`${outer.slice("status ".length)} body `);
	return place.startsWith(`${outer}.`) || place.startsWith(`${outer}[]`);
}

function whole(kind: "missing here" | "missing there", operationId: string, place: string, what: string): Difference {
	const [ours, theirs] = kind === "missing here" ? ["nothing", what] : [what, "nothing"];
	return { kind, operationId, place, ours, theirs };
}

function compareValues(operationId: string, place: string, ours: ValueFacts, theirs: ValueFacts): Difference[] {
	const differences: Difference[] = [];
	const add = (rule: string, kind: DifferenceKind, own: unknown, other: unknown) =>
		differences.push({ kind, operationId, place, rule, ours: show(own), theirs: show(other) });
	if (ours.required !== theirs.required) add("required", theirs.required ? "stricter" : "looser", ours.required, theirs.required);
	if (ours.nullable !== theirs.nullable) add("null", theirs.nullable ? "looser" : "stricter", ours.nullable, theirs.nullable);
	if (ours.types.join() !== theirs.types.join()) add("type", compareSets(ours.types, theirs.types), ours.types, theirs.types);
	for (const rule of new Set([...Object.keys(ours.rules), ...Object.keys(theirs.rules)])) {
		const [own, other] = [ours.rules[rule], theirs.rules[rule]];
		const kind = compareRule(rule, own, other);
		if (kind !== undefined) add(rule, kind, own, other);
	}
	return differences;
}

/** For which keywords a greater number allows more, and for which it allows less. */
const GREATER: Readonly<Record<string, DifferenceKind>> = {
	maxLength: "looser",
	maximum: "looser",
	exclusiveMaximum: "looser",
	maxItems: "looser",
	minLength: "stricter",
	minimum: "stricter",
	exclusiveMinimum: "stricter",
	minItems: "stricter",
};

function compareRule(rule: string, ours: unknown, theirs: unknown): DifferenceKind | undefined {
	if (JSON.stringify(ours) === JSON.stringify(theirs)) return undefined;
	if (theirs === undefined) return "looser";
	if (ours === undefined) return "stricter";
	if (rule === "enum") {
		const [own, other] = [ours as unknown[], theirs as unknown[]].map((values) =>
			values.filter((value) => value !== null).map(show),
		);
		const kind = compareSets(own ?? [], other ?? []);
		return kind === "other" && [...(own ?? [])].sort().join() === [...(other ?? [])].sort().join() ? undefined : kind;
	}
	const greater = GREATER[rule];
	if (greater === undefined) return "other";
	const smaller = greater === "looser" ? "stricter" : "looser";
	return Number(theirs) > Number(ours) ? greater : smaller;
}

/** Fewer values are stricter. No types at all allow any. */
function compareSets(ours: readonly string[], theirs: readonly string[]): DifferenceKind {
	if (theirs.length === 0) return "looser";
	if (ours.length === 0) return "stricter";
	const [fewer, more] = [theirs.every((value) => ours.includes(value)), ours.every((value) => theirs.includes(value))];
	return fewer === more ? "other" : fewer ? "stricter" : "looser";
}
