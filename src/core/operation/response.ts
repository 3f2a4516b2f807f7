import type { OperationDescriptor } from "./descriptor.ts";

/**
 * Finds the documented response of a status: under the status itself, its class (`5XX`) or `default`.
 *
 * @returns its key; undefined for an undocumented status
 */
export function documentedStatus(operation: Pick<OperationDescriptor, "responses">, status: number): string | undefined {
	const { responses } = operation;
	if (Object.hasOwn(responses, status)) return String(status);
	return [`${Math.floor(status / 100)}XX`, "default"].find((key) => Object.hasOwn(responses, key));
}

/** The first success that an operation documents, as it is documented, such as `201` or `2XX`; `200` where it documents none. */
export function successStatus({ responses }: Pick<OperationDescriptor, "responses">): string {
	return Object.keys(responses).find((key) => key.startsWith("2")) ?? "200";
}
