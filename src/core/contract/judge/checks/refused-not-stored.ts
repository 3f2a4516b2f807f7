import { succeeded } from "../../exchange.ts";
import { bodyPlace, type Check } from "../check.ts";
import { itemsOf, itemsPointer } from "../shown.ts";

/** A creation that is refused leaves nothing behind. What a refused change leaves behind, reading the resource tells. */
export const refusedNotStored: Check = {
	id: "refused-not-stored",
	title: "A creation that is refused leaves nothing behind.",
	sequence: (steps, context) => {
		if (steps.some((step) => (step.expect.kind === "refused" || step.expect.kind === "unauthorized") && succeeded(step)))
			return [];
		return steps.flatMap((step) => {
			const { exchange } = step;
			if (step.role !== "untouched" || !succeeded(step) || exchange.body.kind !== "json") return [];
			const items = itemsPointer(step, context) ?? "";
			const { length } = itemsOf(exchange.body.value, items);
			if (length === 0) return [];
			const place = bodyPlace(context, exchange, items);
			const documented = "nothing, as every creation was refused";
			return [{ step, pointer: `/response/body${items}`, documented, received: `${length} items`, ...place }];
		});
	},
};
