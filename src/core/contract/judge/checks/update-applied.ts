import { show } from "../../../operation/describe-rule.ts";
import { type Step, succeeded } from "../../exchange.ts";
import { bodyResult, type Check } from "../check.ts";
import { extractResource, idOf, sentMembers, showsSame } from "../shown.ts";

export const updateApplied: Check = {
	id: "update-applied",
	title: "The next read after a change shows the change.",
	sequence: (steps, context) =>
		steps.flatMap((step, index) => {
			if (step.role !== "update" || !succeeded(step)) return [];
			const id = idOf(step, context);
			const read = steps.slice(index + 1).find((later) => isRead(later) && idOf(later, context) === id);
			const shown = read && id !== undefined ? extractResource(read, id, context) : undefined;
			if (shown === undefined) return [];
			return [...sentMembers(step, shown, context)].flatMap(([name, sent]) => {
				const now = shown.payload[name];
				if (now === undefined || showsSame(sent, now, shown.members.get(name))) return [];
				return [bodyResult(context, shown.step, `/${name}`, `${show(sent)}, as changed`, show(now))];
			});
		}),
};

function isRead(step: Step): boolean {
	return step.role === "fetch" && succeeded(step);
}
