import type { RequestParts } from "../../core/operation/arguments.ts";
import type { OperationDescriptor } from "../../core/operation/descriptor.ts";
import { hex } from "../../core/operation/random.ts";
import { viewProperty, viewSchema } from "../../core/operation/schema-view.ts";
import type { Resource, ResourceValues } from "../../core/sandbox/collection.ts";
import type { HeaderContext, RequestContext, SandboxPolicy } from "../../core/sandbox/policy.ts";
import { api } from "../api.ts";
import { canonicalPath, snakeCase } from "../names.ts";
import { webhookApi } from "../webhooks/api.ts";
import { createAuthenticator } from "./authenticate.ts";
import { reject } from "./errors.ts";
import { memberRules } from "./members.ts";
import { checkMessage } from "./messages.ts";
import { resolvePolicyOptions, type TwilioPolicyOptions } from "./options.ts";
import { PAGING_PARAMETERS, page, pageRequest } from "./paging.ts";
import { createReceipts, RECEIPTS } from "./receipts.ts";
import { checkErrorCode, TwilioState } from "./seed.ts";
import { createWebhookPolicy } from "./webhooks.ts";

/** The largest page of each list, by its operation. */
const MAXIMA = new Map(
	Object.entries(api.operations).map(([id, operation]) => {
		const query = viewSchema(api.payloads.operations[id]?.request.query?.schema, api.payloads.schemas);
		return [operation, viewProperty(query, "PageSize", api.payloads.schemas).maximum];
	}),
);

function maximumPageSize(operation: OperationDescriptor): number | undefined {
	return MAXIMA.get(operation);
}

/**
 * How Twilio does what every API does: identifiers, dates, addresses, pages, errors, credentials.
 *
 * @throws {TypeError} naming the option whose value is invalid
 */
export function createTwilioPolicy(options: TwilioPolicyOptions = {}): SandboxPolicy {
	const settings = resolvePolicyOptions(options);
	const state = new TwilioState();
	return {
		authenticate: createAuthenticator(settings),
		account: settings.accountSid,
		propertyNameFor: snakeCase,
		idField: "sid",
		positionField: "index",
		pagingParameters: PAGING_PARAMETERS,
		members: memberRules(settings, state),
		canonicalPath: (collection, templates) => canonicalPath(collection, templates),
		normalizeRequest: (parts, operation) => {
			normalizeQuery(parts.query, operation, settings.pageSizeOverMaximum === "clamp" ? maximumPageSize(operation) : undefined);
		},
		check: (context) => checkMessage(context, settings, state),
		checkValues: checkErrorCode,
		createdBelow: (message, context) => receiptsBelow(message, context, state),
		stateChange: ({ fields }) => state.usageOf(fields.MediaSid),
		acceptsEmptyUpdate: settings.emptyUpdate === "accept",
		...(settings.defaultServiceSid === undefined ? {} : { isVisible: visibilityFor(settings.defaultServiceSid) }),
		pageRequest,
		page,
		reject: (rejection) => reject(rejection, settings),
		headers,
		webhooks: createWebhookPolicy(webhookApi, settings),
		state,
	};
}

/**
 * Where services are separate, a message of a conversation belongs to the one it was created by; no service means the default one.
 * What is below a message is there where the message is.
 */
function visibilityFor(defaultServiceSid: string): NonNullable<SandboxPolicy["isVisible"]> {
	return ({ values }, { ConversationSid, MessageSid, ChatServiceSid = defaultServiceSid }) =>
		ConversationSid === undefined ||
		MessageSid !== undefined ||
		(values.chat_service_sid ?? defaultServiceSid) === ChatServiceSid;
}

/** Messages of a conversation have receipts; nothing else has. */
function receiptsBelow(message: Resource, context: RequestContext, state: TwilioState): Record<string, ResourceValues[]> {
	const { ConversationSid } = context.parameters;
	if (ConversationSid === undefined) return {};
	const receipts = createReceipts(message, context, state.nonChatParticipants(ConversationSid));
	return receipts.length === 0 ? {} : { [RECEIPTS]: receipts };
}

/** `Order`, where a list has it, is case-insensitive and echoed in lower case; a page size can be clamped to the maximum. */
function normalizeQuery(query: RequestParts["query"], { parameters }: OperationDescriptor, maximum: number | undefined): void {
	if (query === undefined) return;
	if (!Object.hasOwn(parameters, "Order")) delete query.Order;
	if (typeof query.Order === "string") query.Order = query.Order.toLowerCase();
	if (maximum !== undefined && Number(query.PageSize) > maximum) query.PageSize = maximum;
}

/** Headers for browsers with the values of the live service (2023 to 2025), sent only where the request has an `Origin`. */
const CROSS_ORIGIN: Readonly<Record<string, string>> = {
	"access-control-allow-origin": "*",
	"access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
	"access-control-allow-headers":
		"Accept, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, Idempotency-Key",
	"access-control-allow-credentials": "true",
	"access-control-expose-headers": "ETag",
};

function headers({ request, hasBody, elapsed, concurrent, random }: HeaderContext): Record<string, string> {
	const values: Record<string, string> = {
		"twilio-request-id": `RQ${hex(32, random)}`,
		"twilio-request-duration": (elapsed / 1000).toFixed(3),
		"twilio-concurrent-requests": String(concurrent),
	};
	if (hasBody) values["content-type"] = "application/json; charset=utf-8";
	return request.headers.origin === undefined ? values : Object.assign(values, CROSS_ORIGIN);
}
