import { splitArguments } from "../../../src/core/operation/arguments.ts";
import type { HttpRequest } from "../../../src/core/operation/http.ts";
import { encodeRequest } from "../../../src/core/operation/request.ts";
import type { OperationModel } from "../../pipeline/model.ts";
import type { Call } from "../calls.ts";

/** A value that a sample has in it as it is, or takes from the environment. */
export type Setting = { readonly literal: string } | { readonly variable: string };

/** Where a sample sends its request, and as whom. */
export interface Target {
	/** Instead of the operation's own server. */
	readonly baseUrl?: string;
	/** For HTTP Basic; undefined for an API that takes none. */
	readonly credentials?: { readonly username: Setting; readonly password: Setting };
}

/** Writes the samples of one language or library. */
export interface SampleWriter {
	readonly id: string;
	/** What readers see. */
	readonly label: string;
	/** The name of the language, for highlighting. */
	readonly language: string;
	/** @returns undefined where the operation cannot be called this way */
	write(operation: OperationModel, call: Call, target: Target): string | undefined;
}

/** A written sample. */
export interface Sample {
	readonly writer: SampleWriter;
	readonly call: Call;
	readonly source: string;
}

/** The request that a call comes to, without credentials. */
export function requestOf({ descriptor }: OperationModel, call: Call, { baseUrl }: Target): HttpRequest {
	return encodeRequest(descriptor, splitArguments(descriptor, call.values).parts, baseUrl);
}

/** The headers that are parameters of the operation, by their documented names. */
export function headerParameters({ descriptor }: OperationModel, { headers }: HttpRequest): [string, string][] {
	return Object.entries(descriptor.parameters).flatMap(([name, parameter]): [string, string][] => {
		const value = parameter.in === "header" ? headers[name.toLowerCase()] : undefined;
		return value === undefined ? [] : [[name, value]];
	});
}

/** Whether an answer with a body is documented for success. */
export function answersWithBody({ descriptor }: OperationModel): boolean {
	const successes = Object.entries(descriptor.responses).filter(([status]) => status.startsWith("2"));
	return successes.some(([, { mediaTypes }]) => mediaTypes.length > 0);
}
