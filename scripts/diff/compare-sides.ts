import { compareDescriptions } from "../../src/core/compare/compare-descriptions.ts";
import { DescriptionFileError } from "../../src/core/compare/description-file-error.ts";
import { highestBump } from "../../src/core/compare/rate.ts";
import { readDescription } from "../../src/core/compare/read-description.ts";
import type { ComparisonResult, DescriptionDifference } from "../../src/core/compare/result.ts";
import type { SourcePosition } from "../../src/core/operation/source-position.ts";
import { withinLimit } from "../generators/time-limit.ts";
import type { BundledApi } from "../pipeline/bundle.ts";
import { comparePatterns } from "./patterns.ts";
import type { Side } from "./side.ts";
import type { SpecChange, SpecDiff, VersionStep } from "./spec-diff.ts";
import { isHighEnough, neededVersion, parseVersion } from "./version.ts";
import type { Witness } from "./witness/witness.ts";

/** A description on both sides; undefined where a side has none of its name. */
interface ApiPair {
	readonly api: string;
	readonly base: BundledApi | undefined;
	readonly head: BundledApi | undefined;
}

/**
 * Compares all descriptions of two sides.
 *
 * @throws {DescriptionFileError} with the side that cannot be read
 */
export async function compareSides(base: Side, head: Side): Promise<SpecDiff> {
	const started = Date.now();
	const compared = await Promise.all(pairApis(base, head).map((pair) => comparePair(pair, base, head)));
	const changes = compared.flatMap((one) => one.changes);
	return {
		bump: highestBump(changes),
		base: base.label,
		head: head.label,
		versions: compared.map(({ version }) => version),
		changes,
		operations: compared.flatMap(({ result }) => result.operationIds),
		notes: compared.flatMap(({ result }) => result.notes),
		started,
		elapsed: Date.now() - started,
	};
}

/** A single description may have been renamed, and that of a file has no name. */
function pairApis(base: Side, head: Side): ApiPair[] {
	const [[ours, ...others], [theirs, ...further]] = [[...base.apis.values()], [...head.apis.values()]];
	if (ours && theirs && others.length + further.length === 0) return [{ api: "", base: ours, head: theirs }];
	const names = new Set([...base.apis.keys(), ...head.apis.keys()]);
	return [...names].map((api) => ({ api, base: base.apis.get(api), head: head.apis.get(api) }));
}

async function comparePair(pair: ApiPair, base: Side, head: Side) {
	const [ours, theirs] = [readSide(pair.base, base), readSide(pair.head, head)];
	const result = compareDescriptions(ours, theirs, head.label, { scope: "all", patterns: comparePatterns });
	const findWitness = await createFinder(pair, result);
	const changes = result.differences.map((difference) => specChangeOf(difference, pair, findWitness(difference)));
	return { result, changes, version: versionStep(pair, result) };
}

function readSide(api: BundledApi | undefined, { label }: Side) {
	try {
		return api ? readDescription(api.bundle) : [];
	} catch (error) {
		throw error instanceof DescriptionFileError ? new DescriptionFileError(`${label}: ${error.message}`) : error;
	}
}

type FindWitness = (difference: DescriptionDifference) => Witness | undefined;

/** What witnesses need is only loaded for a change that breaks. */
async function createFinder({ base, head }: ApiPair, { bump }: ComparisonResult): Promise<FindWitness> {
	if (bump !== "major" || base === undefined || head === undefined) return () => undefined;
	const { createWitnessFinder } = await import("./witness/find-witness.ts");
	const find = createWitnessFinder(base.bundle, head.bundle);
	// A pattern of a description may take for ever.
	return (difference) => (difference.bump === "major" ? withinLimit(() => find(difference))?.result : undefined);
}

function specChangeOf(difference: DescriptionDifference, { api, base, head }: ApiPair, witness?: Witness): SpecChange {
	const { kind, operationId, pointer, keyword, bump, documented, other, values, source, also = [] } = difference;
	return {
		api,
		bump,
		kind,
		operationId,
		pointer,
		...(keyword !== undefined && { keyword }),
		was: documented,
		is: other,
		values,
		source,
		operations: [...new Set([operationId, ...also.map((one) => one.operationId)])],
		position: positionIn(head, difference.otherLocation),
		basePosition: positionIn(base, difference.location),
		isRemoved: kind === "missing-there",
		...(witness && { witness }),
	};
}

function positionIn(api: BundledApi | undefined, pointer: string): SourcePosition | null {
	return api ? api.locate(pointer) : null;
}

function versionStep({ api, base, head }: ApiPair, { bump }: ComparisonResult): VersionStep {
	const [earlier, later] = [base, head].map((side) => String(side?.bundle.info?.version ?? "none"));
	const [from, to] = [parseVersion(earlier ?? ""), parseVersion(later ?? "")];
	const needed = from ? neededVersion(from, bump) : null;
	return {
		api,
		base: earlier ?? "",
		head: later ?? "",
		needed,
		// A description that is new, or gone, has nothing to be compared with.
		isEnough: base === undefined || head === undefined || Boolean(from && to && needed && isHighEnough(to, from, needed)),
		bump,
		position: positionIn(head, "/info/version"),
	};
}
