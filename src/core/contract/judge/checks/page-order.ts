import { bodyResult, type Check } from "../check.ts";
import { createdIds, walksOf } from "../pages.ts";

/** Compares the items of the case, over all pages, with the order of their creation. Others may stand between them. */
export const pageOrder: Check = {
	id: "page-order",
	title: "Lists have the requested order.",
	sequence: (steps, context) => {
		const created = createdIds(steps, context);
		return walksOf(steps, context).flatMap(({ items, steps: [first] }) => {
			const order = first?.page?.order;
			if (order === undefined) return [];
			const own = items.filter(({ id }, index) => created.includes(id) && items.findIndex((item) => item.id === id) === index);
			const expected = created.filter((id) => own.some((item) => item.id === id));
			if (order === "desc") expected.reverse();
			const wrong = own.findIndex(({ id }, index) => id !== expected[index]);
			const item = own[wrong];
			if (item === undefined) return [];
			const documented = `${expected[wrong]}, in the order ${order} of creation`;
			return [bodyResult(context, item.step, item.pointer, documented, item.id)];
		});
	},
};
