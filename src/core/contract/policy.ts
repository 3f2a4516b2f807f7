import type { Conventions } from "../operation/conventions.ts";
import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { HttpRequest } from "../operation/http.ts";
import type { SignatureScheme } from "../webhooks/verify-request.ts";

/** The conventions of one vendor that the contract tests have to know. */
export interface ContractPolicy extends Conventions {
	/** Members that may change without a request, or with every change of a resource, whatever the request names. */
	readonly volatileMembers: readonly string[];
	/** Parameters whose documented example works for no other caller, each with the reason. */
	readonly unusableParameters: Readonly<Record<string, string>>;
	/** The position in an error body that repeats the HTTP status, as a JSON pointer. */
	readonly errorStatus?: string;
	/** Headers that servers or proxies may add without documentation, besides those of HTTP itself. Lower case. */
	readonly ordinaryHeaders?: readonly string[];
	/** Finds where the response to a creation or a change breaks a rule that no fact of the description can state. */
	judgeWrite?(fields: Readonly<Record<string, unknown>>, payload: Readonly<Record<string, unknown>>): readonly WriteDeviation[];
	/** Changes a request body so that the owner of the target can later see where the resource comes from. */
	mark?(operationId: string, body: Readonly<Record<string, unknown>>): Record<string, unknown>;
	/** The reason why a documented request cannot be sent to this target; undefined if it can. */
	unusableExample?(operationId: string, body: Readonly<Record<string, unknown>>): string | undefined;
	/** How the vendor sends webhooks. With it, the operations are webhooks, and the target is a receiver of them. */
	readonly receiver?: ReceiverPolicy;
}

/** How a vendor sends webhooks, and what it expects of their receivers. */
export interface ReceiverPolicy {
	readonly scheme: SignatureScheme;
	/** The milliseconds in which the whole response must have arrived. */
	readonly responseTime: number;
	/** Fields to whose values the vendor may add, each with a value that is not documented. */
	readonly openFields: Readonly<Record<string, string>>;
	/** Writes the request of a webhook, without a signature. */
	write(delivery: SentWebhook): HttpRequest;
	/** The fields of a webhook that is sent again; the same when left out. */
	repeat?(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

/** A webhook to write as a request. */
export interface SentWebhook {
	readonly webhook: OperationDescriptor;
	/** By name. A list is a repeated field of a form. */
	readonly fields: Readonly<Record<string, unknown>>;
	/** The address of the receiver. */
	readonly url: string;
	readonly method: WebhookMethod;
	/** Identifies the event (UUID). */
	readonly id: string;
}

/** How the fields of a webhook are sent: in the body, or in the query. */
export type WebhookMethod = "POST" | "GET";

/** A member of a response that shows something else than the request leads to. */
export interface WriteDeviation {
	/** The name of the member of the resource. */
	readonly member: string;
	/** What the rule says, in words. */
	readonly documented: string;
	/** What was received, in words. */
	readonly received: string;
}

/** The credentials of a target, and what reports may show of them. */
export interface TargetCredentials {
	/** The headers of an authenticated request. Names in lower case. */
	readonly valid: Readonly<Record<string, string>>;
	/** Headers that the target must reject, by a description of what is wrong with them. */
	readonly wrong: Readonly<Record<string, Readonly<Record<string, string>>>>;
	/** Wrong credentials that cannot be tried, each with the reason. They are reported as skipped. */
	readonly untried?: Readonly<Record<string, string>>;
	/** Every text that no report may contain. */
	readonly secrets: readonly string[];
	/** Texts that no report may contain either, each with its replacement: a text of the same shape. */
	readonly masks?: Readonly<Record<string, string>>;
	/** The curl options for authentication, without a secret. */
	readonly curl: string;
}
