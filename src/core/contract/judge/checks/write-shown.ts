import { succeeded } from "../../exchange.ts";
import { bodyPlace, type Check } from "../check.ts";
import { show } from "../finding.ts";
import { extractResource, idOf, sentMembers, showsSame } from "../shown.ts";

/**
 * The answer to a creation or a change shows what was sent. It may show null instead where the member can be null: some
 * members are shown only when the resource is fetched.
 */
export const writeShown: Check = {
	id: "write-shown",
	title: "The answer to a creation or a change shows what was sent.",
	step: (step, context) => {
		const { action } = context.resources.view(step.exchange.operationId);
		if (!succeeded(step) || (action !== "create" && action !== "update")) return [];
		const shown = extractResource(step, idOf(step, context) ?? "", context);
		if (shown === undefined) return [];
		return [...sentMembers(step, shown, context)].flatMap(([name, sent]) => {
			const value = shown.payload[name];
			const member = shown.members.get(name);
			if (value === undefined || showsSame(sent, value, member) || (value === null && member?.nullable)) return [];
			const place = bodyPlace(context, step.exchange, `/${name}`);
			return [{ step, pointer: `/response/body/${name}`, documented: `${show(sent)}, as sent`, received: show(value), ...place }];
		});
	},
};
