import { bodyPlace, type Check, type CheckContext } from "../check.ts";
import type { Judgement } from "../finding.ts";
import { createdIds, type Walk, walksOf } from "../pages.ts";

/** Over all its pages a list shows every item once. */
export const pageComplete: Check = {
	id: "page-complete",
	title: "Over all its pages a list shows every item once.",
	sequence: (steps, context) => {
		const created = createdIds(steps, context);
		return walksOf(steps, context).flatMap((walk) => [...doubled(walk, context), ...lost(walk, created, context)]);
	},
};

function doubled({ items }: Walk, context: CheckContext): Judgement[] {
	const seen = new Set<string>();
	return items.flatMap(({ step, pointer, id }) => {
		if (!seen.has(id)) {
			seen.add(id);
			return [];
		}
		const place = bodyPlace(context, step.exchange, pointer);
		return [{ step, pointer: `/response/body${pointer}`, documented: "every item once", received: `${id} again`, ...place }];
	});
}

function lost({ items, steps, itemsPointer }: Walk, created: readonly string[], context: CheckContext): Judgement[] {
	const step = steps.at(-1);
	if (step === undefined || step.page?.cut) return [];
	const missing = created.filter((id) => !items.some((item) => item.id === id));
	if (missing.length === 0) return [];
	const place = bodyPlace(context, step.exchange, itemsPointer);
	const documented = `all ${created.length} items that were created`;
	const received = `none of the pages shows ${missing.join(", ")}`;
	return [{ step, pointer: `/response/body${itemsPointer}`, documented, received, ...place }];
}
