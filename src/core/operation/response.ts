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

/** Whether a response says that the request succeeded: a status of 2xx. */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/** Whether the key of a documented response is that of a success, such as `200` or `2XX`. */
export function isSuccessKey(key: string | undefined): boolean {
	return key?.startsWith("2") === true;
}

/** The keys of the documented successes, such as `200` or `2XX`, in ascending order. */
export function successStatuses({ responses }: Pick<OperationDescriptor, "responses">): string[] {
	return Object.keys(responses).filter(isSuccessKey);
}

/** The status of a response that is documented under a key. Under a class, such as `2XX`: the plain one of it. */
export function plainStatus(key: string, hasBody: boolean): number {
	return key.endsWith("XX") ? Number(key[0]) * 100 + (hasBody ? 0 : 4) : Number(key);
}

/** The key of the first documented success; `200` where an operation documents none. */
export function successStatus(operation: Pick<OperationDescriptor, "responses">): string {
	return successStatuses(operation)[0] ?? "200";
}
