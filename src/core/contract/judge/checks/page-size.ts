import { operationOf } from "../../../operation/generated-api.ts";
import { succeeded } from "../../exchange.ts";
import { bodyResult, type Check } from "../check.ts";
import { itemsOf } from "../shown.ts";

export const pageSize: Check = {
	id: "page-size",
	title: "A page has at most the requested number of items.",
	step: (step, context) => {
		const size = step.page?.size;
		const { pagination } = operationOf(context.api, step.exchange.operationId);
		if (pagination === undefined || size === undefined || !succeeded(step)) return [];
		const { length } = itemsOf(step, pagination.items);
		if (length <= size) return [];
		return [bodyResult(context, step, pagination.items, `at most ${size} items, as requested`, `${length} items`)];
	},
};
