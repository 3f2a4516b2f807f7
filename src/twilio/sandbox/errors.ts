import type { Violation } from "../../core/operation/violation.ts";
import type { JsonResponse, Rejection } from "../../core/sandbox/policy.ts";
import type { TwilioPolicySettings } from "./options.ts";

/** An error response: `{ code, message, more_info, status }`. */
export function errorResponse(
	status: number,
	code: number,
	message: string,
	headers?: Readonly<Record<string, string>>,
): JsonResponse {
	const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
	return headers ? { status, body, headers } : { status, body };
}

/** The codes of statuses that do not depend on the request. */
const STATUS_ERRORS: Readonly<Record<number, readonly [code: number, message: string]>> = {
	400: [20001, "Bad Request"],
	401: [20003, "Authenticate"],
	403: [20403, "Forbidden"],
	404: [20404, "The requested resource was not found"],
	405: [20004, "Method not allowed"],
	408: [20408, "Request Timeout"],
	409: [20409, "Conflict"],
	413: [20413, "Request body is too large"],
	415: [20415, "Request body must not be compressed"],
	429: [20429, "Too Many Requests"],
	431: [20431, "Request header fields are too large"],
	500: [20500, "Internal Server Error"],
	503: [20503, "Service Unavailable"],
	507: [20507, "No identifier is left for another resource"],
};

type RejectionSettings = Pick<TwilioPolicySettings, "stoppedStatus">;

type Rejections = {
	readonly [Kind in Rejection["kind"]]: (
		rejection: Extract<Rejection, { kind: Kind }>,
		settings: RejectionSettings,
	) => JsonResponse;
};

const REJECTIONS: Rejections = {
	"unknown-path": ({ pathname }) => notFound(pathname),
	"not-found": ({ pathname }) => notFound(pathname),
	"method-not-allowed": ({ allowed }) => errorResponse(405, 20004, "Method not allowed", { allow: allowed.join(", ") }),
	unauthorized: () => errorResponse(401, 20003, "Authenticate", { "www-authenticate": 'Basic realm="Twilio API"' }),
	stopped: (_, { stoppedStatus }) => errorResponse(stoppedStatus, 50056, "Webhook disabled processing of command"),
	"nothing-to-change": () => errorResponse(400, 20161, "At least one parameter must be provided"),
	conflict: () => statusError(409),
	unreadable: ({ status }) => statusError(status),
	status: ({ status, retryAfter }) => statusError(status, retryAfter),
	invalid: (rejection) => invalid(rejection),
};

/** The response to a request that is not carried out. */
export function reject(rejection: Rejection, settings: RejectionSettings): JsonResponse {
	// The table has a function for each kind; the compiler cannot relate the two.
	const respond = REJECTIONS[rejection.kind] as (rejection: Rejection, settings: RejectionSettings) => JsonResponse;
	return respond(rejection, settings);
}

/** The message names the path without its version. */
function notFound(pathname: string): JsonResponse {
	const shown = pathname.replace(/^\/v\d+(?=\/)/, "");
	return errorResponse(404, 20404, `The requested resource ${shown} was not found`);
}

function statusError(status: number, retryAfter?: number): JsonResponse {
	const [code, message] = STATUS_ERRORS[status] ?? [20000 + status, `HTTP ${status}`];
	const headers: Record<string, string> = {};
	if (status === 401) headers["www-authenticate"] = 'Basic realm="Twilio API"';
	if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
	return errorResponse(status, code, message, headers);
}

/** Specific codes, by the name of the field or parameter and the broken keyword; `*` is any keyword, `{limit}` what it expects. */
const INVALID: Readonly<Record<string, Readonly<Record<string, readonly [code: number, message: string]>>>> = {
	Attributes: { contentMediaType: [50304, "Attributes not valid JSON"] },
	DateCreated: { format: [50308, "Invalid date created value"] },
	DateUpdated: { format: [50309, "Invalid date updated value"] },
	Body: { maxLength: [50504, "Message body is too long"] },
	MediaSid: { "*": [50510, "Invalid media sid"] },
	ContentSid: { "*": [50526, "Invalid content sid"] },
	ContentVariables: { contentMediaType: [50527, "Content variables must be a valid JSON object"] },
	PageSize: { maximum: [20007, "Page size too large, must be less than or equal to {limit}"] },
};

function invalid({ part, violations, operation }: Extract<Rejection, { kind: "invalid" }>): JsonResponse {
	const missing = violations.find(({ keyword }) => keyword === "required");
	const place = part === "body" && operation.body?.mediaType !== "application/json" ? "the post body" : `the ${part}`;
	if (missing) return errorResponse(400, 20001, `Missing required parameter ${nameOf(missing)} in ${place}`);
	const [violation] = violations;
	const name = violation === undefined ? "" : nameOf(violation);
	const own = Object.hasOwn(INVALID, name) ? INVALID[name] : undefined;
	// A repeated name breaks `type`, for which the field has no code.
	const [code, message] = (violation?.keyword === "type" ? undefined : (own?.[violation?.keyword ?? ""] ?? own?.["*"])) ?? [
		20001,
		`Invalid parameter ${name} in ${place}`,
	];
	return errorResponse(400, code, message.replace("{limit}", String(violation?.expected)));
}

function nameOf({ pointer }: Violation): string {
	return pointer.split("/")[1] ?? "";
}
