import type { OperationDescriptor } from "../operation/descriptor.ts";
import { createRedactor } from "../operation/redact.ts";
import type { ErrorContext, RequestOutcome } from "./errors.ts";
import type { Settings } from "./settings.ts";

/** A request on its way. */
export interface Call {
	readonly operationId: string;
	readonly operation: OperationDescriptor;
	/** Where it is sent. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | null;
	/** The texts in the body by their names, which must not be printed. */
	readonly texts: Readonly<Record<string, unknown>>;
	readonly settings: Settings;
}

/** What came back for one attempt, read to its end. */
export interface Answer {
	readonly call: Call;
	readonly status: number;
	readonly headers: Headers;
	/** The body, or the part of it that came. */
	readonly bytes: Uint8Array;
	/** Why the body ended before its end. */
	readonly broken?: unknown;
	/** The body ended early because it exceeded what may be read. */
	readonly tooLarge?: boolean;
	/** The number of the attempt, from 1. */
	readonly attempts: number;
	/** Whether an earlier attempt may have been carried out. */
	readonly uncertain: boolean;
}

/** What an error tells of a call. */
export function contextOf({ operationId, operation, url }: Call, attempts: number, outcome: RequestOutcome): ErrorContext {
	return { operationId, method: operation.method, url, attempts, outcome };
}

/** The service's own name for the request that was answered. */
export function requestIdOf({ call, headers }: Answer): string | undefined {
	const id = headers.get(call.settings.setup.requestIdHeader);
	return id === null ? undefined : redact(call, id);
}

/** Replaces what was sent of headers, body, texts and credentials by its name. */
export function redact({ headers, body, texts, settings }: Call, text: string): string {
	// Headers that the client writes itself hold nothing private.
	const common = { accept: 0, "content-type": 0, "user-agent": 0 };
	const named = Object.entries({ ...headers, ...common, body, ...texts, ...settings.setup.secrets });
	return createRedactor(named.map(([name, value]) => [typeof value === "string" ? value : "", `<${name}>`]))(text);
}
