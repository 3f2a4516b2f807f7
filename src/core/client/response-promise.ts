import type { WebHeaders } from "../operation/web-types.ts";
import { type ClientResponse, requestIdOf } from "./client-request.ts";
import type { CallResult } from "./read-response.ts";

/** What came beside the payload of a call. */
export interface ResponseWithData<Payload> {
	readonly data: Payload;
	readonly status: number;
	readonly headers: WebHeaders;
	/** The service's own name for the request. */
	readonly requestId: string | undefined;
}

/** The payload of a call. */
export interface ResponsePromise<Payload> extends Promise<Payload> {
	/** The payload with the status and the headers of its response. Sends nothing again. */
	withResponse(): Promise<ResponseWithData<Payload>>;
}

/**
 * Makes the result of a call.
 *
 * @param send begins the call, which ends with what `finish` makes of its response
 */
export function createResponsePromise(
	send: (finish: (result: CallResult) => unknown) => Promise<unknown>,
): ResponsePromise<unknown> {
	let response: ClientResponse;
	const payload = send((result) => {
		response = result.response;
		return readPayload(result);
	});
	const withResponse = async () => {
		const data = await payload;
		const { status, headers } = response;
		return { data, status, headers: new Headers([...headers.entries()]), requestId: requestIdOf(response) };
	};
	return Object.assign(payload, { withResponse });
}

/** @throws {ApiError} where the response is an error */
export function readPayload({ failure, payload }: CallResult): unknown {
	if (failure) throw failure;
	return payload;
}
