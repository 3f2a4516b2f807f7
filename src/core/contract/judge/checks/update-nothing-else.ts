import { type Step, succeeded } from "../../exchange.ts";
import type { Check, CheckContext } from "../check.ts";
import type { CheckResult } from "../finding.ts";
import {
	differingMembers,
	extractResource,
	haveSamePath,
	idOf,
	isDate,
	isScalar,
	type ResourceSnapshot,
	readsItem,
	sentMembers,
} from "../shown.ts";

/** Dates may change, and so may the volatile members of the policy, and those of the other fields of a PUT. */
export const updateNothingElse: Check = {
	id: "update-nothing-else",
	title: "A change leaves all other members as they are.",
	sequence: (steps, context) =>
		steps.flatMap((update, index) => {
			const id = idOf(update, context);
			if (update.role !== "update" || !succeeded(update) || id === undefined) return [];
			const reads = readsItem(id, context);
			const before = steps.slice(0, index).findLast(reads);
			const after = steps.slice(index + 1).find(reads);
			const was = before && extractResource(before, id, context);
			return [update, after].flatMap((step) => {
				const shown = step && extractResource(step, id, context);
				return was && shown ? changedMembers(was, shown, update, context) : [];
			});
		}),
};

function changedMembers(was: ResourceSnapshot, shown: ResourceSnapshot, update: Step, context: CheckContext): CheckResult[] {
	const { replaces, fieldOf } = context.resources.view(update.exchange.operationId);
	const samePath = haveSamePath(was, shown, context);
	const sent = sentMembers(update, shown, context);
	const kept = Object.entries(was.payload).filter(([name, before]) => {
		const member = shown.members.get(name);
		if (
			member === undefined ||
			isDate(member) ||
			(member.format === "uri" && !samePath) ||
			sent.has(name) ||
			(replaces && fieldOf.has(name)) ||
			context.policy.volatileMembers.includes(name)
		)
			return false;
		return isScalar(before) && isScalar(shown.payload[name]);
	});
	return differingMembers(shown, kept, () => "as before the change", shown.step === update, context);
}
