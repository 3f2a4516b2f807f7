import { signedUrls } from "../../core/webhooks/signed-urls.ts";
import type { SignatureScheme } from "../../core/webhooks/verify-request.ts";

/** How Twilio signs a webhook. */
export const SIGNATURE_SCHEME: SignatureScheme = {
	header: "x-twilio-signature",
	bodyHash: "bodySHA256",
	// An apostrophe in the query of a GET is signed as it is sent; a `Request` of the web platform shows it encoded.
	urlsOf: (url) => [url, url.replaceAll("%27", "'"), url.replaceAll("'", "%27")].flatMap(signedUrls),
};
