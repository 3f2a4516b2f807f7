import { splitArguments } from "../operation/arguments.ts";
import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { encodeRequest } from "../operation/request.ts";
import type { SandboxConnection } from "./connection.ts";
import type { Arguments, ShownExchange } from "./explorer-options.ts";

/** Sends requests, and keeps each with what came of it. */
export interface Recording {
	readonly fetch: SandboxConnection["fetch"];
	/** Waits until all bodies have arrived, and returns the exchanges. */
	finish(): Promise<ShownExchange[]>;
}

/** Records the requests of one call. */
export function recordCall({ fetch }: SandboxConnection, operationId: string): Recording {
	const exchanges: Promise<ShownExchange>[] = [];
	return {
		async fetch(url, init = {}) {
			const request = plainRequest(url, init);
			const started = performance.now();
			const keep = (rest: Promise<Pick<ShownExchange, "response" | "isCutOff">>) => {
				exchanges.push(rest.then((came) => ({ operationId, request, ...came, elapsed: performance.now() - started })));
			};
			try {
				const [returned, kept] = twice(await fetch(url, init));
				keep(plainResponse(kept));
				return returned;
			} catch (error) {
				keep(Promise.resolve({ response: undefined, isCutOff: true }));
				throw error;
			}
		},
		finish: () => Promise.all(exchanges),
	};
}

/** Sends a request of an operation as it is: nothing is checked, nothing is retried. */
export async function sendPlainly(
	operation: OperationDescriptor,
	values: Arguments,
	{ baseUrl }: SandboxConnection,
	authorization: string | undefined,
	fetch: SandboxConnection["fetch"],
): Promise<void> {
	const { parts } = splitArguments(operation, values);
	const { url, method, headers, body } = encodeRequest(operation, parts, baseUrl || undefined);
	await fetch(url, { method, body, headers: { ...headers, ...(operation.secured && authorization && { authorization }) } });
}

/** Not by `clone`: a body that was made in the page would then take a hundred tasks to arrive in Chromium, and none otherwise. */
function twice(response: Response): readonly [Response, Response] {
	if (response.body === null) return [response, response];
	// No response can be made with such a status.
	if (response.status > 599) return [response, response.clone()];
	const [one, other] = response.body.tee();
	return [new Response(one, response), new Response(other, response)];
}

function plainRequest(url: string, { method = "GET", headers, body }: RequestInit): HttpRequest {
	return { method, url, headers: Object.fromEntries(new Headers(headers)), body: typeof body === "string" ? body : null };
}

async function plainResponse(response: Response): Promise<{ response: HttpResponse; isCutOff: boolean }> {
	const { status, headers } = response;
	const decoder = new TextDecoder();
	const reader = response.body?.getReader();
	let body = "";
	let isCutOff = false;
	try {
		for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
			body += decoder.decode(part.value, { stream: true });
		}
	} catch {
		isCutOff = true;
	}
	return { response: { status, headers: Object.fromEntries(headers), body: reader ? body : null }, isCutOff };
}
