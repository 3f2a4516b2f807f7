import type { HttpRequest } from "../../core/operation/http.ts";
import type { SignOptions, TestFields, TestRequestOptions } from "./make-request.ts";
import type { WebhookName } from "./webhook-types.ts";

/** Loaded on demand: receivers do not sign, and the examples are larger than a receiver. */
const makers = () => import("./make-request.ts");

/**
 * Signs a request as Twilio does, for tests: `new Request(signed.url, signed)`. Its headers are those that were given, the
 * signature, and the content type of a form if none was given. If the body is no form, its hash is added to the address.
 *
 * @throws {TypeError} naming the option that is missing, not known, or invalid
 */
export async function sign(options: SignOptions): Promise<HttpRequest> {
	return (await makers()).makeSigned(options);
}

/**
 * Makes a signed request of an event, for tests: the first example of the description, with the given fields in place of its own.
 *
 * @throws {TypeError} naming the option that is missing, not known, or invalid
 * @throws {RangeError} if the event is not described
 */
export async function testRequest<Name extends WebhookName>(
	event: Name,
	fields: TestFields<Name>,
	options: TestRequestOptions,
): Promise<HttpRequest> {
	return (await makers()).makeTestRequest(event, fields, options);
}
