// What several operations have by convention.

export type Facts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const json = { mediaType: "application/json" };

export const twilioHeaders = (status: string): Facts => ({
	[`${status} header Twilio-Request-Id`]: { type: "string", pattern: "^RQ[0-9a-fA-F]{32}$" },
	// Seconds, with decimals.
	[`${status} header Twilio-Request-Duration`]: { type: "number", minimum: 0 },
	// A count.
	[`${status} header Twilio-Concurrent-Requests`]: { type: "integer", minimum: 0 },
});

// Since 2026 the service sends these only when the request has an Origin.
export const accessControlHeaders = (status: string): Facts => ({
	[`${status} header Access-Control-Allow-Origin`]: { required: false },
	[`${status} header Access-Control-Allow-Methods`]: { required: false },
	[`${status} header Access-Control-Allow-Headers`]: { required: false },
	[`${status} header Access-Control-Allow-Credentials`]: { required: false },
	[`${status} header Access-Control-Expose-Headers`]: { required: false },
});

// No document names an error: all of this is decided, not documented.
const error = (status: string): Facts => ({
	[status]: json,
	...twilioHeaders(status),
	[`${status} body`]: { type: "object" },
	[`${status} body code`]: { type: "integer", required: true },
	[`${status} body message`]: { type: "string", required: true },
	[`${status} body more_info`]: { type: "string", format: "uri", required: true },
	// The HTTP status of the error, repeated.
	[`${status} body status`]: { type: "integer", required: true, minimum: 400, maximum: 599 },
	[`${status} body details`]: { type: "object", required: false },
});

export const errors: Facts = {
	...error("401"),
	"401 header WWW-Authenticate": { type: "string" },
	...error("403"),
	...error("404"),
	...error("429"),
	// Seconds or a date.
	"429 header Retry-After": { type: "string" },
	...error("500"),
	...error("503"),
};

// Only an operation with something to validate beside its path answers 400.
export const errorsOfInput: Facts = { ...error("400"), ...errors };

export const security = ["basic"];

// The Chat document and Twilio's own files state no limit; Twilio's page of limits says 32 KiB.
export const chatText = { maxLength: 32768 };
