import { succeeded } from "../../exchange.ts";
import type { Check } from "../check.ts";
import { differingMembers, extractResource, haveSamePath, idOf, isScalar } from "../shown.ts";

/** Compares a fetch with the list directly before it, unless a volatile member shows that the resource has changed in between. */
export const fetchedAsListed: Check = {
	id: "fetched-as-listed",
	title: "A fetch shows a resource as the list before it does.",
	sequence: (steps, context) =>
		steps.flatMap((step, index) => {
			const list = steps[index - 1];
			const id = idOf(step, context);
			if (list?.role !== "list" || id === undefined || !succeeded(list) || !succeeded(step)) return [];
			const listed = extractResource(list, id, context);
			const fetched = extractResource(step, id, context);
			if (listed?.action !== "list" || fetched?.action !== "fetch") return [];
			const { volatileMembers } = context.policy;
			if (volatileMembers.some((name) => listed.payload[name] !== fetched.payload[name])) return [];
			const samePath = haveSamePath(listed, fetched, context);
			const expected = Object.entries(listed.payload).filter(([name, value]) => {
				const member = fetched.members.get(name);
				// In a list, nullable members may be left out as null.
				return member !== undefined && value !== null && isScalar(value) && (samePath || member.format !== "uri");
			});
			return differingMembers(fetched, expected, () => "as listed before", false, context);
		}),
};
