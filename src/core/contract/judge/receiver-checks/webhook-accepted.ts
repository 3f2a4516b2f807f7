import { operationOf } from "../../../operation/generated-api.ts";
import { documentedStatus, isSuccessKey, successStatuses } from "../../../operation/response.ts";
import { placeOfOperation } from "../../../operation/spec-location.ts";
import { type Step, statusOf } from "../../exchange.ts";
import { type Check, type CheckContext, statusResult } from "../check.ts";

/** Also finds redirects, which no sender follows. A webhook that documents a rejection may be rejected, but not by an error. */
export const webhookAccepted: Check = {
	id: "webhook-accepted",
	title: "A webhook with a right signature is accepted.",
	step: (step, context) => {
		const { operationId, response } = step.exchange;
		if (step.expect.kind !== "success" || response === undefined) return [];
		const operation = operationOf(context.api, operationId);
		if (isSuccessKey(documentedStatus(operation, response.status)) || isPermittedRejection(step, context)) return [];
		const documented = `${successStatuses(operation).join(" or ")}, as the signature is right`;
		return [statusResult(step, documented, placeOfOperation(context.api, operationId))];
	},
};

/** Whether a status of 4xx is a response to a webhook that documents such a rejection: a receiver may have reasons of its own. */
export function isPermittedRejection(step: Step, { api }: CheckContext): boolean {
	const status = statusOf(step);
	return status >= 400 && status < 500 && documentedStatus(operationOf(api, step.exchange.operationId), status) !== undefined;
}
