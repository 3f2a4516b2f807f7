import { type Step, succeeded } from "../../exchange.ts";
import { bodyResult, type Check, type CheckContext } from "../check.ts";
import type { CheckResult } from "../finding.ts";
import { createdIds, type Walk, walksOf } from "../pages.ts";
import { shownIds } from "../shown.ts";

/** Looks for repeated items, and for items that were created or listed before and that no page shows. */
export const pageComplete: Check = {
	id: "page-complete",
	title: "The pages of a list show every item once.",
	sequence: (steps, context) => {
		const created = createdIds(steps, context);
		return walksOf(steps, context).flatMap((walk) => {
			const existing = created.length === 0 ? listedIds(steps, walk, context) : created;
			return [...repeatedItems(walk, context), ...missingItems(walk, existing, context)];
		});
	},
};

/** The items that the list of a walk showed before it, without paging parameters. */
function listedIds(steps: readonly Step[], { steps: [first] }: Walk, context: CheckContext): string[] {
	const { operationId } = first?.exchange ?? {};
	const lists = steps.filter(({ role, exchange }) => role === "list" && exchange.operationId === operationId);
	return lists.flatMap((list) => (succeeded(list) ? shownIds(list, context) : []));
}

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

function missingItems({ items, steps, itemsPointer }: Walk, existing: readonly string[], context: CheckContext): CheckResult[] {
	const step = steps.at(-1);
	if (step === undefined || step.page?.cut) return [];
	const missing = existing.filter((id) => !items.some((item) => item.id === id));
	if (missing.length === 0) return [];
	const documented = `all ${existing.length} items that were created or listed before`;
	const received = `none of the pages shows ${missing.join(", ")}`;
	return [bodyResult(context, step, itemsPointer, documented, received)];
}
