import { type Step, succeeded } from "../../exchange.ts";
import { bodyResult, type Check, type CheckContext } from "../check.ts";
import type { CheckResult } from "../finding.ts";
import {
	differingMembers,
	extractResource,
	haveSamePath,
	idOf,
	isScalar,
	itemsPointer,
	type ResourceSnapshot,
	readsOf,
	sentMembers,
} from "../shown.ts";

/** Each read until the first change must show the values of the request and of the response to the creation. */
export const readYourWrite: Check = {
	id: "read-your-write",
	title: "A created resource can be read, unchanged.",
	sequence: (steps, context) => {
		const creations = steps.filter((step) => step.role === "create" && succeeded(step));
		return creations.flatMap((creation) => {
			const id = idOf(creation, context);
			if (id === undefined) return withoutId(creation, context);
			const created = extractResource(creation, id, context);
			if (created === undefined) return [];
			return readsOf(steps, creation, id, context).flatMap((step) => judgeRead(step, created, id, context));
		});
	},
};

/** Without an identifier the resource cannot be read, so that nothing further can be tested. */
function withoutId(creation: Step, context: CheckContext): CheckResult[] {
	if (creation.exchange.body.kind !== "json") return [];
	const { idField } = context.policy;
	return [bodyResult(context, creation, `/${idField}`, "an identifier to read it by", "none")];
}

function judgeRead(step: Step, created: ResourceSnapshot, id: string, context: CheckContext): CheckResult[] {
	const shown = extractResource(step, id, context);
	if (shown === undefined) return [notShown(step, id, context)];
	const sent = sentMembers(created.step, shown, context);
	const expected = new Map([...stableMembers(created, shown, context), ...sent]);
	const reason = (name: string) => `as ${sent.has(name) ? "sent" : "received"} at the creation`;
	// In a list, nullable members may be left out as null.
	return differingMembers(shown, expected, reason, shown.action === "list", context);
}

/** The members of the creation's response that a read must repeat. */
function stableMembers(created: ResourceSnapshot, shown: ResourceSnapshot, context: CheckContext): [string, unknown][] {
	const samePath = haveSamePath(created, shown, context);
	return Object.entries(created.payload).filter(([name, value]) => {
		const member = shown.members.get(name);
		if (member === undefined || value === null || context.policy.volatileMembers.includes(name)) return false;
		if (!isScalar(value) || !isScalar(shown.payload[name])) return false;
		return samePath || member.format !== "uri";
	});
}

function notShown(step: Step, id: string, context: CheckContext): CheckResult {
	const { action } = context.resources.view(step.exchange.operationId);
	const items = (action === "list" && itemsPointer(step, context)) || "";
	return bodyResult(context, step, items, `shows ${id}, which was created`, "does not");
}
