import type { operations as types } from "../../../generated/schema.d.ts";
import type { webhooks } from "../../../generated/webhooks.ts";
import type { JsonValue, SuccessOf } from "../../core/client/types.ts";

/** The names of the described events, which are the values of `EventType`. */
export type WebhookName = keyof typeof webhooks;

/** The described fields of an event, as their values are described. */
type DescribedFields<Name extends WebhookName> = types[Name]["requestBody"]["content"]["application/x-www-form-urlencoded"];

/** The fields that the description does not know. */
interface OtherFields {
	readonly [name: string]: string | readonly string[] | undefined;
}

/** The fields of an event as they came, numbers and dates as text; Twilio may add others at any time. */
export type WebhookFields<Name extends WebhookName> = {
	readonly [Field in keyof DescribedFields<Name>]: DescribedFields<Name>[Field] extends string | undefined
		? DescribedFields<Name>[Field]
		: string;
} & OtherFields;

type FieldDescriptors<Name extends WebhookName> = (typeof webhooks)[Name]["body"]["fields"];

/** The fields of an event whose text is JSON, such as `Attributes`. */
export type WebhookJson<Name extends WebhookName> = {
	readonly [Field in keyof FieldDescriptors<Name> as FieldDescriptors<Name>[Field] extends { json: true }
		? Field
		: never]?: JsonValue;
};

/** The body of the response to an event: for a pre-action webhook, what the receiver changes. */
export type WebhookResponse<Name extends WebhookName> = SuccessOf<types[Name]>;

/** A webhook of one event, as it was received. */
export interface Webhook<Name extends WebhookName> {
	readonly event: Name;
	/** The value of `EventType`. */
	readonly name: Name;
	/** Every field by its name, as it came. */
	readonly fields: WebhookFields<Name>;
	/**
	 * The fields whose text is JSON, each parsed as it is read; undefined where it is absent. Reading one that is no JSON throws a
	 * `WebhookError`.
	 */
	readonly json: WebhookJson<Name>;
}

/** A webhook of an event that is not described, such as one about a participant. */
export interface UnknownWebhook {
	readonly event: "unknown";
	/** The value of `EventType`. */
	readonly name: string;
	readonly fields: OtherFields;
	readonly json: Readonly<Record<string, never>>;
}

/** A webhook of any event: `event` says which, and narrows the type of the others. */
export type WebhookEvent = { [Name in WebhookName]: Webhook<Name> }[WebhookName] | UnknownWebhook;
