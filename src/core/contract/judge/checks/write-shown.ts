import type { Check } from "../check.ts";
import { differingMembers, sentMembers, writtenResource } from "../shown.ts";

/** A nullable member may be null instead: some members are shown only when the resource is fetched. */
export const writeShown: Check = {
	id: "write-shown",
	title: "The response to a creation or a change shows the sent values.",
	step: (step, context) => {
		const { action } = context.resources.view(step.exchange.operationId);
		if (action !== "create" && action !== "update") return [];
		const shown = writtenResource(step, context);
		return shown ? differingMembers(shown, sentMembers(step, shown, context), () => "as sent", true, context) : [];
	},
};
