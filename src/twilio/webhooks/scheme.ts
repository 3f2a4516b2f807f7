import { signedUrls } from "../../core/webhooks/signed-urls.ts";
import type { SignatureScheme } from "../../core/webhooks/verify-request.ts";

/** How Twilio signs a webhook. */
export const SIGNATURE_SCHEME: SignatureScheme = {
	header: "x-twilio-signature",
	bodyHash: "bodySHA256",
	// The query of a GET is signed as it is sent, where an apostrophe is none of the characters that are encoded. A `Request` of the
	// web platform encodes it.
	urlsOf: (url) => {
		const urls = signedUrls(url);
		return [...new Set([...urls, ...urls.map((form) => form.replaceAll("%27", "'")), ...urls.map((form) => form.replaceAll("'", "%27"))])];
	},
};

/** The auth token of the account; several while it is being replaced. */
export type AuthTokens = string | undefined | readonly (string | undefined)[];

/** @throws {TypeError} where there is none: every signature would be wrong */
export function tokensOf(authToken: AuthTokens): string[] {
	const tokens = [authToken].flat().filter((token) => typeof token === "string" && token !== "");
	if (tokens.length > 0) return tokens as string[];
	throw new TypeError("authToken: expected the auth token of the account, or a list of tokens, got none");
}
