import type { RequestParts } from "../../core/operation/arguments.ts";
import { hex } from "../../core/operation/random.ts";
import type { HeaderContext, SandboxPolicy } from "../../core/sandbox/policy.ts";
import { canonicalPath, snakeCase } from "../names.ts";
import { createAuthenticator } from "./authenticate.ts";
import { reject } from "./errors.ts";
import { memberRules } from "./members.ts";
import { checkMessage } from "./messages.ts";
import { resolvePolicyOptions, type TwilioPolicyOptions } from "./options.ts";
import { PAGING_PARAMETERS, page, pageRequest } from "./paging.ts";
import { TwilioState } from "./seed.ts";

const MAX_PAGE_SIZE = 1000;

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
		normalizeRequest: (parts) => normalizeRequest(parts, settings.pageSizeOverMaximum === "clamp"),
		check: (context) => checkMessage(context, settings, state),
		stateChange: ({ fields }) => state.usageOf(fields.MediaSid),
		acceptsEmptyUpdate: settings.emptyUpdate === "accept",
		...(settings.defaultServiceSid === undefined ? {} : { isVisible: visibilityFor(settings.defaultServiceSid) }),
		pageRequest,
		page,
		reject,
		headers,
		state,
	};
}

/** Where services are separate, a message belongs to the one it was created by; no service means the default one. */
function visibilityFor(defaultServiceSid: string): NonNullable<SandboxPolicy["isVisible"]> {
	return ({ values }, { ChatServiceSid = defaultServiceSid }) =>
		!("chat_service_sid" in values) || (values.chat_service_sid ?? defaultServiceSid) === ChatServiceSid;
}

/** `Order` is case-insensitive and echoed in lower case; a page size can be clamped to the maximum. */
function normalizeRequest({ query }: RequestParts, clamp: boolean): void {
	if (query === undefined) return;
	if (typeof query.Order === "string") query.Order = query.Order.toLowerCase();
	if (clamp && Number(query.PageSize) > MAX_PAGE_SIZE) query.PageSize = MAX_PAGE_SIZE;
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
