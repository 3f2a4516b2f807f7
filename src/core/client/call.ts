import type { OperationDescriptor } from "../operation/descriptor.ts";
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

/** Takes the credentials and the texts that were sent out of a text, as they are and as addresses write them, and names them. */
export function redact({ body, texts, settings }: Call, text: string): string {
	const forms = Object.entries({ body, ...texts, ...settings.setup.secrets }).flatMap(([name, secret]) => {
		// What is shorter would be found everywhere.
		if (typeof secret !== "string" || secret.length < 4) return [];
		const encoded = encodeURIComponent(secret.toWellFormed());
		return [secret, encoded, encoded.replaceAll("%20", "+")].map((form) => [form, name] as const);
	});
	// The longest first, so that none is left half standing because another is a part of it.
	forms.sort(([one], [other]) => other.length - one.length);
	return forms.reduce((result, [form, name]) => result.replaceAll(form, `<${name}>`), text);
}
