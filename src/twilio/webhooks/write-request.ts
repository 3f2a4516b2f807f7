import type { HttpRequest } from "../../core/operation/http.ts";
import { FORM_TYPE } from "../../core/webhooks/verify-request.ts";
import { writeParameters } from "./write-parameters.ts";

/** A webhook to write as a request. */
interface RequestedWebhook {
	/** By name. A list is a repeated field; what is undefined is left out. */
	readonly fields: Readonly<Record<string, unknown>>;
	/** The address of the receiver; it may have a query. */
	readonly url: string;
	readonly method: "GET" | "POST";
	/** The idempotency token. */
	readonly id: string;
}

/** Writes a webhook as Twilio does, without the signature. */
export function writeWebhookRequest({ fields, url, method, id }: RequestedWebhook): HttpRequest {
	const parameters = Object.entries(fields).flatMap(([name, value]) =>
		value === undefined ? [] : [value].flat().map((item) => [name, String(item)] as const),
	);
	const text = writeParameters(parameters, method);
	const headers = { "i-twilio-idempotency-token": id, accept: "*/*", "user-agent": "TwilioProxy/1.1" };
	if (method === "GET") return { method, url: `${url}${url.includes("?") ? "&" : "?"}${text}`, headers, body: null };
	return { method, url, headers: { "content-type": `${FORM_TYPE}; charset=utf-8`, ...headers }, body: text };
}
