import type { Fetch } from "./options.ts";
import { readResponseBody } from "./read-response-body.ts";
import type { Transport, TransportRequest, TransportResult } from "./transport.ts";

/**
 * Makes the transport over a `fetch`. Its connections are those of the runtime.
 *
 * @param getFetch looked up at each request, so that a global that is replaced later is used
 */
export function createFetchTransport(getFetch: () => Fetch): Transport {
	return {
		open(request, end) {
			const controller = new AbortController();
			return {
				send() {
					fetchResponse(getFetch(), request, controller.signal, end);
				},
				cancel() {
					controller.abort();
					return "unknown";
				},
			};
		},
		close() {},
	};
}

async function fetchResponse(
	fetch: Fetch,
	{ url, method, headers, body, maxResponseBytes }: TransportRequest,
	signal: AbortSignal,
	end: (result: TransportResult) => void,
): Promise<void> {
	try {
		const response = await fetch(url, { method, headers: { ...headers }, body, redirect: "manual", signal });
		if (response?.bodyUsed !== false) {
			const misuse = (await import("./stub-error.ts")).unreadableReason(response);
			if (misuse !== undefined) return end({ error: undefined, misuse });
		}
		const { status, headers: received } = response;
		const { bytes, broken, tooLarge } = await readResponseBody(response, maxResponseBytes);
		// Not copied by a spread, which takes 2 µs.
		end({ status, headers: received, bytes, broken, tooLarge });
	} catch (error) {
		end({ error });
	}
}
