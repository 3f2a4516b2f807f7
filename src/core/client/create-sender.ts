import type { OperationDescriptor } from "../operation/descriptor.ts";
import { headerEntries } from "../operation/option-rules.ts";
import { acceptOf } from "../operation/request.ts";
import type { BuiltRequest } from "./build-request.ts";
import type { ClientChecks } from "./client-checks.ts";
import type { CallOptions } from "./options.ts";
import { type CallResult, readResult } from "./read-response.ts";
import { mergeOptions, type ResolvedOptions } from "./resolve-options.ts";
import { sendRequest } from "./send-request.ts";

/**
 * Sends a request of one operation to an address and reads the response.
 *
 * @param finish makes the result of the call; a function of the same promise, as each promise more costs a call 0.5 µs
 * @param deadline the time when a list must be complete
 */
export type Dispatch = <Result>(
	url: string,
	request: Omit<BuiltRequest, "target">,
	options: CallOptions,
	finish: (result: CallResult) => Result,
	deadline?: number,
) => Promise<Result>;

let lastCallId = 0;

/** Makes the function that sends the requests of one operation. */
export function createSender(
	operationId: string,
	operation: OperationDescriptor,
	options: ResolvedOptions,
	loadDriftWatch: ClientChecks["loadDriftWatch"],
): Dispatch {
	const { config, validate } = options;
	const defaultHeaders = { "user-agent": config.userAgent, ...lowerCaseNames(options.headers) };
	const fixedHeaders = {
		accept: acceptOf(operation),
		...(operation.body && { "content-type": operation.body.mediaType }),
		...(operation.secured && { authorization: config.authorization }),
	};
	// Merged once: merging again in each call took 1 µs of the 18 that the client adds.
	const commonHeaders = { ...defaultHeaders, ...fixedHeaders };
	return async (url, { headers, body, texts }, callOptions, finish, deadline) => {
		const end = options.connection.begin();
		try {
			// Loaded first: nothing of ours may fail after the service has carried out a request.
			const watchDrift = validate === "all" ? (await loadDriftWatch?.())?.(options) : undefined;
			const response = await sendRequest({
				callId: ++lastCallId,
				operationId,
				operation,
				url,
				headers:
					headers || callOptions.headers
						? { ...defaultHeaders, ...lowerCaseNames(callOptions.headers), ...headers, ...fixedHeaders }
						: commonHeaders,
				body,
				texts,
				deadline,
				options: mergeOptions(options, callOptions),
			});
			const result = readResult(response);
			watchDrift?.(result);
			return finish(result);
		} finally {
			end();
		}
	};
}

/** With one spelling, a header replaces another one instead of joining it. */
function lowerCaseNames(headers: CallOptions["headers"]): Record<string, string> {
	const entries = headerEntries(headers) ?? [];
	return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value as string]));
}
