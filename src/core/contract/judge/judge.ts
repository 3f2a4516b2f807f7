import type { Step } from "../exchange.ts";
import { fails } from "../report/result.ts";
import type { Check, CheckContext } from "./check.ts";
import { CHECKS } from "./checks/index.ts";
import type { Finding, Judgement } from "./finding.ts";

const STEP_CHECKS = CHECKS.filter((check) => check.step !== undefined);
const SEQUENCE_CHECKS = CHECKS.filter((check) => check.sequence !== undefined);

/** A judgement with the check that made it. */
interface Judged extends Judgement {
	readonly check: Check;
}

/** Everything that any check has to say about the exchanges of a case. */
export function judge(steps: readonly Step[], context: CheckContext): Judged[] {
	const judged: Judged[] = [];
	for (const step of steps) {
		for (const check of STEP_CHECKS) {
			for (const judgement of check.step?.(step, context) ?? []) judged.push({ ...judgement, check });
		}
	}
	for (const check of SEQUENCE_CHECKS) {
		for (const judgement of check.sequence?.(steps, context) ?? []) judged.push({ ...judgement, check });
	}
	return judged;
}

/** Gathers findings. The same deviation, seen again, counts; it is no new finding. */
export class FindingList {
	readonly #positions = new Map<string, number>();
	readonly all: Finding[] = [];

	/** @returns the finding's position in the list */
	add(judged: Judged, caseId: string): number {
		const { check, step, severity = "failure", pointer, keyword, documented, received, source, location } = judged;
		const { operationId } = step.exchange;
		const key = `${check.id} ${operationId} ${pointer.replace(/\/\d+(?=\/|$)/g, "/*")} ${keyword} ${location} ${severity}`;
		const position = this.#positions.get(key) ?? this.all.length;
		const known = this.all[position];
		this.#positions.set(key, position);
		this.all[position] = known
			? { ...known, count: known.count + 1 }
			: {
					check: check.id,
					severity,
					operationId,
					pointer,
					...(keyword !== undefined && { keyword }),
					documented,
					received,
					source,
					location,
					case: caseId,
					exchange: step.exchange,
					count: 1,
				};
		return position;
	}

	/** Whether what stands at a position fails the run. */
	fails(position: number, strict: boolean): boolean {
		const finding = this.all[position];
		return finding !== undefined && fails(finding, strict);
	}
}
