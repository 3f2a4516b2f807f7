import { groupBy } from "../../operation/group-by.ts";
import { isRecord } from "../../operation/is-record.ts";
import { type Step, succeeded } from "../exchange.ts";
import type { CheckContext } from "./check.ts";
import { idOf, itemsOf, itemsPointer, textOfId } from "./shown.ts";

/** An item of a list, and where it was seen. */
interface SeenItem {
	readonly step: Step;
	/** Into the body, as a JSON pointer. */
	readonly pointer: string;
	readonly id: string;
}

/** All pages of one walk over a list, in the order in which they were fetched. */
export interface Walk {
	readonly steps: readonly Step[];
	readonly items: readonly SeenItem[];
	/** Where a page has its items. */
	readonly itemsPointer: string;
}

/** The walks over lists in a case; only pages that could be read count. */
export function walksOf(steps: readonly Step[], context: CheckContext): Walk[] {
	const pages = steps.filter((step) => step.page !== undefined && succeeded(step));
	const walks = groupBy(pages, ({ page, exchange }) => `${exchange.operationId} ${page?.walk}`);
	return [...walks.values()].map((walk) => {
		const pointer = (walk[0] && itemsPointer(walk[0], context)) ?? "";
		return { steps: walk, items: walk.flatMap((step) => seenIn(step, pointer, context)), itemsPointer: pointer };
	});
}

function seenIn(step: Step, pointer: string, { policy }: CheckContext): SeenItem[] {
	return itemsOf(step, pointer).map((item, index) => ({
		step,
		pointer: `${pointer}/${index}`,
		id: (isRecord(item) && textOfId(item[policy.idField])) || "",
	}));
}

/** The identifiers of what a case created, in the order of creation. */
export function createdIds(steps: readonly Step[], context: CheckContext): string[] {
	return steps.filter((step) => step.role === "create" && succeeded(step)).flatMap((step) => idOf(step, context) ?? []);
}
