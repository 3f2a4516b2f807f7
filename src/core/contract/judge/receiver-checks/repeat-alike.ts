import { show } from "../../../operation/describe-rule.ts";
import { type Step, statusOf } from "../../exchange.ts";
import { type Check, responsePlace, statusResult } from "../check.ts";

/** A sender that saw no response sends the webhook again: the second response has to say what the first did. */
export const repeatAlike: Check = {
	id: "repeat-alike",
	title: "A webhook that is sent again gets the same response.",
	sequence: (steps, context) =>
		steps.flatMap((step, index) => {
			const first = steps[index - 1];
			if (step.role !== "repeat" || first?.exchange.response === undefined || step.exchange.response === undefined) return [];
			const place = responsePlace(context, step.exchange);
			if (statusOf(step) !== statusOf(first)) return [statusResult(step, `${statusOf(first)}, as before`, place)];
			const [before, after] = [first, step].map(bodyOf);
			if (before === after) return [];
			return [{ step, pointer: "/response/body", documented: `${show(before)}, as before`, received: show(after), ...place }];
		}),
};

function bodyOf({ exchange: { response } }: Step): string {
	return response?.body ?? "";
}
