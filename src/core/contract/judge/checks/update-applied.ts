import { succeeded } from "../../exchange.ts";
import type { Check } from "../check.ts";
import { differingMembers, extractResource, idOf, readsItem, sentMembers } from "../shown.ts";

export const updateApplied: Check = {
	id: "update-applied",
	title: "The next read after a change shows the change.",
	sequence: (steps, context) =>
		steps.flatMap((step, index) => {
			const id = idOf(step, context);
			if (step.role !== "update" || !succeeded(step) || id === undefined) return [];
			const read = steps.slice(index + 1).find(readsItem(id, context));
			const shown = read && extractResource(read, id, context);
			return shown ? differingMembers(shown, sentMembers(step, shown, context), () => "as changed", false, context) : [];
		}),
};
