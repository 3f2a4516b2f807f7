import { hex, randomFrom } from "../../core/operation/random.ts";
import type { GeneratedWebhooks } from "../../core/operation/webhook.ts";
import type { ChangeCause, DueWebhook, ResourceChange, WebhookPolicy } from "../../core/sandbox/policy.ts";
import { signRequest } from "../../core/webhooks/sign-request.ts";
import { SANDBOX_CREDENTIALS } from "../placeholders.ts";
import { SIGNATURE_SCHEME } from "../webhooks/scheme.ts";
import { writeWebhookRequest } from "../webhooks/write-request.ts";
import type { TwilioPolicySettings } from "./options.ts";

/** Which changes of messages and receipts Twilio announces, and how. */
export function createWebhookPolicy(api: GeneratedWebhooks, settings: TwilioPolicySettings): WebhookPolicy {
	return {
		api,
		before: (change, cause) => (asksBefore(cause, settings) ? eventOf(change, cause, settings, "before") : undefined),
		after: (change, cause) => eventOf(change, cause, settings, "after"),
		amended(fields, { Body }) {
			if (Body === undefined) return;
			// The text would be that of the template.
			delete fields.ContentSid;
			delete fields.ContentVariables;
		},
		write: (webhook) => signRequest(writeWebhookRequest(webhook), SIGNATURE_SCHEME, tokenOf(webhook.account, settings)),
	};
}

/** Whether a request makes the service send webhooks: changes over the REST API do it only if they ask for it. */
function isEnabled({ actor, parts }: ChangeCause): boolean {
	return actor !== undefined || String(parts?.header?.["X-Twilio-Webhook-Enabled"]) === "true";
}

function asksBefore(cause: ChangeCause, { preWebhooks }: TwilioPolicySettings): boolean {
	return cause.actor !== undefined || (preWebhooks === "all" && isEnabled(cause));
}

const COLLECTION = /^\/v1\/Conversations\/([^/]+)\/Messages(?:\/([^/]+)\/Receipts)?$/;

type Phase = "before" | "after";

function eventOf(
	change: ResourceChange,
	cause: ChangeCause,
	settings: TwilioPolicySettings,
	phase: Phase,
): DueWebhook | undefined {
	const [, ConversationSid, MessageSid] = COLLECTION.exec(change.path) ?? [];
	if (ConversationSid === undefined) return undefined;
	const { chat_service_sid } = (change.after ?? change.before)?.values ?? {};
	const common: EventFields = {
		RetryCount: 0,
		AccountSid: cause.account,
		ConversationSid,
		ChatServiceSid: chat_service_sid ?? cause.parameters.ChatServiceSid ?? defaultServiceOf(cause.account, settings),
	};
	if (MessageSid !== undefined) return phase === "after" ? deliveryEvent(change, { ...common, MessageSid }) : undefined;
	return isEnabled(cause) ? messageEvent(change, cause, common, phase) : undefined;
}

type EventFields = Readonly<Record<string, unknown>>;

/** A new receipt is not announced, as its status has not changed. */
function deliveryEvent({ before, after }: ResourceChange, common: EventFields): DueWebhook | undefined {
	if (before === undefined || after === undefined) return undefined;
	const { status, error_code, channel_message_sid, participant_sid, date_created, date_updated } = after.values;
	if (status === before.values.status && error_code === before.values.error_code) return undefined;
	return createEvent("onDeliveryUpdated", {
		...common,
		DeliveryReceiptSid: after.id,
		ChannelMessageSid: channel_message_sid,
		ParticipantSid: participant_sid,
		Status: status,
		ErrorCode: error_code === 0 ? undefined : error_code,
		DateCreated: withMilliseconds(date_created),
		DateUpdated: withMilliseconds(date_updated),
	});
}

function messageEvent(
	{ before, after }: ResourceChange,
	{ actor, account, now }: ChangeCause,
	common: EventFields,
	phase: Phase,
): DueWebhook | undefined {
	const message = after ?? before;
	if (message === undefined) return undefined;
	const verb = before === undefined ? "Add" : after === undefined ? "Remove" : "Update";
	const source = sourceOf(actor);
	const isNew = phase === "before" && before === undefined;
	const { author, participant_sid, body, attributes, media, date_created, date_updated } = message.values;
	return createEvent(`onMessage${verb}${phase === "before" ? "" : PAST[verb]}`, {
		...(source === "SDK" && { ClientIdentity: actor }),
		...common,
		Source: source,
		MessagingServiceSid: phase === "after" ? madeUpSid("MG", account) : undefined,
		MessageSid: isNew ? undefined : message.id,
		Index: isNew ? undefined : message.position,
		DateCreated: isNew ? undefined : withMilliseconds(date_created),
		DateUpdated: before === undefined ? undefined : withMilliseconds(date_updated),
		DateRemoved: phase === "after" && after === undefined ? new Date(now).toISOString() : undefined,
		Author: author,
		ParticipantSid: participant_sid,
		Body: body,
		Attributes: attributes ?? "{}",
		Media: mediaText(media),
	});
}

const PAST = { Add: "ed", Update: "d", Remove: "d" } as const;

function createEvent(name: string, fields: EventFields): DueWebhook {
	const given = Object.entries({ EventType: name, ...fields }).filter(([, value]) => value !== undefined && value !== null);
	return { name, fields: Object.fromEntries(given) };
}

/** The channel of a participant, by the form of its name there: an identity in chat, or a phone number. */
function sourceOf(actor: string | undefined): "API" | "SDK" | "SMS" | "WHATSAPP" {
	if (actor === undefined) return "API";
	if (actor.startsWith("whatsapp:")) return "WHATSAPP";
	return /^\+\d+$/.test(actor) ? "SMS" : "SDK";
}

/** Webhooks have milliseconds, of which messages keep none. */
function withMilliseconds(date: unknown): string | undefined {
	return typeof date === "string" ? new Date(date).toISOString() : undefined;
}

function mediaText(media: unknown): string | undefined {
	if (!Array.isArray(media)) return undefined;
	const list = (media as EventFields[]).map(({ sid, content_type, filename, size }) => {
		return { Sid: sid, ContentType: content_type, Filename: filename, Size: size };
	});
	return JSON.stringify(list);
}

function defaultServiceOf(account: string, { defaultServiceSid }: TwilioPolicySettings): string {
	return defaultServiceSid ?? madeUpSid("IS", account);
}

/** Every account has a service of its own; always the same one. */
function madeUpSid(prefix: string, account: string): string {
	return prefix + hex(32, randomFrom(`${account} ${prefix}`));
}

function tokenOf(account: string, { credentials = [SANDBOX_CREDENTIALS] }: TwilioPolicySettings): string {
	const own = credentials.find(({ username }) => username === account) ?? credentials[0] ?? SANDBOX_CREDENTIALS;
	return own.password;
}
