import { bodyResult, type Check, type CheckContext } from "../check.ts";
import type { CheckResult } from "../finding.ts";
import { createdIds, type Walk, walksOf } from "../pages.ts";

/** Looks for repeated items, and for items of the case that no page shows. */
export const pageComplete: Check = {
	id: "page-complete",
	title: "The pages of a list show every item once.",
	sequence: (steps, context) => {
		const created = createdIds(steps, context);
		return walksOf(steps, context).flatMap((walk) => [...repeatedItems(walk, context), ...missingItems(walk, created, context)]);
	},
};

function repeatedItems({ items }: Walk, context: CheckContext): CheckResult[] {
	const seen = new Set<string>();
	return items.flatMap(({ step, pointer, id }) => {
		if (!seen.has(id)) {
			seen.add(id);
			return [];
		}
		return [bodyResult(context, step, pointer, "every item once", `${id} again`)];
	});
}

function missingItems({ items, steps, itemsPointer }: Walk, created: readonly string[], context: CheckContext): CheckResult[] {
	const step = steps.at(-1);
	if (step === undefined || step.page?.cut) return [];
	const missing = created.filter((id) => !items.some((item) => item.id === id));
	if (missing.length === 0) return [];
	const documented = `all ${created.length} items that were created`;
	const received = `none of the pages shows ${missing.join(", ")}`;
	return [bodyResult(context, step, itemsPointer, documented, received)];
}
