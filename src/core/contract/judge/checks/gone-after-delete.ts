import { type Step, statusOf, succeeded } from "../../exchange.ts";
import { bodyPlace, type Check, type CheckContext } from "../check.ts";
import type { Judgement } from "../finding.ts";
import { createdIds } from "../pages.ts";
import { placeOfResponse } from "../place.ts";
import { extractResource, idOf } from "../shown.ts";

/** What was deleted is not there any more: not by its identifier, and in no list. */
export const goneAfterDelete: Check = {
	id: "gone-after-delete",
	title: "What was deleted is gone.",
	sequence: (steps, context) =>
		steps.flatMap((deletion, index) => {
			if (deletion.role !== "delete" || !succeeded(deletion)) return [];
			const gone = steps.slice(index + 1).filter((step) => step.role === "gone");
			const ids = deletedIds(deletion, steps.slice(0, index), context);
			return ids.flatMap((id) => gone.flatMap((step) => judgeRemains(step, id, context)));
		}),
};

/** The identifiers of what a deletion deletes: its item, or all that was created before. */
function deletedIds(deletion: Step, before: readonly Step[], context: CheckContext): string[] {
	const { action } = context.resources.view(deletion.exchange.operationId);
	if (action === "deleteAll") return createdIds(before, context);
	const id = idOf(deletion, context);
	return id === undefined ? [] : [id];
}

function judgeRemains(step: Step, id: string, context: CheckContext): Judgement[] {
	const { operationId, response } = step.exchange;
	if (response === undefined) return [];
	if (context.resources.view(operationId).action === "list") {
		const shown = extractResource(step, id, context);
		if (shown === undefined) return [];
		const place = bodyPlace(context, step.exchange, shown.pointer);
		return [
			{ step, pointer: `/response/body${shown.pointer}`, documented: `without ${id}, which was deleted`, received: id, ...place },
		];
	}
	if (idOf(step, context) !== id) return [];
	const status = statusOf(step);
	if (status === 404 || status === 410) return [];
	const place = placeOfResponse(context.api, operationId, "404");
	return [{ step, pointer: "/response/status", documented: `404, as ${id} was deleted`, received: String(status), ...place }];
}
