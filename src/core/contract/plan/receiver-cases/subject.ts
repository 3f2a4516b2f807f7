import type { RequestParts } from "../../../operation/arguments.ts";
import { operationOf } from "../../../operation/generated-api.ts";
import { isForm } from "../../../webhooks/verify-request.ts";
import type { Step } from "../../exchange.ts";
import { isPermittedRejection } from "../../judge/receiver-checks/webhook-accepted.ts";
import type { WebhookMethod } from "../../policy.ts";
import { receiverOf } from "../../run/emit-webhook.ts";
import type { RunContext } from "../../run/run-context.ts";
import { SkipError } from "../../run/sender.ts";
import type { Case, Evidence } from "../case.ts";
import { exampleBodies, memberSchema, type RequestValues } from "../values.ts";

/** A webhook that is sent by one method. */
export interface Subject {
	readonly operationId: string;
	readonly method: WebhookMethod;
	/** Its name in the ids of cases. */
	readonly name: string;
	/** The documented fields by the name of the example. */
	readonly examples: Readonly<Record<string, RequestValues>>;
	/** The fields to start from: those of the documented example with the most of them. */
	readonly fields: RequestValues;
}

/** Every webhook by every method that the receiver takes. Only a form can be the query of a GET. */
export function subjectsOf(context: RunContext): Subject[] {
	return Object.keys(context.api.operations).flatMap((operationId) => {
		const methods = receiverOf(context).methods.filter((method) => method === "POST" || hasForm(context, operationId));
		const examples = exampleBodies(context.api, operationId);
		const [fields = {}] = Object.values(examples).sort((one, other) => Object.keys(other).length - Object.keys(one).length);
		return methods.map((method) => {
			return { operationId, method, name: method === "GET" ? `${operationId} by GET` : operationId, examples, fields };
		});
	});
}

/** Whether the body of a webhook is a form. */
export function hasForm({ api }: RunContext, operationId: string): boolean {
	return isForm({ "content-type": operationOf(api, operationId).body?.mediaType ?? "" });
}

/** The documented fields of a webhook, each with its schema. */
export function documentedFields({ api }: RunContext, operationId: string) {
	const fields = Object.entries(operationOf(api, operationId).body?.fields ?? {});
	return fields.map(([name, { required = false }]) => ({
		name,
		required,
		schema: memberSchema(api, operationId, "body", name),
	}));
}

/** The members that all cases about a webhook have alike. */
export function aboutWebhook({ operationId }: Subject): Pick<Case, "operationIds" | "writes"> {
	return { operationIds: [operationId], writes: true };
}

/** The request that has the fields of a delivery. A repeated field has no value that a description could state. */
export function evidenceOfFields({ target }: RunContext, { operationId }: Subject, fields: RequestValues): Evidence {
	const body = Object.fromEntries(Object.entries(fields).filter(([, value]) => !Array.isArray(value)));
	const parts: RequestParts = { body };
	return { operationId, parts, credentials: target.credentials.valid };
}

/**
 * A webhook that documents a rejection asks whether something may happen: a receiver that rejects it does not fail.
 *
 * @throws {SkipError} if the receiver made use of that, so that nothing was proved
 */
export function skipRejected(context: RunContext, step: Step): void {
	if (isPermittedRejection(step, context)) throw new SkipError("the receiver rejected what it was asked, as it may");
}
