import type { DescriptionDifference } from "../../../src/core/compare/result.ts";
import type { OpenApi } from "../../pipeline/openapi.ts";
import { argumentWitness, callWitness, nullWitness, pageWitness } from "./calls.ts";
import { credentialsWitness } from "./credentials.ts";
import { judgeRequest } from "./judge-request.ts";
import { judgeResponse } from "./judge-response.ts";
import { placeOf } from "./place.ts";
import { type PlacedOperation, requestCandidates } from "./request-candidates.ts";
import { responseCandidates } from "./response-candidates.ts";
import { createSide, type DescriptionSide, type SideOperation } from "./side.ts";
import { isAbout, tellApart, type Verdict } from "./verdict.ts";
import type { Candidate, Witness } from "./witness.ts";

/** Finds the witness of a change; undefined where there is none, or none was found. */
export type WitnessFinder = (change: DescriptionDifference) => Witness | undefined;

/** How many exchanges are tried for one change. */
const MAX_CANDIDATES = 500;

/**
 * Returns a function that finds a witness for a breaking change: an exchange of which the two descriptions say different things.
 * Both were asked. The descriptions are read when the first witness is asked for.
 *
 * @param base the bundle that clients are written against
 * @param head the bundle that they meet
 */
export function createWitnessFinder(base: OpenApi, head: OpenApi): WitnessFinder {
	let sides: readonly [DescriptionSide, DescriptionSide] | undefined;
	return (change) => {
		if (change.bump !== "major") return undefined;
		sides ??= [createSide(base), createSide(head)];
		const own = sides[0].operations.find(({ id }) => id === change.operationId);
		const other = sides[1].operations.find(({ key }) => key === own?.key);
		if (own === undefined) return undefined;
		try {
			return specialWitness(own, other, change) ?? searchWitness(own, other, change);
		} catch {
			// Descriptions that the pipeline would reject may have schemas that do not compile.
			return undefined;
		}
	};
}

/** The witness of a change that no value of an exchange shows. */
function specialWitness(
	own: SideOperation,
	other: SideOperation | undefined,
	change: DescriptionDifference,
): Witness | undefined {
	if (other === undefined) return undefined;
	const placed = [own, other].map((operation) => ({ operation, place: placeOf(change.pointer, own, operation) }));
	const pair = placed as unknown as readonly [PlacedOperation, PlacedOperation];
	switch (change.keyword) {
		case "operationId":
			return callWitness([own, other]);
		case "name":
			return argumentWitness(pair);
		case "security":
			return credentialsWitness(own, change);
		case "pagination":
			return pageWitness([own, other], change);
		case "type":
		case "nullable":
			return searchWitness(own, other, change) ?? nullWitness(pair);
		default:
			return undefined;
	}
}

/** An exchange that was judged by both descriptions. */
interface Trial {
	readonly score: number;
	readonly witness: Witness;
}

const BEST = 5;

/** Keywords that change how the same request is read. */
const READING = new Set(["default", "style", "explode", "encoding"]);

/** Tries exchanges until one side accepts one, and the other objects to nothing but the place of the change. */
function searchWitness(own: SideOperation, other: SideOperation | undefined, change: DescriptionDifference): Witness | undefined {
	const pair = [own, other] as const;
	const sides = pair.flatMap((operation) => (operation ? [{ operation, place: placeOf(change.pointer, own, operation) }] : []));
	const places = pair.map((operation) => placeOf(change.pointer, own, operation ?? own).pointer) as [string, string];
	const isRequest = change.pointer.startsWith("/request");
	// What breaks is what the base allows to send, and what the head allows to receive.
	const preferred = isRequest !== own.isReceived ? 0 : 1;
	const candidates = isRequest ? requestCandidates : responseCandidates;
	const tried = new Set<string>();
	let best: Trial | undefined;
	for (const side of preferred === 0 ? sides : sides.toReversed()) {
		for (const candidate of candidates(side, sides, change)) {
			const key = JSON.stringify(candidate.request ?? candidate.response);
			if (tried.has(key)) continue;
			tried.add(key);
			const trial = judge(candidate, pair, places, preferred, change.keyword);
			if (trial !== undefined && trial.score > (best?.score ?? 0)) best = trial;
			if (best?.score === BEST || tried.size > MAX_CANDIDATES) return best?.witness;
		}
	}
	return best?.witness;
}

function judge(
	candidate: Candidate,
	[own, other]: readonly [SideOperation, SideOperation | undefined],
	places: readonly [string, string],
	preferred: number,
	keyword = "",
): Trial | undefined {
	const { request, response } = candidate;
	const judgeBy = (operation: SideOperation | undefined) =>
		request ? judgeRequest(operation, request, own.isReceived) : response && judgeResponse(operation, response);
	const verdicts = [judgeBy(own), judgeBy(other)] as [Verdict, Verdict];
	const told = tellApart(verdicts, places);
	const score = told === undefined ? 0 : scoreOf(verdicts, places, preferred, READING.has(keyword));
	return told && score > 0 ? { score, witness: { ...candidate, ...told } } : undefined;
}

/** How much an exchange shows: best where nothing but the change tells the descriptions apart. */
function scoreOf(
	verdicts: readonly [Verdict, Verdict],
	places: readonly [string, string],
	preferred: number,
	isReading: boolean,
): number {
	const about = verdicts.map(
		({ objections }, at) => objections.filter((objection) => isAbout(objection, places[at] ?? "")).length,
	);
	const accepting = verdicts.map(({ objections }) => objections.length === 0);
	if (accepting[0] && accepting[1]) return isReading ? BEST : 2;
	const rejecting = accepting[0] ? 1 : 0;
	const isOnly = about[rejecting] === verdicts[rejecting]?.objections.length;
	if (accepting[0] !== accepting[1] && (about[rejecting] ?? 0) > 0) {
		if (!isOnly || isReading) return 3;
		return accepting[preferred] ? BEST : 4;
	}
	return about.filter((count) => count > 0).length === 1 ? 1 : 0;
}
