import { type Step, succeeded } from "../../exchange.ts";
import { bodyPlace, type Check, type CheckContext } from "../check.ts";
import { type Judgement, show } from "../finding.ts";
import { extractResource, idOf, isDate, isScalar, type ResourceSnapshot, sentMembers, showsSame } from "../shown.ts";

/** A change leaves alone what it does not name. Dates, and what the vendor says follows from any change, are free. */
export const updateNothingElse: Check = {
	id: "update-nothing-else",
	title: "A change changes nothing that it does not name.",
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
				return shown ? compare(was, shown, update, context) : [];
			});
		}),
};

function compare(was: ResourceSnapshot, shown: ResourceSnapshot, update: Step, context: CheckContext): Judgement[] {
	const sent = sentMembers(update, shown, context);
	return Object.entries(was.payload).flatMap(([name, before]) => {
		const now = shown.payload[name];
		const member = shown.members.get(name);
		if (member === undefined || isDate(member) || sent.has(name) || context.policy.volatileMembers.includes(name)) return [];
		if (now === undefined || !isScalar(before) || !isScalar(now) || showsSame(before, now, member)) return [];
		if (shown.step === update && now === null && member.nullable) return [];
		const place = bodyPlace(context, shown.step.exchange, `/${name}`);
		const documented = `${show(before)}, as before the change`;
		return [{ step: shown.step, pointer: `/response/body/${name}`, documented, received: show(now), ...place }];
	});
}
