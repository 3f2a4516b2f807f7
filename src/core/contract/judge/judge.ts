import { type Step, statusOf } from "../exchange.ts";
import { fails } from "../report/result.ts";
import type { Check, CheckContext } from "./check.ts";
import { CHECKS } from "./checks/index.ts";
import type { CheckResult, Finding } from "./finding.ts";
import { RECEIVER_CHECKS } from "./receiver-checks/index.ts";

/** A check result with the check that reported it. */
type NamedCheckResult = CheckResult & { readonly check: Check };

/** Runs every check on the exchanges of a case: those of receivers if the policy is about webhooks. */
export function judge(steps: readonly Step[], context: CheckContext): NamedCheckResult[] {
	const checks = context.policy.receiver ? RECEIVER_CHECKS : CHECKS;
	const found: NamedCheckResult[] = [];
	const add = (check: Check, results: readonly CheckResult[] = []) => {
		for (const result of results) found.push({ ...result, check });
	};
	const failure = steps.findIndex((step) => statusOf(step) >= 500);
	for (const [index, step] of steps.entries()) {
		// A server that failed may have carried the request out or not, so that those after it may succeed or not.
		const judged: Step = failure >= 0 && index > failure ? { ...step, expect: { kind: "any" } } : step;
		for (const check of checks) add(check, check.step?.(judged, context));
	}
	if (failure < 0) for (const check of checks) add(check, check.sequence?.(steps, context));
	return found;
}

/** Collects findings. A deviation that is seen again raises the count of its finding. */
export class FindingList {
	readonly #positions = new Map<string, number>();
	readonly all: Finding[] = [];

	/** @returns the finding's position in the list, from 0 */
	add(result: NamedCheckResult, caseId: string): number {
		const { check, step, severity = "failure", pointer, keyword, documented, received, source, location } = result;
		const { operationId } = step.exchange;
		const key = `${check.id} ${operationId} ${pointer.replace(/\/\d+(?=\/|$)/g, "/*")} ${keyword} ${location} ${severity} ${statusOf(step)}`;
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

	/** Whether the finding at a position fails the run. */
	fails(position: number, strict: boolean): boolean {
		const finding = this.all[position];
		return finding !== undefined && fails(finding, strict);
	}
}
