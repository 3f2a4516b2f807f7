import type { OperationDescriptor, PaginationDescriptor } from "../operation/descriptor.ts";
import { acceptOf } from "../operation/request.ts";
import type { ApiError } from "./api-error.ts";
import type { Answer } from "./call.ts";
import { ResponseError } from "./errors.ts";
import { CALL_RULES, type CallOptions, type ClientOptions, checkOptions } from "./options.ts";
import { createPager, type FetchedPage } from "./paginate.ts";
import { createPreparer, type PreparedRequest } from "./prepare.ts";
import { parseError, readFailure, readSuccess, responseError } from "./read-answer.ts";
import { baseUrlOf, createSettings, override, type Settings } from "./settings.ts";
import type { ClientSetup } from "./setup.ts";
import { send } from "./transport.ts";

/** What came of a request: the answer, and its payload, or the error that its status stands for. */
export interface Reply {
	readonly answer: Answer;
	readonly payload?: unknown;
	readonly failure?: ApiError;
}

/**
 * Calls one operation with the flat arguments. A refusal of the service is a reply; what else goes wrong is thrown.
 *
 * @param finish makes of the reply what is wanted of it
 */
export type Invoke = <Result>(
	values: unknown,
	options: CallOptions | undefined,
	finish: (reply: Reply) => Result,
) => Promise<Result>;

/** A function for every operation. */
export interface Calls {
	readonly methods: Readonly<Record<string, (values?: unknown, options?: CallOptions) => unknown>>;
	readonly invoke: Readonly<Record<string, Invoke>>;
}

/**
 * Makes the functions of every operation. The options are to be checked by the caller, who knows all of them.
 *
 * @throws {ValidationError} where credentials would travel readable, or an argument is named that does not exist
 */
export function createCalls(setup: ClientSetup, options: ClientOptions): Calls {
	const settings = createSettings(setup, options);
	const check = settings.validate === "off" ? undefined : setup.createRequestCheck?.(setup, settings.unenforced);
	const invoke: Record<string, Invoke> = {};
	const methods: Record<string, Calls["methods"][string]> = {};
	for (const [operationId, operation] of Object.entries(setup.operations)) {
		const baseUrl = baseUrlOf(operation.server, settings);
		const prepare = createPreparer(operationId, operation, check);
		const place = createPlace(operationId, operation, settings);
		const call: Invoke = (values = NONE, options = NONE, finish) => {
			try {
				if (options !== NONE) checkOptions(operationId, options, CALL_RULES);
				const request = prepare(values);
				return place(baseUrl + request.target, request, options, finish);
			} catch (error) {
				return Promise.reject(error);
			}
		};
		const { pagination } = operation;
		const list = (pagination: PaginationDescriptor, values: unknown, options: CallOptions = NONE) =>
			createPager(
				operationId,
				pagination,
				() => call(values, options, pageOf),
				(url) => place(url, FOLLOW, options, pageOf),
				(url) => rehome(url, operation.server, baseUrl),
			);
		invoke[operationId] = call;
		methods[operationId] = pagination
			? (values, options) => list(pagination, values, options)
			: (values, options) => call(values, options, payloadOf);
	}
	return { methods, invoke };
}

/** Behind a proxy or in another region, the service still calls itself by its own name. */
function rehome(url: URL, server: string, baseUrl: string): URL {
	const { href } = url;
	const isOwn = href.startsWith(`${server}/`) && !href.startsWith(`${baseUrl}/`);
	return isOwn ? new URL(baseUrl + href.slice(server.length)) : url;
}

/** What is left out. */
const NONE = {};

/** A page's address is complete: it takes no argument. */
const FOLLOW = { headers: undefined, body: null, texts: NONE };

/** Sends a request of one operation to an address and reads the answer. */
type Place = <Result>(
	url: string,
	request: Omit<PreparedRequest, "target">,
	options: CallOptions,
	finish: (reply: Reply) => Result,
) => Promise<Result>;

function createPlace(operationId: string, operation: OperationDescriptor, settings: Settings): Place {
	const { setup, validate, onDrift } = settings;
	const defaults = { "user-agent": setup.userAgent, ...lowerCase(settings.headers) };
	const fixed: Record<string, string> = { accept: acceptOf(operation) };
	if (operation.body) fixed["content-type"] = operation.body.mediaType;
	if (operation.secured) fixed.authorization = setup.authorization;
	const usual = { ...defaults, ...fixed };
	return async (url, { headers, body, texts }, options, finish) => {
		// Loaded first: nothing of ours may fail once a request was carried out.
		const watch = validate === "all" ? await setup.loadDriftWatch?.() : undefined;
		const answer = await send({
			operationId,
			operation,
			url,
			headers: headers || options.headers ? { ...defaults, ...lowerCase(options.headers), ...headers, ...fixed } : usual,
			body,
			texts,
			settings: options === NONE ? settings : override(settings, options),
		});
		if (answer.status >= 200 && answer.status < 300) {
			const payload = readSuccess(answer);
			watch?.(answer, payload, onDrift);
			return finish({ answer, payload });
		}
		const failure = readFailure(answer);
		if (failure instanceof ResponseError) throw failure;
		// A refusal stays the refusal that it is, even where drift is to be thrown.
		watch?.(answer, parseError(answer), onDrift === "throw" ? undefined : onDrift);
		return finish({ answer, failure });
	};
}

/** One spelling, so that a header replaces another one instead of standing beside it. */
function lowerCase(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function payloadOf({ failure, payload }: Reply): unknown {
	if (failure) throw failure;
	return payload;
}

function pageOf(reply: Reply): FetchedPage {
	const { answer } = reply;
	return { url: answer.call.url, payload: payloadOf(reply), unusable: (reason) => responseError(answer, "paging", reason) };
}
