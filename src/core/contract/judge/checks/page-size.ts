import { operationOf } from "../../../operation/generated-api.ts";
import { succeeded } from "../../exchange.ts";
import { bodyResult, type Check } from "../check.ts";
import { itemsOf } from "../shown.ts";

export const pageSize: Check = {
	id: "page-size",
	title: "A page has at most the requested number of items.",
	step: (step, context) => {
		const { exchange, page } = step;
		const pagination = operationOf(context.api, exchange.operationId).pagination;
		if (pagination === undefined || page?.size === undefined || !succeeded(step) || exchange.body.kind !== "json") return [];
		const count = itemsOf(exchange.body.value, pagination.items).length;
		if (count <= page.size) return [];
		return [bodyResult(context, step, pagination.items, `at most ${page.size} items, as requested`, `${count} items`)];
	},
};
