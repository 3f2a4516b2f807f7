import type { OperationDescriptor } from "./descriptor.ts";

/**
 * Finds what an operation documents for a status: under the status itself, its class (`5XX`) or `default`.
 *
 * @returns the key that it stands under; undefined for an undocumented status
 */
export function documentedStatus(operation: Pick<OperationDescriptor, "responses">, status: number): string | undefined {
	const keys = [String(status), `${Math.floor(status / 100)}XX`, "default"];
	return keys.find((key) => Object.hasOwn(operation.responses, key));
}
