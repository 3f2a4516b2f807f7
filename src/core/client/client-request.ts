import type { OperationDescriptor } from "../operation/descriptor.ts";
import { createMessageRedactor } from "../operation/redact.ts";
import type { ErrorContext, RequestOutcome } from "./errors.ts";
import type { ResolvedOptions } from "./resolve-options.ts";
import type { TransportResponse } from "./transport.ts";

/** A request that is ready to be sent, as often as its options allow. */
export interface ClientRequest {
	readonly callId: number;
	readonly operationId: string;
	readonly operation: OperationDescriptor;
	/** The complete address, with the query. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | null;
	/** The fields of the body by name, which must not be printed. */
	readonly texts: Readonly<Record<string, unknown>> | undefined;
	/** The time, as `now` tells it, when a list that the request belongs to must be complete. */
	readonly deadline?: number | undefined;
	readonly options: ResolvedOptions;
}

/** The response to one attempt, read to its end. */
export interface ClientResponse extends TransportResponse {
	readonly request: ClientRequest;
	/** The number of the attempt, from 1. */
	readonly attempts: number;
	/** What the service did with this attempt and those before it. */
	readonly outcome: RequestOutcome;
}

/** The context that an error gives of a request. */
export function contextOf(
	{ operationId, operation, url }: ClientRequest,
	attempts: number,
	outcome: RequestOutcome,
): ErrorContext {
	return { operationId, method: operation.method, url, attempts, outcome };
}

/** The service's own name for the request. */
export function requestIdOf({ request, headers }: ClientResponse): string | undefined {
	const id = headers.get(request.options.config.requestIdHeader);
	return id === null ? undefined : redactSecrets(request, id);
}

/** Replaces the credentials, headers and texts of a request by their names. */
export function redactSecrets({ headers, body, texts, options }: ClientRequest, text: string): string {
	// Headers that the client writes itself hold nothing private but the credentials, which are among the secrets.
	const { accept, authorization, "content-type": type, "user-agent": agent, ...own } = headers;
	// The token after a scheme, and the values of cookies and directives: a service may repeat them alone.
	const tokens = Object.entries(own).flatMap(([name, value]) =>
		Array.from(value.matchAll(/(?:^\S+ +|=)"?([^\s;,"=]+)/g), ([, token]) => [name, token] as const),
	);
	const named = [...Object.entries({ ...own, body, ...texts, ...options.config.secrets }), ...tokens];
	return createMessageRedactor(named.map(([name, value]) => [typeof value === "string" ? value : "", `<${name}>`]))(text);
}
