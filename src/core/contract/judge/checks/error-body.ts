import { show } from "../../../operation/describe-rule.ts";
import { valueAt } from "../../../operation/json-pointer.ts";
import { statusOf } from "../../exchange.ts";
import { bodyResult, type Check } from "../check.ts";
import { judgeBody } from "../judge-body.ts";

/** The policy says where an error body repeats the status, if it does. */
export const errorBody: Check = {
	id: "error-body",
	title: "The body of an error matches its schema and repeats the status.",
	step: (step, context) => {
		const { exchange } = step;
		if (statusOf(step) < 400) return [];
		const judgements = judgeBody(step, context);
		const pointer = context.policy.errorStatus;
		if (judgements.length > 0 || pointer === undefined || exchange.body.kind !== "json") return judgements;
		const repeated = valueAt(exchange.body.value, pointer);
		if (repeated === undefined || repeated === statusOf(step)) return [];
		return [bodyResult(context, step, pointer, `${statusOf(step)}, the status of the response`, show(repeated))];
	},
};
