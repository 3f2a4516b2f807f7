import type { HttpRequest } from "../operation/http.ts";
import { type SignedFields, signedText, signText, utf8 } from "./signature.ts";
import { printableUrl, splitAddress } from "./signed-urls.ts";
import { WebhookError } from "./webhook-error.ts";

/** How a vendor signs its webhooks. */
export interface SignatureScheme {
	/** The header with the signature, in lower case. */
	readonly header: string;
	/** The parameter of the query with the hash of a body that is no form: SHA-256, hexadecimal. */
	readonly bodyHash: string;
	/** The forms of an address that may have been signed, in the order in which they are tried; equal ones count once. */
	readonly urlsOf: (url: string) => readonly string[];
}

/** The media type of a form. */
export const FORM_TYPE = "application/x-www-form-urlencoded";

/**
 * Checks who sent a request: some secret must fit its signature, with the address in one of the forms that the scheme knows.
 *
 * @param request with the absolute address as its sender knows it, and the body as it came
 * @throws {WebhookError} saying which part does not fit
 */
export async function verifyRequest(request: HttpRequest, scheme: SignatureScheme, secrets: readonly string[]): Promise<void> {
	const signature = request.headers[scheme.header];
	if (!signature) throw new WebhookError("no-signature", `no header ${scheme.header}`);
	// Once for all: sorting many fields takes longer than the rest.
	const text = signedText(await signedFields(request, scheme.bodyHash));
	const urls = new Set(scheme.urlsOf(request.url));
	for (const url of urls) for (const secret of secrets) if (isEqual(signature, await signText(url + text, secret))) return;
	const tried = [...new Set([...urls].map(printableUrl))].join(", ");
	throw new WebhookError("wrong-signature", `${scheme.header} fits none of ${tried}: is this the address that the sender has?`);
}

/**
 * The fields that are signed besides the address: those of a form. Any other body must be the one whose hash the address has, as
 * it could be anything otherwise.
 *
 * @throws {WebhookError} `wrong-body-hash` or `unsigned-body`
 */
export async function signedFields({ method, url, headers, body }: HttpRequest, bodyHash: string): Promise<SignedFields> {
	const hash = new URLSearchParams(splitAddress(url)[2]).get(bodyHash);
	if (hash !== null) {
		if (isEqual(hash, await hashBody(body ?? ""))) return [];
		throw new WebhookError("wrong-body-hash", `the body does not fit ${bodyHash}`);
	}
	if (method === "GET" || !body) return [];
	if (isForm(headers)) return new URLSearchParams(body);
	throw new WebhookError("unsigned-body", `the body is no form, and has no ${bodyHash}`);
}

/** Whether a body is a form; it is one if nothing else is said. */
export function isForm(headers: HttpRequest["headers"]): boolean {
	return (headers["content-type"] || FORM_TYPE).toLowerCase().startsWith(FORM_TYPE);
}

/** The SHA-256 of a body, hexadecimal. */
export async function hashBody(body: string): Promise<string> {
	const digest = await crypto.subtle.digest("SHA-256", utf8(body));
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Compares texts in a time that depends on their lengths alone, so that it reveals nothing of the expected one. */
function isEqual(received: string, expected: string): boolean {
	let difference = received.length ^ expected.length;
	for (let index = 0; index < expected.length; index++) difference |= received.charCodeAt(index) ^ expected.charCodeAt(index);
	return difference === 0;
}
