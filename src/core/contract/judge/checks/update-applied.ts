import { type Step, succeeded } from "../../exchange.ts";
import { bodyPlace, type Check } from "../check.ts";
import { show } from "../finding.ts";
import { extractResource, idOf, sentMembers, showsSame } from "../shown.ts";

/** What a change sent is there when the resource is read next. */
export const updateApplied: Check = {
	id: "update-applied",
	title: "A change is there when the resource is read next.",
	sequence: (steps, context) =>
		steps.flatMap((step, index) => {
			if (step.role !== "update" || !succeeded(step)) return [];
			const id = idOf(step, context);
			const reading = steps.slice(index + 1).find((later) => isReading(later) && idOf(later, context) === id);
			const shown = reading && id !== undefined ? extractResource(reading, id, context) : undefined;
			if (shown === undefined) return [];
			return [...sentMembers(step, shown, context)].flatMap(([name, sent]) => {
				const now = shown.payload[name];
				if (now === undefined || showsSame(sent, now, shown.members.get(name))) return [];
				const place = bodyPlace(context, shown.step.exchange, `/${name}`);
				const documented = `${show(sent)}, as changed`;
				return [{ step: shown.step, pointer: `/response/body/${name}`, documented, received: show(now), ...place }];
			});
		}),
};

function isReading(step: Step): boolean {
	return step.role === "fetch" && succeeded(step);
}
