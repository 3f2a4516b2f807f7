import { succeeded } from "../../exchange.ts";
import { bodyResult, type Check } from "../check.ts";
import { itemsOf, itemsPointer } from "../shown.ts";

/** Looks at lists. Whether a rejected change was stored is found by the reads after it (`read-your-write`). */
export const rejectedNotStored: Check = {
	id: "rejected-not-stored",
	title: "A rejected creation stores nothing.",
	sequence: (steps, context) => {
		if (steps.some((step) => (step.expect.kind === "rejected" || step.expect.kind === "unauthorized") && succeeded(step)))
			return [];
		return steps.flatMap((step) => {
			const items = itemsPointer(step, context) ?? "";
			const { length } = itemsOf(step, items);
			if (step.role !== "untouched" || !succeeded(step) || length === 0) return [];
			return [bodyResult(context, step, items, "no item, as every creation was rejected", `${length} items`)];
		});
	},
};
