import type { OperationDescriptor } from "../operation/descriptor.ts";
import { rebaseUrl } from "../operation/rebase-url.ts";
import { createRequestBuilder } from "./build-request.ts";
import { checkOptions } from "./check-options.ts";
import type { ClientChecks } from "./client-checks.ts";
import type { ClientConfig } from "./client-config.ts";
import { CALL_RULES } from "./client-rules.ts";
import { type Closing, createClosing } from "./closing.ts";
import { createSender } from "./create-sender.ts";
import type { CallOptions, ClientOptions } from "./options.ts";
import { createPager, type FetchedPage } from "./paginate.ts";
import { type CallResult, responseError } from "./read-response.ts";
import type { RequestCheck } from "./request-check.ts";
import { mergeOptions, type ResolvedOptions, resolveBaseUrl, resolveOptions } from "./resolve-options.ts";
import { createResponsePromise, readPayload } from "./response-promise.ts";

/**
 * Calls one operation with its flat arguments.
 *
 * @param finish makes the result of the call, also of an error response; every other error rejects
 */
export type Invoke = <Result>(
	values: unknown,
	options: CallOptions | undefined,
	finish: (result: CallResult) => Result,
) => Promise<Result>;

/** A function for every operation, by operationId. */
export interface Calls extends Closing {
	readonly methods: Readonly<Record<string, (values?: unknown, options?: CallOptions) => unknown>>;
	readonly invoke: Readonly<Record<string, Invoke>>;
}

/**
 * Makes the functions of every operation.
 *
 * @param options the caller has checked their names and values
 * @throws {ValidationError} where credentials would be sent unencrypted, or `unenforced` names an unknown argument
 */
export function createCalls(config: ClientConfig, options: ClientOptions, checks: ClientChecks = {}): Calls {
	const resolved = resolveOptions(config, options);
	const check = resolved.validate === "off" ? undefined : checks.createRequestCheck?.(resolved);
	const invoke: Record<string, Invoke> = {};
	const methods: Record<string, Calls["methods"][string]> = {};
	for (const [operationId, operation] of Object.entries(config.operations)) {
		const calls = createOperationCalls(operationId, operation, resolved, check, checks.loadDriftWatch);
		invoke[operationId] = calls.invoke;
		methods[operationId] = calls.method;
	}
	return { methods, invoke, ...createClosing(resolved.connection) };
}

function createOperationCalls(
	operationId: string,
	operation: OperationDescriptor,
	resolved: ResolvedOptions,
	check: RequestCheck | undefined,
	loadDriftWatch: ClientChecks["loadDriftWatch"],
): { readonly invoke: Invoke; readonly method: Calls["methods"][string] } {
	const baseUrl = resolveBaseUrl(operation.server, resolved);
	const buildRequest = createRequestBuilder(operationId, operation, check);
	const dispatch = createSender(operationId, operation, resolved, loadDriftWatch);
	const invoke: Invoke = (values = {}, options = {}, finish) => {
		try {
			checkOptions(operationId, options, CALL_RULES);
			const request = buildRequest(values);
			return dispatch(baseUrl + request.target, request, options, finish);
		} catch (error) {
			return Promise.reject(error);
		}
	};
	const { pagination } = operation;
	const call = (values: unknown, options?: CallOptions) => createResponsePromise((finish) => invoke(values, options, finish));
	if (!pagination) return { invoke, method: call };
	const method = (values: unknown, options: CallOptions = {}) => {
		const startPages = () => {
			checkOptions(operationId, options, CALL_RULES);
			const { now, totalTimeout } = mergeOptions(resolved, options);
			const deadline = totalTimeout && now() + totalTimeout;
			return (url?: string) =>
				url === undefined ? invoke(values, options, toPage) : dispatch(url, PAGE_REQUEST, options, toPage, deadline);
		};
		const resolve = (url: URL) => new URL(rebaseUrl(url.href, operation.server, baseUrl));
		return createPager(operationId, pagination, { startPages, firstPage: () => call(values, options), resolve });
	};
	return { invoke, method };
}

/** The address of a page is complete: it takes no arguments. */
const PAGE_REQUEST = { headers: undefined, body: null };

function toPage(result: CallResult): FetchedPage {
	const { response } = result;
	const unusable = (reason: string) => responseError(response, "paging", reason);
	return { url: response.request.url, payload: readPayload(result), unusable };
}
