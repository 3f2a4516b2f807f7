import { bodyResult, type Check } from "../check.ts";
import { writtenResource } from "../shown.ts";

/** The policy knows these rules: see `ContractPolicy.judgeWrite`. */
export const vendorRules: Check = {
	id: "vendor-rules",
	title: "The response to a creation or a change keeps the rules that only this API has.",
	step: (step, context) => {
		const shown = writtenResource(step, context);
		const fields = step.exchange.parts.body;
		if (shown === undefined || fields === undefined) return [];
		const deviations = context.policy.judgeWrite?.(fields, shown.payload) ?? [];
		return deviations.map(({ member, documented, received }) =>
			bodyResult(context, step, `${shown.pointer}/${member}`, documented, received),
		);
	},
};
