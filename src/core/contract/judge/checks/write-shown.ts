import { show } from "../../../operation/describe-rule.ts";
import { succeeded } from "../../exchange.ts";
import { bodyResult, type Check } from "../check.ts";
import { extractResource, idOf, sentMembers, showsSame } from "../shown.ts";

/** A nullable member may be null instead: some members are shown only when the resource is fetched. */
export const writeShown: Check = {
	id: "write-shown",
	title: "The response to a creation or a change shows the sent values.",
	step: (step, context) => {
		const { action } = context.resources.view(step.exchange.operationId);
		if (!succeeded(step) || (action !== "create" && action !== "update")) return [];
		const shown = extractResource(step, idOf(step, context) ?? "", context);
		if (shown === undefined) return [];
		return [...sentMembers(step, shown, context)].flatMap(([name, sent]) => {
			const value = shown.payload[name];
			const member = shown.members.get(name);
			if (value === undefined || showsSame(sent, value, member) || (value === null && member?.nullable)) return [];
			return [bodyResult(context, step, `/${name}`, `${show(sent)}, as sent`, show(value))];
		});
	},
};
