/**
 * Why a webhook is rejected:
 *
 * - `no-signature`: the header with the signature is missing;
 * - `wrong-signature`: no secret fits it, for no form of the address;
 * - `wrong-body-hash`: the body is not the one whose hash the address has;
 * - `unsigned-body`: the body is no form, and the address has no hash of it;
 * - `too-large`: the body has more bytes than allowed;
 * - `no-event`: no field names an event, or several do;
 * - `invalid-json`: a text that should be JSON is none;
 * - `repeated-field`: a field that the event documents is there more than once.
 */
export type WebhookProblem =
	| "no-signature"
	| "wrong-signature"
	| "wrong-body-hash"
	| "unsigned-body"
	| "too-large"
	| "no-event"
	| "invalid-json"
	| "repeated-field";

/** What was received is rejected. Neither the message nor a member repeats a secret, or the value of a field. */
export class WebhookError extends Error {
	override readonly name = "WebhookError";
	declare readonly reason: WebhookProblem;
	/** The status to respond with: 403 if the sender is not proven, 413 for `too-large`, else 400. */
	declare readonly status: number;

	constructor(reason: WebhookProblem, message: string) {
		super(message);
		const status = /sign|hash/.test(reason) ? 403 : 400;
		Object.assign(this, { reason, status: reason === "too-large" ? 413 : status });
	}
}
