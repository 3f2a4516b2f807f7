import type { HttpRequest } from "../operation/http.ts";
import { computeSignature } from "./signature.ts";
import { hashBody, isForm, type SignatureScheme, signedFields } from "./verify-request.ts";

/**
 * Signs a request as its sender does. If its body is no form, the hash of the body is added to the address.
 *
 * @param request its body is a form unless its content type says otherwise
 */
export async function signRequest(request: HttpRequest, scheme: SignatureScheme, secret: string): Promise<HttpRequest> {
	const signed = { ...request, url: await addHash(request, scheme.bodyHash) };
	const [url = ""] = scheme.urlsOf(signed.url);
	const signature = await computeSignature(url, await signedFields(signed, scheme.bodyHash), secret);
	return { ...signed, headers: { ...request.headers, [scheme.header]: signature } };
}

async function addHash({ url, headers, body }: HttpRequest, name: string): Promise<string> {
	const [address = ""] = url.split("#");
	if (!body || isForm(headers) || address.includes(`${name}=`)) return address;
	return `${address}${address.includes("?") ? "&" : "?"}${name}=${await hashBody(body)}`;
}
