import type { OperationDescriptor } from "./descriptor.ts";

/**
 * Finds what an operation documents for a status: under the status itself, its class (`5XX`) or `default`.
 *
 * @returns the key that it stands under; undefined for an undocumented status
 */
export function documentedStatus(operation: Pick<OperationDescriptor, "responses">, status: number): string | undefined {
	const { responses } = operation;
	if (Object.hasOwn(responses, status)) return String(status);
	return [`${Math.floor(status / 100)}XX`, "default"].find((key) => Object.hasOwn(responses, key));
}

/** The keys of the documented successes, such as `200` or `2XX`, in ascending order. */
export function successStatuses({ responses }: { readonly responses: Readonly<Record<string, unknown>> }): string[] {
	return Object.keys(responses).filter((status) => status.startsWith("2"));
}

/** The key of the first documented success; undefined where an operation documents none. */
export function successStatus(operation: { readonly responses: Readonly<Record<string, unknown>> }): string | undefined {
	return successStatuses(operation)[0];
}
