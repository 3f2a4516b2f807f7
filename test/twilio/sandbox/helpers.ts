import { afterEach, expect } from "vitest";
import { operations } from "../../../generated/operations.ts";
import { payloads } from "../../../generated/payloads.ts";
import { responseValidators } from "../../../generated/validators/responses.js";
import type { OperationDescriptor } from "../../../src/core/operation/descriptor.ts";
import { decodeHeaders } from "../../../src/core/operation/request.ts";
import { documentedStatus } from "../../../src/core/operation/response.ts";
import { type Validator, violationsOf } from "../../../src/core/operation/violation.ts";
import { createSandbox, type Sandbox, type SandboxExchange, type SandboxOptions } from "../../../src/sandbox.ts";

export const SERVICE = `IS${"1".repeat(32)}` as const;
export const CHANNEL = `CH${"2".repeat(32)}` as const;
export const ACCOUNT = `AC${"3".repeat(32)}` as const;
export const AUTHORIZATION = `Basic ${btoa(`${ACCOUNT}:token`)}`;
export const CHANNEL_MESSAGES = `https://chat.twilio.com/v1/Services/${SERVICE}/Channels/${CHANNEL}/Messages`;
export const SERVICE_MESSAGES = `https://conversations.twilio.com/v1/Services/${SERVICE}/Conversations/${CHANNEL}/Messages`;
export const CONVERSATION_MESSAGES = `https://conversations.twilio.com/v1/Conversations/${CHANNEL}/Messages`;

const table: Readonly<Record<string, OperationDescriptor>> = operations;
const validators: Readonly<Record<string, Readonly<Record<string, { headers: Validator; body?: Validator }>>>> =
	responseValidators;
const errorBody = validators.fetchChannelMessage?.["404"]?.body;
let problems: string[] = [];

/** The loop: what every sandbox of every test answers is held against the description, and a breach fails the test. */
afterEach(() => {
	const found = problems;
	problems = [];
	expect(found).toEqual([]);
});

/** A sandbox whose every answer is checked, and whose time and chance are those of the test. */
export function checkedSandbox(options: SandboxOptions = {}): Sandbox {
	return createSandbox({
		...options,
		onExchange: (exchange) => {
			problems.push(...problemsOf(exchange).map((problem) => `${exchange.request.method} ${exchange.request.url}: ${problem}`));
			options.onExchange?.(exchange);
		},
	});
}

/** What is wrong with an answer, by the validators for its operation and status. */
export function problemsOf({ operationId, request, response, ending, notes }: SandboxExchange): string[] {
	// The sandbox itself rejects a request from elsewhere, not the API that it serves.
	if (ending === "reset" || notes.some((note) => note.startsWith("rejected: "))) return [];
	const operation = operationId === undefined ? undefined : table[operationId];
	const status = operation && documentedStatus(operation, response.status);
	if (operationId === undefined || operation === undefined || status === undefined) return undocumented(request.method, response);
	const found = validators[operationId]?.[status];
	const documented = payloads.operations[operationId]?.responses[status];
	if (found === undefined || documented === undefined) return [`no validator for ${operationId} ${status}`];
	const wrong = violationsOf(found.headers, decodeHeaders(documented.headers.descriptors, response.headers)).map(
		(violation) => `headers ${JSON.stringify(violation)}`,
	);
	if (found.body === undefined) return response.body === null ? wrong : [...wrong, "a body where none is documented"];
	return [...wrong, ...bodyProblems(found.body, response.headers["content-type"], response.body)];
}

/** Statuses that no operation documents, such as that of an unknown path, have the body of every error. */
function undocumented(method: string, { status, headers, body }: SandboxExchange["response"]): string[] {
	if (status === 204) return body === null ? [] : ["a body with 204"];
	if (![404, 405, 408, 413, 415, 431].includes(status)) return [`status ${status} is not documented`];
	// The response to a HEAD has the headers of a body, and none (RFC 9110, section 9.3.2).
	if (method === "HEAD") return body === null ? [] : ["a body in response to HEAD"];
	return errorBody === undefined ? ["no validator of errors"] : bodyProblems(errorBody, headers["content-type"], body);
}

function bodyProblems(validator: Validator, contentType: string | undefined, body: string | null): string[] {
	const wrong = contentType === "application/json; charset=utf-8" ? [] : [`content type ${contentType}`];
	return [
		...wrong,
		...violationsOf(validator, JSON.parse(body ?? "null")).map((violation) => `body ${JSON.stringify(violation)}`),
	];
}

export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	// biome-ignore lint/suspicious/noExplicitAny: payloads are what the tests look into
	readonly body: any;
}

/** Calls a sandbox as a client does: with credentials, and fields as a form. */
export async function call(
	{ fetch }: Pick<Sandbox, "fetch">,
	method: string,
	url: string,
	fields?: Readonly<Record<string, string>>,
	headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
	const response = await fetch(url, {
		method,
		headers: { authorization: AUTHORIZATION, ...headers },
		...(fields ? { body: new URLSearchParams(fields) } : {}),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}
