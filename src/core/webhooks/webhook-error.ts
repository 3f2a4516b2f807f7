/**
 * Why a webhook is rejected:
 *
 * - `no-signature`: the header with the signature is missing;
 * - `wrong-signature`: no secret fits it, for no form of the address;
 * - `wrong-body-hash`: the body is not the one whose hash the address has;
 * - `unsigned-body`: the body is no form, and the address has no hash of it;
 * - `too-large`: the body has more bytes than allowed;
 * - `no-event`: no field names an event; - `invalid-json`: a text that should be JSON is none;
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
	readonly reason: WebhookProblem;
	/** The status to respond with: 403 if the sender is not proven, 413 for `too-large`, else 400. */
	readonly status: number;
	/** The addresses that were tried, for `wrong-signature`; without user, password and the values of the query. */
	readonly urls: readonly string[];

	constructor(reason: WebhookProblem, message: string, urls: readonly string[] = []) {
		super(message);
		this.reason = reason;
		this.urls = urls;
		this.status = 400;
		if (/sign|hash/.test(reason)) this.status = 403;
		if (reason === "too-large") this.status = 413;
	}
}
