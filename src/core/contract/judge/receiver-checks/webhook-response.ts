import { type Check, documentedResponse } from "../check.ts";
import { judgeBody } from "../judge-body.ts";

/** A body that is not documented is not read, and one that is documented says nothing if it is left out. */
export const webhookResponse: Check = {
	id: "webhook-response",
	title: "A body that the sender reads matches its schema.",
	step: (step, context) => {
		const { mediaTypes = [] } = documentedResponse(context, step.exchange) ?? {};
		return mediaTypes.length === 0 || step.exchange.body.kind === "none" ? [] : judgeBody(step, context);
	},
};
