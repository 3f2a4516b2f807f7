import type { OperationDescriptor } from "../operation/descriptor.ts";
import { createRequestBuilder } from "./build-request.ts";
import type { ClientChecks } from "./client-checks.ts";
import type { ClientConfig } from "./client-config.ts";
import { type CallResult, createSender } from "./create-sender.ts";
import { CALL_RULES, type CallOptions, type ClientOptions, checkOptions } from "./options.ts";
import { createPager, type FetchedPage } from "./paginate.ts";
import { responseError } from "./read-response.ts";
import type { RequestCheck } from "./request-check.ts";
import { type ResolvedOptions, resolveBaseUrl, resolveOptions } from "./resolve-options.ts";

/**
 * Calls one operation with its flat arguments. Resolves with an error response of the service too; rejects with every
 * other error.
 */
export type Invoke = (values?: unknown, options?: CallOptions) => Promise<CallResult>;

/** A function for every operation, by operationId. */
export interface Calls {
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
	const check = resolved.validate === "off" ? undefined : checks.createRequestCheck?.(config, resolved.unenforced);
	const invoke: Record<string, Invoke> = {};
	const methods: Record<string, Calls["methods"][string]> = {};
	for (const [operationId, operation] of Object.entries(config.operations)) {
		const calls = createOperationCalls(operationId, operation, resolved, check, checks.loadDriftWatch);
		invoke[operationId] = calls.invoke;
		methods[operationId] = calls.method;
	}
	return { methods, invoke };
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
	const invoke: Invoke = async (values = {}, options = {}) => {
		checkOptions(operationId, options, CALL_RULES);
		const request = buildRequest(values);
		return await dispatch(baseUrl + request.target, request, options);
	};
	const { pagination } = operation;
	if (!pagination) return { invoke, method: async (values, options) => readPayload(await invoke(values, options)) };
	const method = (values: unknown, options: CallOptions = {}) =>
		createPager(operationId, pagination, {
			first: async () => toPage(await invoke(values, options)),
			follow: async (url) => toPage(await dispatch(url, PAGE_REQUEST, options)),
			resolve: (url) => rebaseUrl(url, operation.server, baseUrl),
		});
	return { invoke, method };
}

/** The address of a page is complete: it takes no arguments. */
const PAGE_REQUEST = { headers: undefined, body: null, texts: {} };

/** Page links name the service's own host; this rewrites them to the base address in use (a proxy, another region). */
function rebaseUrl(url: URL, server: string, baseUrl: string): URL {
	const { href } = url;
	const isOwn = href.startsWith(`${server}/`) && !href.startsWith(`${baseUrl}/`);
	return isOwn ? new URL(baseUrl + href.slice(server.length)) : url;
}

function readPayload({ failure, payload }: CallResult): unknown {
	if (failure) throw failure;
	return payload;
}

function toPage(result: CallResult): FetchedPage {
	const { response } = result;
	const unusable = (reason: string) => responseError(response, "paging", reason);
	return { url: response.request.url, payload: readPayload(result), unusable };
}
