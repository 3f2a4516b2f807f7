import { readForm } from "../operation/form.ts";
import type { HttpRequest } from "../operation/http.ts";
import type { WebhookFormat } from "../operation/webhook.ts";
import { splitAddress } from "./signed-urls.ts";
import { WebhookError } from "./webhook-error.ts";

/** What is known of each webhook, by its name. */
export type WebhookTable = Readonly<Record<string, WebhookFormat>>;

/** A webhook that was received. */
export interface ParsedWebhook {
	/** The name of the webhook in the table; `unknown` for an event that is in none. */
	readonly event: string;
	/** The value that names the event. */
	readonly name: string;
	/** Every field, also those that are not documented: those of a form as text, or as a list of texts if a name is repeated. */
	readonly fields: WebhookValues;
	/** The fields whose text is JSON, parsed as they are read. Reading one that is no JSON throws a `WebhookError`. */
	readonly json: WebhookValues;
}

/** The text with the fields of a request: the query of a GET, or the body. */
export function textOfFields({ method, url, body }: HttpRequest): string {
	return method === "GET" ? splitAddress(url)[2] : (body ?? "");
}

/**
 * Reads a webhook from the text of its fields, which is a form or a JSON object.
 *
 * @throws {WebhookError} `no-event`, `invalid-json` or `repeated-field`
 */
export function parseWebhook(webhooks: WebhookTable, text: string): ParsedWebhook {
	const isJson = /^\s*\{/.test(text);
	const fields = isJson ? (readJson("the body", text) as WebhookValues) : fieldsOf(text);
	const name = Object.values(webhooks)
		.map(({ event }) => fields[event.field])
		.find((value) => typeof value === "string");
	if (typeof name !== "string") throw new WebhookError("no-event", "no field names one event");
	const [event = "unknown", format] = Object.entries(webhooks).find(([, { event }]) => fields[event.field] === event.value) ?? [];
	const documented = format?.fields ?? {};
	if (!isJson) checkRepeated(fields, documented);
	return { event, name, fields, json: lazyJson(fields, documented) };
}

type WebhookValues = Readonly<Record<string, unknown>>;
type Documented = WebhookFormat["fields"];

function fieldsOf(form: string): WebhookValues {
	const fields = Object.create(null);
	for (const [name, texts] of readForm(form)) fields[name] = texts.length > 1 ? texts : texts[0];
	return fields;
}

function checkRepeated(fields: WebhookValues, documented: Documented): void {
	for (const [name, { array }] of Object.entries(documented))
		if (!array && Array.isArray(fields[name])) throw new WebhookError("repeated-field", `${name} is repeated`);
}

function lazyJson(fields: WebhookValues, documented: Documented): WebhookValues {
	const json = {};
	for (const [name, { json: isJson }] of Object.entries(documented))
		if (isJson && name in fields) Object.defineProperty(json, name, { get: () => readJson(name, String(fields[name])) });
	return json;
}

function readJson(name: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new WebhookError("invalid-json", `${name} is no JSON`);
	}
}
