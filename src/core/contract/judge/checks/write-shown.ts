import { succeeded } from "../../exchange.ts";
import type { Check } from "../check.ts";
import { differingMembers, extractResource, idOf, sentMembers } from "../shown.ts";

/** A nullable member may be null instead: some members are shown only when the resource is fetched. */
export const writeShown: Check = {
	id: "write-shown",
	title: "The response to a creation or a change shows the sent values.",
	step: (step, context) => {
		const { action } = context.resources.view(step.exchange.operationId);
		if (!succeeded(step) || (action !== "create" && action !== "update")) return [];
		const shown = extractResource(step, idOf(step, context) ?? "", context);
		return shown ? differingMembers(shown, sentMembers(step, shown, context), () => "as sent", true, context) : [];
	},
};
