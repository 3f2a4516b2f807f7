import { isRecord } from "../../core/operation/is-record.ts";
import type { JsonResponse, RequestContext } from "../../core/sandbox/policy.ts";
import { errorResponse } from "./errors.ts";
import type { TwilioPolicySettings } from "./options.ts";
import type { Template, TwilioState } from "./seed.ts";

type ErrorCode = readonly [code: number, message: string];

const TEXT_TOO_LONG: ErrorCode = [50504, "Message body is too long"];
const VARIABLES_TOO_LONG: ErrorCode = [50529, "Content variables are too long"];

type MessageCheck = (context: RequestContext, settings: TwilioPolicySettings, state: TwilioState) => JsonResponse | undefined;

/**
 * Checks of a message beyond the description. Each looks at certain fields, so that any operation with such a field is
 * checked; their order decides which error is reported.
 */
const MESSAGE_CHECKS: readonly MessageCheck[] = [
	checkUnknownFields,
	checkLength("Attributes", ({ attributesLimit }) => attributesLimit, byteLength, [50303, "Attributes too long"]),
	checkLength("Author", ({ authorLimit }) => authorLimit, characterCount, [50310, "Author too long"]),
	checkLength("Body", ({ bodyLimit }) => bodyLimit, byteLength, TEXT_TOO_LONG),
	checkLength("ContentVariables", ({ contentVariablesLimit }) => contentVariablesLimit, characterCount, VARIABLES_TOO_LONG),
	checkDate("DateCreated", [50308, "Invalid date created value"]),
	checkDate("DateUpdated", [50309, "Invalid date updated value"]),
	checkContent,
	checkMedia,
	checkContentPresent,
];

/** Checks a valid request. The text of a template becomes its `Body`, and a participant is the author of its messages. */
export function checkMessage(
	context: RequestContext,
	settings: TwilioPolicySettings,
	state: TwilioState,
): JsonResponse | undefined {
	addAuthor(context);
	for (const check of MESSAGE_CHECKS) {
		const rejected = check(context, settings, state);
		if (rejected) return rejected;
	}
	return undefined;
}

function addAuthor({ actor, action, fields, operation }: RequestContext): void {
	if (actor === undefined || action !== "create") return;
	const name = ["Author", "From"].find((field) => Object.hasOwn(operation.body?.fields ?? {}, field));
	if (name !== undefined) fields[name] ??= actor;
}

function checkUnknownFields({ ignored }: RequestContext, { unknownFields }: TwilioPolicySettings): JsonResponse | undefined {
	const [unknown] = ignored;
	return unknown === undefined || unknownFields === "ignore"
		? undefined
		: errorResponse(400, 20001, `Invalid parameter ${unknown} in the post body`);
}

function checkLength(
	field: string,
	limitOf: (settings: TwilioPolicySettings) => number,
	measure: (text: string) => number,
	[code, message]: ErrorCode,
): MessageCheck {
	return ({ fields }, settings) => {
		const text = fields[field];
		return typeof text === "string" && measure(text) > limitOf(settings) ? errorResponse(400, code, message) : undefined;
	};
}

function byteLength(text: string): number {
	return new TextEncoder().encode(text).length;
}

function characterCount(text: string): number {
	return [...text].length;
}

/** A valid date can still leave the years 0 to 9999 when it is brought to UTC. */
function checkDate(field: string, [code, message]: ErrorCode): MessageCheck {
	return ({ fields }) => {
		const text = fields[field];
		if (typeof text !== "string") return undefined;
		const year = new Date(text).getUTCFullYear();
		return year >= 0 && year <= 9999 ? undefined : errorResponse(400, code, message);
	};
}

/** A template with its variables takes the place of `Body` and `MediaSid`, which are then ignored. */
function checkContent({ fields }: RequestContext, _: TwilioPolicySettings, state: TwilioState): JsonResponse | undefined {
	const { ContentSid, ContentVariables } = fields;
	const variables = typeof ContentVariables === "string" ? readVariables(ContentVariables) : {};
	if (variables === undefined) return errorResponse(400, 50527, "Content variables must be a valid JSON object");
	if (typeof ContentSid !== "string") {
		return typeof ContentVariables === "string"
			? errorResponse(400, 50528, "Content variables are only allowed together with a content sid")
			: undefined;
	}
	const rejected = checkVariables(variables);
	if (rejected) return rejected;
	const template = state.template(ContentSid);
	if (template === undefined) return errorResponse(400, 50526, "Invalid content sid");
	const text = render(template, variables);
	if (characterCount(text) > MAX_BODY_LENGTH) return errorResponse(400, ...TEXT_TOO_LONG);
	fields.Body = text;
	delete fields.MediaSid;
	return undefined;
}

const MAX_BODY_LENGTH = 1600;

/** The service limits the number of variables, and the characters of each name and value. */
function checkVariables(variables: Readonly<Record<string, unknown>>): JsonResponse | undefined {
	const entries = Object.entries(variables);
	if (entries.length > 100) return errorResponse(400, ...VARIABLES_TOO_LONG);
	if (entries.some(([name]) => characterCount(name) > 16)) return errorResponse(400, 50540, "Content variable name is too long");
	return entries.some(([, value]) => characterCount(jsonText(value)) > 256)
		? errorResponse(400, 50541, "Content variable value is too long")
		: undefined;
}

function readVariables(text: string): Readonly<Record<string, unknown>> | undefined {
	const value: unknown = JSON.parse(text);
	return isRecord(value) ? value : undefined;
}

function render({ body, variables = {} }: Template, given: Readonly<Record<string, unknown>>): string {
	return body.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (placeholder, name: string) => {
		const value = Object.hasOwn(given, name) ? given[name] : Object.hasOwn(variables, name) ? variables[name] : undefined;
		return value === undefined ? placeholder : jsonText(value);
	});
}

/** The text that a value of JSON stands for in a message. */
function jsonText(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}

function checkMedia({ fields }: RequestContext, _: TwilioPolicySettings, state: TwilioState): JsonResponse | undefined {
	const { MediaSid } = fields;
	if (typeof MediaSid !== "string") return undefined;
	const media = state.media(MediaSid);
	if (media === undefined) return errorResponse(400, 50507, "Media not found");
	return media.used && !media.reusable ? errorResponse(400, 50508, "Media already used in another message") : undefined;
}

/** Where neither of them is required, a message needs a text, a file or a template. */
function checkContentPresent(
	{ fields, operation, action }: RequestContext,
	{ emptyCreate }: TwilioPolicySettings,
): JsonResponse | undefined {
	const known = CONTENT_FIELDS.filter((name) => Object.hasOwn(operation.body?.fields ?? {}, name));
	// Where there is one such field, the description requires it.
	if (action !== "create" || known.length < 2 || emptyCreate === "accept") return undefined;
	return known.some((name) => fields[name] !== undefined && fields[name] !== "")
		? undefined
		: errorResponse(400, 50503, "Message body, media or content sid must be specified");
}

const CONTENT_FIELDS = ["Body", "MediaSid", "ContentSid"];
