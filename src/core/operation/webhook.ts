import type { FieldDescriptor, OperationDescriptor } from "./descriptor.ts";
import type { GeneratedApi } from "./generated-api.ts";

/**
 * A webhook: an operation that is received. It has no path and no server, as the receiver chooses the address; both are empty.
 */
export interface WebhookDescriptor extends OperationDescriptor {
	/** The member of the body whose value says which webhook it is, and that value (`const`). */
	readonly event: { readonly field: string; readonly value: string };
}

/** What is needed to read a webhook that was received. */
export interface WebhookFormat {
	/** The member of the body whose value says which webhook it is, and that value. */
	readonly event: WebhookDescriptor["event"];
	/** The documented fields, by name, as far as they are read by their kind: those that may be repeated, and those with JSON. */
	readonly fields: Readonly<Record<string, Pick<FieldDescriptor, "array" | "json">>>;
}

/** Everything that is generated from the webhooks of a description, by name. Their bodies are requests. */
export interface GeneratedWebhooks extends GeneratedApi {
	readonly operations: Readonly<Record<string, WebhookDescriptor>>;
}
