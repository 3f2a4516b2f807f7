import { failure, header } from "./change.ts";
import { CREATE, CREATE_C, FETCH, FETCH_C, LIST, type Row, UPDATE } from "./row.ts";

export const HEADERS: readonly Row[] = [
	[
		"header: malformed identifier",
		CREATE,
		header("twilio-request-id", "RQ1"),
		"response-headers",
		"/response/headers/twilio-request-id",
	],
	[
		"header: text for a number",
		FETCH_C,
		header("twilio-request-duration", "fast"),
		"response-headers",
		"/response/headers/twilio-request-duration",
	],
	[
		"header: below its minimum",
		LIST,
		header("twilio-concurrent-requests", "-1"),
		"response-headers",
		"/response/headers/twilio-concurrent-requests",
	],
	[
		"header: text for a boolean",
		CREATE_C,
		(context, next) =>
			context.request.headers.origin ? header("access-control-allow-credentials", "yes")(context, next) : next(),
		"response-headers",
		"/response/headers/access-control-allow-credentials",
	],
	[
		"header: malformed in an error",
		FETCH,
		header("twilio-request-id", "", failure),
		"response-headers",
		"/response/headers/twilio-request-id",
	],
	["header: undocumented", UPDATE, header("x-new", "1"), "undocumented-header", "/response/headers/x-new"],
	[
		"header: documented and gone",
		CREATE_C,
		header("twilio-request-id", undefined),
		"headers-present",
		"/response/headers/twilio-request-id",
	],
	[
		"header: no challenge with 401",
		FETCH,
		header("www-authenticate", undefined, failure),
		"credentials-required",
		"/response/headers/www-authenticate",
	],
];
