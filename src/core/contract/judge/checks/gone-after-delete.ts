import { actionOf } from "../../../operation/action.ts";
import { operationOf } from "../../../operation/generated-api.ts";
import { placeOfResponse } from "../../../operation/spec-location.ts";
import { type Step, statusOf, succeeded } from "../../exchange.ts";
import { bodyResult, type Check, type CheckContext, statusResult } from "../check.ts";
import type { CheckResult } from "../finding.ts";
import { idOf, shownIn } from "../shown.ts";

/** Fetching it fails with 404 or 410, and no list shows it. */
export const goneAfterDelete: Check = {
	id: "gone-after-delete",
	title: "A deleted resource is gone.",
	sequence: (steps, context) =>
		steps.flatMap((deletion, index) => {
			const id = idOf(deletion, context);
			if (deletion.role !== "delete" || !succeeded(deletion) || id === undefined) return [];
			return steps.slice(index + 1).flatMap((step) => (step.role === "gone" ? stillThere(step, id, context) : []));
		}),
};

function stillThere(step: Step, id: string, context: CheckContext): CheckResult[] {
	const { operationId, response } = step.exchange;
	if (response === undefined) return [];
	if (actionOf(operationOf(context.api, operationId)) === "list") {
		const shown = shownIn(step, id, context);
		if (shown === undefined) return [];
		return [bodyResult(context, step, shown.pointer, `without ${id}, which was deleted`, id)];
	}
	const status = statusOf(step);
	if (status === 404 || status === 410) return [];
	return [statusResult(step, `404, as ${id} was deleted`, placeOfResponse(context.api, operationId, "404"))];
}
