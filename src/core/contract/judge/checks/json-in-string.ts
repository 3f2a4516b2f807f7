import { bodyPlace, type Check, judgeViolations } from "../check.ts";
import { bodyViolations } from "../judge-body.ts";

export const jsonInString: Check = {
	id: "json-in-string",
	title: "A string that is documented to hold JSON holds JSON.",
	step: (step, context) => {
		const violations = bodyViolations(step, context).filter(({ keyword }) => keyword === "contentMediaType");
		if (violations.length === 0) return [];
		return judgeViolations(violations, step, "/response/body", (pointer) => bodyPlace(context, step.exchange, pointer));
	},
};
