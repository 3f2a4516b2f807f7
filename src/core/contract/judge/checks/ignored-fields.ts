import { show } from "../../../operation/describe-rule.ts";
import { bodyResult, type Check } from "../check.ts";
import { ignoredBeside, writtenResource } from "../shown.ts";

/** The description names the field beside which another is ignored (`x-ignored-with`). */
export const ignoredFields: Check = {
	id: "ignored-fields",
	title: "A field that is documented to be ignored beside another is ignored.",
	step: (step, context) => {
		const shown = writtenResource(step, context);
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
