import type { OperationDescriptor } from "../operation/descriptor.ts";
import { createRedactor } from "../operation/redact.ts";
import type { ErrorContext, RequestOutcome } from "./errors.ts";
import type { ResolvedOptions } from "./resolve-options.ts";

/** A request that is ready to be sent, as often as its options allow. */
export interface ClientRequest {
	readonly operationId: string;
	readonly operation: OperationDescriptor;
	/** The complete address, with the query. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | null;
	/** The fields of the body by name, which must not be printed. */
	readonly texts: Readonly<Record<string, unknown>> | undefined;
	readonly options: ResolvedOptions;
}

/** The response to one attempt, read to its end. */
export interface ClientResponse {
	readonly request: ClientRequest;
	readonly status: number;
	readonly headers: Headers;
	/** The body, or the part of it that arrived. */
	readonly bytes: Uint8Array;
	/** The error that cut the body off. */
	readonly broken?: unknown;
	/** Reading stopped because the body exceeds `maxResponseBytes`. */
	readonly tooLarge?: boolean;
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
	// Headers that the client writes itself hold nothing private.
	const common = { accept: 0, "content-type": 0, "user-agent": 0 };
	// Without scheme and padding, too: a service may repeat the credentials alone.
	const proxy = { "proxy credentials": headers["proxy-authorization"]?.replace(/^\S+ +|=+$/g, "") };
	const named = Object.entries({ ...headers, ...common, ...proxy, body, ...texts, ...options.config.secrets });
	return createRedactor(named.map(([name, value]) => [typeof value === "string" ? value : "", `<${name}>`]))(text);
}
