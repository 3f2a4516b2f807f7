import { toPointer } from "../operation/json-pointer.ts";
import { parameterNames, templateKey } from "../operation/path-template.ts";
import { areUnlike, compareRules, type PatternComparer } from "./compare-rules.ts";
import { describeRules } from "./describe-rules.ts";
import { type DescribedOperation, isReceived, MAX_VALUES, operationKey, requestLine } from "./description.ts";
import { mergeEqual } from "./merge-equal.ts";
import { highestBump, rateDifference } from "./rate.ts";
import type { ComparisonResult, DescriptionDifference } from "./result.ts";
import { reduceToShared } from "./shared-scope.ts";
import type { ValueRules } from "./value-rules.ts";

export interface CompareOptions {
	/**
	 * `all` takes both for versions of one description: operations on new paths, and webhooks that one has alone, are differences.
	 * `shared`, the default, leaves out what only one of two authors may have described.
	 */
	readonly scope?: "shared" | "all";
	/** Compares patterns; without it, two different ones are incomparable. */
	readonly patterns?: PatternComparer;
	/** Milliseconds since 1970. */
	readonly now?: () => number;
}

/**
 * Compares two descriptions, operation by operation. Parameters of a path are compared by position, so that their names may
 * differ, and are reported by our names. Webhooks are compared by name, unless the other description has none at all.
 *
 * @param here ours
 * @param there the other one
 * @param target its name in reports
 */
export function compareDescriptions(
	here: readonly DescribedOperation[],
	there: readonly DescribedOperation[],
	target: string,
	{ scope = "shared", patterns, now = Date.now }: CompareOptions = {},
): ComparisonResult {
	const started = now();
	const [described, theirs] = scope === "all" ? [here, there] : [here.map(reduceToShared), there.map(reduceToShared)];
	const ours = scope === "all" || theirs.some(isReceived) ? described : described.filter((operation) => !isReceived(operation));
	const apart = described.length - ours.length;
	const others = new Map(theirs.map((operation) => [operationKey(operation), operation]));
	const own = new Set(ours.map(operationKey));
	const paths = new Map(ours.map(({ path }) => [templateKey(path), path]));
	const further = [...others.values()].filter((operation) => !own.has(operationKey(operation)));
	const added = further.filter(({ path }) => scope === "all" || paths.has(templateKey(path)));
	const unrelated = further.length - added.length;
	const differences = mergeEqual([
		...ours.flatMap((operation) => compareOperations(operation, others.get(operationKey(operation)), patterns)),
		...added.map((operation) => addedOperation(operation, paths.get(templateKey(operation.path)))),
	]);
	const cut = ours.filter((operation) => operation.cut.size + (others.get(operationKey(operation))?.cut.size ?? 0) > 0);
	const partlyCompared = cut.map(({ operationId }) => operationId);
	return {
		verdict: differences.length > 0 ? "differences" : "same",
		target,
		differences,
		bump: highestBump(differences),
		operationIds: [...new Set([...ours, ...added].map(({ operationId }) => operationId))],
		partlyCompared,
		notes: [
			...(apart > 0 ? [`webhooks are not compared, as there are none there: ${apart}`] : []),
			...(unrelated > 0 ? [`operations there on paths that are not described here: ${unrelated}`] : []),
			...partlyCompared.map((operationId) => `compared in part: ${operationId} has more than ${MAX_VALUES} values`),
		],
		started,
		elapsed: now() - started,
	};
}

/** An operation that only the other description has, located at our path if there is one. */
function addedOperation(operation: DescribedOperation, path: string | undefined): DescriptionDifference {
	const { operationId } = operation;
	const holder = isReceived(operation) ? "webhooks" : "paths";
	const location = toPointer(path === undefined ? [holder] : [holder, path]);
	const found = { ...missingHere(requestLine(operation), operation.values.get("/request")), operationId, pointer: "/request" };
	const bump = rateDifference(found, operation, operation);
	return { ...found, bump, location, source: [], otherLocation: operation.locate("/request").location };
}

function compareOperations(
	own: DescribedOperation,
	other: DescribedOperation | undefined,
	patterns: PatternComparer | undefined,
): DescriptionDifference[] {
	const { operationId } = own;
	if (other === undefined) {
		const found = { ...missingThere(requestLine(own), own.values.get("/request")), operationId, pointer: "/request" };
		const bump = rateDifference(found, own, own);
		return [{ ...found, bump, ...own.locate("/request"), otherLocation: isReceived(own) ? "/webhooks" : "/paths" }];
	}
	const otherValues = withNamesOf(own.values, other.values);
	const places = [...new Set([...own.values.keys(), ...otherValues.keys()])];
	const oneSided = places.filter((place) => own.values.has(place) !== otherValues.has(place));
	// Below a missing place, a place of another type, or a place that was cut, nothing is compared.
	const unlike = places.filter((place) => areUnlike(own.values.get(place) ?? {}, otherValues.get(place) ?? {}));
	const outer = new Set([...oneSided, ...unlike, ...own.cut, ...other.cut]);
	const reported = places.filter((place) => !outerPlaces(place).some((one) => outer.has(one)));
	return reported.flatMap((place) => {
		const pointer = nameParameter(place, own);
		const differences = comparePlace(own.values.get(place), otherValues.get(place), patterns);
		return differences.map((difference) => {
			const keyword = "keyword" in difference ? difference.keyword : undefined;
			const otherLocation = other.locate(nameParameter(place, other), keyword).location;
			const bump = rateDifference({ ...difference, pointer }, own, other);
			return { ...difference, bump, operationId, pointer, ...own.locate(pointer, keyword), otherLocation };
		});
	});
}

/** The values of the other operation, whose headers have the names of our own: the case of the letters does not count. */
function withNamesOf(own: DescribedOperation["values"], other: DescribedOperation["values"]): DescribedOperation["values"] {
	const key = (place: string) => (HEADER_PLACE.test(place) ? place.toLowerCase() : place);
	const named = new Map([...own.keys()].map((place) => [key(place), place]));
	return new Map([...other].map(([place, rules]) => [named.get(key(place)) ?? place, rules]));
}

const HEADER_PLACE = /^\/(?:request\/header|response\/[^/]+\/headers)\/[^/]+$/;

/** The places that contain a place. */
function outerPlaces(place: string): string[] {
	const segments = place.split("/");
	return segments.slice(2).map((_, at) => segments.slice(0, at + 2).join("/"));
}

function comparePlace(ours: ValueRules | undefined, theirs: ValueRules | undefined, patterns: PatternComparer | undefined) {
	if (ours && theirs) return compareRules(ours, theirs, patterns);
	if (ours) return [missingThere(describeRules(ours), ours)];
	return theirs ? [missingHere(describeRules(theirs), theirs)] : [];
}

function missingThere(documented: string, here: ValueRules = {}) {
	return { kind: "missing-there", documented, other: "nothing", values: { here } } as const;
}

function missingHere(other: string, there: ValueRules = {}) {
	return { kind: "missing-here", documented: "nothing", other, values: { there } } as const;
}

function nameParameter(pointer: string, { path }: DescribedOperation): string {
	const names = parameterNames(path);
	return pointer.replace(/^\/request\/path\/(\d+)/, (_, position) =>
		toPointer(["request", "path", names[position - 1] ?? position]),
	);
}
