import type { OperationDescriptor } from "../operation/descriptor.ts";
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
	readonly texts: Readonly<Record<string, unknown>>;
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
	/** Whether the service may have carried out an earlier attempt. */
	readonly uncertain: boolean;
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

/** Replaces the credentials and the texts of a request by their names, also where they are encoded for an address. */
export function redactSecrets({ body, texts, options }: ClientRequest, text: string): string {
	const forms = Object.entries({ body, ...texts, ...options.config.secrets }).flatMap(([name, secret]) => {
		// Shorter texts would match everywhere.
		if (typeof secret !== "string" || secret.length < 4) return [];
		const encoded = encodeURIComponent(secret.toWellFormed());
		return [secret, encoded, encoded.replaceAll("%20", "+")].map((form) => [form, name] as const);
	});
	// Longest first: replacing a part of a longer secret would leave the rest of it readable.
	forms.sort(([a], [b]) => b.length - a.length);
	return forms.reduce((result, [form, name]) => result.replaceAll(form, `<${name}>`), text);
}
