import { judgeRequest } from "./judge-request.ts";
import { judgeResponse } from "./judge-response.ts";
import type { SideOperation } from "./side.ts";
import { isAbout, type SideJudgement, tellApart } from "./side-judgement.ts";
import type { Candidate, Witness } from "./witness.ts";

/** What exchanges are judged for. The base comes first. */
export interface Question {
	readonly operations: readonly [SideOperation, SideOperation | undefined];
	/** The place of the change, as each description names it. */
	readonly places: readonly [string, string];
	/** The description that allows what the other does not: what breaks is sent by the base, or comes from the head. */
	readonly preferred: 0 | 1;
	readonly keyword: string | undefined;
}

/** An exchange that tells the descriptions apart. */
export interface Trial {
	/** At most `BEST_SCORE`. */
	readonly score: number;
	readonly witness: Witness;
}

/** Of an exchange that nothing but the change tells apart. */
export const BEST_SCORE = 5;

/** Keywords that change how the same request is read. */
const READING = new Set(["default", "style", "explode", "encoding"]);

/** Has both descriptions judge an exchange; undefined where it does not show the change. */
export function tryCandidate(candidate: Candidate, question: Question): Trial | undefined {
	const { request, response } = candidate;
	const [own, other] = question.operations;
	const judgeBy = (operation: SideOperation | undefined): SideJudgement => {
		const judgement = request ? judgeRequest(operation, request, own.isReceived) : judgeResponse(operation, response);
		return question.keyword === "additionalProperties" ? withoutUnknown(judgement) : judgement;
	};
	const judgements = [judgeBy(own), judgeBy(other)] as const;
	const told = tellApart(judgements, question.places);
	const score = scoreOf(judgements, question);
	return told && score > 0 ? { score, witness: { ...candidate, ...told } } : undefined;
}

/** What is not described is allowed, unless a schema forbids it. */
function withoutUnknown({ objections, ...judgement }: SideJudgement): SideJudgement {
	return { ...judgement, objections: objections.filter(({ isUnknown }) => !isUnknown) };
}

/** How well an exchange shows the change; 0 where both descriptions reject it, or one does for another reason. */
function scoreOf(judgements: readonly [SideJudgement, SideJudgement], { places, preferred, keyword = "" }: Question): number {
	const isReading = READING.has(keyword);
	const accepting = judgements.findIndex(({ objections }) => objections.length === 0);
	if (accepting < 0) return 0;
	const rejecting = accepting === 0 ? 1 : 0;
	const { objections } = judgements[rejecting];
	if (objections.length === 0) return isReading ? BEST_SCORE : 2;
	const about = objections.filter((objection) => isAbout(objection, places[rejecting]));
	if (about.length === 0) return 0;
	if (about.length < objections.length || isReading) return 3;
	return accepting === preferred ? BEST_SCORE : 4;
}
