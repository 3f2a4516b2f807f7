import { show } from "../../../operation/describe-rule.ts";
import { succeeded } from "../../exchange.ts";
import { bodyResult, type Check } from "../check.ts";
import { extractResource, idOf, ignoredBeside } from "../shown.ts";

/** The description names the field beside which another is ignored (`x-ignored-with`). */
export const ignoredFields: Check = {
	id: "ignored-fields",
	title: "A field that is documented to be ignored beside another is ignored.",
	step: (step, context) => {
		const shown = succeeded(step) ? extractResource(step, idOf(step, context) ?? "", context) : undefined;
		if (shown === undefined) return [];
		return [...ignoredBeside(step.exchange, context)].flatMap(([name, beside]) => {
			const member = context.policy.propertyNameFor(name);
			const value = step.exchange.parts.body?.[name];
			if (!shown.members.has(member) || shown.payload[member] !== value) return [];
			const documented = `not the sent ${name}, which is ignored beside ${beside}`;
			return [bodyResult(context, step, `${shown.pointer}/${member}`, documented, show(value))];
		});
	},
};
