import { operationOf } from "../../operation/generated-api.ts";
import type { HttpRequest } from "../../operation/http.ts";
import { fixedSample, sampleValue } from "../../operation/sample.ts";
import { signRequest } from "../../webhooks/sign-request.ts";
import type { Step } from "../exchange.ts";
import type { SentWebhook } from "../policy.ts";
import type { RunContext } from "./run-context.ts";
import type { Session } from "./session.ts";
import type { StepOptions } from "./step-options.ts";

/** A webhook to deliver. */
export interface EmittedWebhook extends Pick<SentWebhook, "fields" | "method"> {
	readonly operationId: string;
	/** Identifies the event (UUID); a new one when left out. */
	readonly id?: string;
}

/** Signs a request, with the secret of the receiver by default. */
export type Sign = (request: HttpRequest, secret?: string) => Promise<HttpRequest>;

/** Makes the request to send of one without a signature. */
export type Seal = (request: HttpRequest, sign: Sign) => HttpRequest | Promise<HttpRequest>;

/** Identifies an event that was not delivered before. */
export function drawEventId({ random }: RunContext): string {
	return String(sampleValue({ type: "string", format: "uuid" }, { ...fixedSample({}), random }));
}

/**
 * Delivers a webhook as the vendor does, and records the step.
 *
 * @param seal signs it as the vendor does when left out
 * @throws {SkipError} as `Session.sendWritten` does
 */
export async function emitWebhook(
	session: Session,
	{ operationId, fields, method, id = drawEventId(session.context) }: EmittedWebhook,
	options: StepOptions = {},
	seal: Seal = (request, sign) => sign(request),
): Promise<Step> {
	const { api, target } = session.context;
	const { receiver, secret, url } = receiverOf(session.context);
	const webhook = operationOf(api, operationId);
	const written = receiver.write({ webhook, fields, url, method, id });
	const sealed = await seal(written, (request, key = secret) => signRequest(request, receiver.scheme, key));
	const request = { ...sealed, headers: { ...sealed.headers, ...target.credentials.valid } };
	return session.sendWritten(operationId, { body: { ...fields } }, request, options);
}

/**
 * How webhooks are sent to the target.
 *
 * @throws {TypeError} if it is no receiver of webhooks
 */
export function receiverOf({ policy: { receiver }, target: { signing, baseUrl } }: RunContext) {
	if (receiver && signing && baseUrl !== undefined) return { receiver, ...signing, url: baseUrl };
	throw new TypeError("expected a receiver of webhooks: a target with baseUrl and signing, and a policy with receiver");
}
