import { show } from "../../../operation/describe-rule.ts";
import { type Step, succeeded } from "../../exchange.ts";
import { bodyResult, type Check, type CheckContext } from "../check.ts";
import type { CheckResult } from "../finding.ts";
import { extractResource, idOf, isDate, isScalar, type ResourceSnapshot, sentMembers, showsSame } from "../shown.ts";

/** Dates may change, and so may the volatile members of the policy. */
export const updateNothingElse: Check = {
	id: "update-nothing-else",
	title: "A change leaves all other members as they are.",
	sequence: (steps, context) =>
		steps.flatMap((update, index) => {
			const id = idOf(update, context);
			if (update.role !== "update" || !succeeded(update) || id === undefined) return [];
			const reads = (step: Step) => step.role === "fetch" && succeeded(step) && idOf(step, context) === id;
			const before = steps.slice(0, index).findLast(reads);
			const after = steps.slice(index + 1).find(reads);
			const was = before && extractResource(before, id, context);
			if (was === undefined) return [];
			return [update, ...(after ? [after] : [])].flatMap((step) => {
				const shown = extractResource(step, id, context);
				return shown ? changedMembers(was, shown, update, context) : [];
			});
		}),
};

function changedMembers(was: ResourceSnapshot, shown: ResourceSnapshot, update: Step, context: CheckContext): CheckResult[] {
	const sent = sentMembers(update, shown, context);
	return Object.entries(was.payload).flatMap(([name, before]) => {
		const now = shown.payload[name];
		const member = shown.members.get(name);
		if (member === undefined || isDate(member) || sent.has(name) || context.policy.volatileMembers.includes(name)) return [];
		if (now === undefined || !isScalar(before) || !isScalar(now) || showsSame(before, now, member)) return [];
		if (shown.step === update && now === null && member.nullable) return [];
		return [bodyResult(context, shown.step, `/${name}`, `${show(before)}, as before the change`, show(now))];
	});
}
