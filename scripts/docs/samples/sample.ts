import { splitArguments } from "../../../src/core/operation/arguments.ts";
import type { HttpRequest } from "../../../src/core/operation/http.ts";
import { encodeRequest } from "../../../src/core/operation/request.ts";
import { successStatuses } from "../../../src/core/operation/response.ts";
import type { OperationDoc } from "../../pipeline/describe-operations.ts";
import type { OperationModel } from "../../pipeline/model.ts";
import { documentedCalls, type SampleCall } from "../calls.ts";

/** A value that a sample contains literally, or reads from an environment variable. */
export type Setting = { readonly literal: string } | { readonly variable: string };

/** The server and the credentials of a sample. */
export interface SampleTarget {
	/** Replaces the operation's own server. */
	readonly baseUrl?: string;
	/** For HTTP Basic; undefined for an API without authentication. */
	readonly credentials?: { readonly username: Setting; readonly password: Setting };
}

/** What a sample shows of an operation: its name, and how it is called. */
export type SampledOperation = Pick<OperationModel, "id" | "descriptor">;

/** Writes the samples of one language or library. */
export interface SampleWriter {
	readonly id: string;
	/** What readers see. */
	readonly label: string;
	/** The name of the language, for highlighting. */
	readonly language: string;
	/** @returns undefined if the operation cannot be called this way */
	write(operation: SampledOperation, call: SampleCall, target: SampleTarget): string | undefined;
}

/** A written sample. */
export interface Sample {
	readonly writer: SampleWriter;
	readonly call: SampleCall;
	readonly source: string;
}

/** The request of a call, without credentials. */
export function requestOf({ descriptor }: SampledOperation, call: SampleCall, { baseUrl }: SampleTarget): HttpRequest {
	return encodeRequest(descriptor, splitArguments(descriptor, call.values).parts, baseUrl);
}

/** The headers that are parameters of the operation, by their documented names. */
export function headerParameters({ descriptor }: SampledOperation, { headers }: HttpRequest): [string, string][] {
	return Object.entries(descriptor.parameters).flatMap(([name, parameter]): [string, string][] => {
		const value = parameter.in === "header" ? headers[name.toLowerCase()] : undefined;
		return value === undefined ? [] : [[name, value]];
	});
}

/** Whether a successful response has a documented body. */
export function returnsBody({ descriptor }: SampledOperation): boolean {
	return successStatuses(descriptor).some((status) => (descriptor.responses[status]?.length ?? 0) > 0);
}

/** Writes the samples of an operation: every documented call, in every language that has it. */
export function writeSamples(doc: OperationDoc, writers: readonly SampleWriter[], target: SampleTarget): Sample[] {
	const { operation } = doc;
	const { credentials, ...open } = target;
	const used = operation.descriptor.secured ? target : open;
	return documentedCalls(doc).flatMap((call) =>
		writers.flatMap((writer) => {
			const source = writer.write(operation, call, used);
			return source === undefined ? [] : [{ writer, call, source: source.trimEnd() }];
		}),
	);
}
