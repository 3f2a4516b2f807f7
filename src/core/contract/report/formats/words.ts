import type { Deviation } from "../../judge/finding.ts";
import type { Outcome } from "../result.ts";

/** What both sides of a deviation are called: two descriptions are `here` and `there`. */
export function sidesOf({ exchange }: Deviation): readonly [ours: string, theirs: string] {
	return exchange === undefined ? ["here", "there"] : ["documented", "received"];
}

/** The place of a deviation, and the rule where it is one rule. */
export function placeOf({ pointer, keyword }: Deviation): string {
	return keyword === undefined ? pointer : `${pointer} ${keyword}`;
}

/** A deviation in one sentence, but for its operation. */
export function statementOf(finding: Deviation): string {
	const { documented, received, exchange } = finding;
	const said =
		exchange === undefined ? `here ${documented}, there ${received}` : `documented is ${documented}; received was ${received}`;
	return `${placeOf(finding)}: ${said}`;
}

/** A deviation in one sentence. */
export function sentenceOf(finding: Deviation): string {
	return `${finding.operationId} ${statementOf(finding)}`;
}

/** How much was looked at. */
export function extentOf({ cases, requests, coverage }: Outcome): string {
	return coverage === undefined ? `${cases.length} operations compared` : `${cases.length} cases, ${requests} requests`;
}

/** How often a finding was seen, and where first. */
export function sightingsOf({ count, case: caseId, exchange }: Deviation): string {
	const entry = exchange?.entry === undefined ? "" : `, entry ${exchange.entry}`;
	return `${count === 1 ? "once" : `${count} times`}, first in "${caseId}"${entry}`;
}
