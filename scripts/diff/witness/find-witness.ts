import type { DescriptionDifference } from "../../../src/core/compare/result.ts";
import type { OpenApi } from "../../pipeline/openapi.ts";
import { argumentWitness, callWitness, nullWitness, pageWitness } from "./calls.ts";
import { credentialsWitness } from "./credentials.ts";
import { readPlace } from "./place.ts";
import { type PlacedOperation, requestCandidates } from "./request-candidates.ts";
import { responseCandidates } from "./response-candidates.ts";
import { createSide, type DescriptionSide, type SideOperation } from "./side.ts";
import { BEST_SCORE, type Question, type Trial, tryCandidate } from "./trial.ts";
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
	const placed = (operation: SideOperation): PlacedOperation => ({
		operation,
		place: readPlace(change.pointer, own, operation),
	});
	switch (change.keyword) {
		case "operationId":
			return callWitness([own, other]);
		case "name":
			return argumentWitness(placed(own), change);
		case "security":
			return credentialsWitness(own, change);
		case "pagination":
			return pageWitness([own, other], change);
		case "type":
		case "nullable":
			return searchWitness(own, other, change) ?? nullWitness([placed(own), placed(other)]);
		default:
			return undefined;
	}
}

/** Tries exchanges until one side accepts one, and the other objects to nothing but the place of the change. */
function searchWitness(own: SideOperation, other: SideOperation | undefined, change: DescriptionDifference): Witness | undefined {
	const pair = [own, other] as const;
	const sides = pair.flatMap((operation) => (operation ? [{ operation, place: readPlace(change.pointer, own, operation) }] : []));
	const isRequest = change.pointer.startsWith("/request");
	const preferred = isRequest !== own.isReceived ? 0 : 1;
	const question: Question = {
		operations: pair,
		places: [change.pointer, readPlace(change.pointer, own, other ?? own).pointer],
		preferred,
		keyword: change.keyword,
	};
	const candidates = isRequest ? requestCandidates : responseCandidates;
	const ordered = preferred === 0 ? sides : sides.toReversed();
	return bestOf(
		ordered.map((side) => candidates(side, sides, change)),
		question,
	);
}

function bestOf(all: readonly Iterable<Candidate>[], question: Question): Witness | undefined {
	const tried = new Set<string>();
	let best: Trial | undefined;
	for (const candidates of all) {
		for (const candidate of candidates) {
			const key = JSON.stringify(candidate.request ?? candidate.response);
			if (tried.has(key)) continue;
			tried.add(key);
			const trial = tryCandidate(candidate, question);
			if (trial !== undefined && trial.score > (best?.score ?? 0)) best = trial;
			if (best?.score === BEST_SCORE || tried.size > MAX_CANDIDATES) return best?.witness;
		}
	}
	return best?.witness;
}
