import type { Check } from "../check.ts";
import { judgeMembers } from "../judge-body.ts";

export const jsonInString: Check = {
	id: "json-in-string",
	title: "A string that is documented to hold JSON holds JSON.",
	step: (step, context) => judgeMembers(step, context, (keyword) => keyword === "contentMediaType"),
};
