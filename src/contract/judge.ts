import type { Check, CheckContext } from "./check.ts";
import { CHECKS } from "./checks/index.ts";
import type { Step } from "./exchange.ts";
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
	readonly #findings = new Map<string, Finding>();

	get size(): number {
		return this.#findings.size;
	}

	get all(): Finding[] {
		return [...this.#findings.values()];
	}

	add(judged: Judged, caseId: string): Finding {
		const { check, step, severity = "failure", pointer, documented, received, source, location } = judged;
		const { operationId } = step.exchange;
		const key = `${check.id} ${operationId} ${pointer.replace(/\/\d+(?=\/|$)/g, "/*")} ${location} ${severity}`;
		const known = this.#findings.get(key);
		const finding: Finding = known
			? { ...known, count: known.count + 1 }
			: {
					check: check.id,
					severity,
					operationId,
					pointer,
					documented,
					received,
					source,
					location,
					case: caseId,
					exchange: step.exchange,
					count: 1,
				};
		this.#findings.set(key, finding);
		return finding;
	}
}
