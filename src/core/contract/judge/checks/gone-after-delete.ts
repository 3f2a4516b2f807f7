import { show } from "../../../operation/describe-rule.ts";
import { toPointer } from "../../../operation/json-pointer.ts";
import { placeOfResponse } from "../../../operation/spec-location.ts";
import { payloadOf, type Step, statusOf, succeeded } from "../../exchange.ts";
import { bodyResult, type Check, type CheckContext, statusResult } from "../check.ts";
import type { CheckResult } from "../finding.ts";
import { createdIds } from "../pages.ts";
import { extractResource, idOf, sentMembers } from "../shown.ts";

/** Fetching it fails with 404 or 410, and no list shows it. One that is alone may exist again, without what was changed. */
export const goneAfterDelete: Check = {
	id: "gone-after-delete",
	title: "A deleted resource is gone.",
	sequence: (steps, context) =>
		steps.flatMap((deletion, index) => {
			if (deletion.role !== "delete" || !succeeded(deletion)) return [];
			const gone = steps.slice(index + 1).filter((step) => step.role === "gone");
			if (context.resources.of(deletion.exchange.operationId).singleton) {
				return gone.flatMap((step) => judgeReset(step, steps.slice(0, index), context));
			}
			const ids = deletedIds(deletion, steps.slice(0, index), context);
			return ids.flatMap((id) => gone.flatMap((step) => judgeRemains(step, id, context)));
		}),
};

/** The identifiers of what a deletion deletes: of its item, or of all that was created before. */
function deletedIds(deletion: Step, before: readonly Step[], context: CheckContext): string[] {
	const { action } = context.resources.view(deletion.exchange.operationId);
	if (action === "deleteAll") return createdIds(before, context);
	const id = idOf(deletion, context);
	return id === undefined ? [] : [id];
}

/** Looks for the values that the last change before the deletion sent, and that were not there from the start. */
function judgeReset(step: Step, before: readonly Step[], context: CheckContext): CheckResult[] {
	const change = before.findLast(({ role }) => role === "update");
	const shown = succeeded(step) ? extractResource(step, "", context) : undefined;
	const first = before.find((earlier) => earlier.role === "fetch" && succeeded(earlier));
	if (change === undefined || shown === undefined || first === undefined) return [];
	const changed = [...sentMembers(change, shown, context)].filter(([name, value]) => payloadOf(first)?.[name] !== value);
	const kept = changed.filter(([name, value]) => shown.payload[name] === value);
	return kept.map(([name, value]) =>
		bodyResult(context, step, toPointer([name]), `another value than ${show(value)}, as it was deleted`, show(value)),
	);
}

function judgeRemains(step: Step, id: string, context: CheckContext): CheckResult[] {
	const { operationId, response } = step.exchange;
	if (response === undefined) return [];
	if (context.resources.view(operationId).action === "list") {
		const shown = extractResource(step, id, context);
		if (shown === undefined) return [];
		return [bodyResult(context, step, shown.pointer, `without ${id}, which was deleted`, id)];
	}
	if (idOf(step, context) !== id) return [];
	const status = statusOf(step);
	if (status === 404 || status === 410) return [];
	return [statusResult(step, `404, as ${id} was deleted`, placeOfResponse(context.api, operationId, "404"))];
}
