import type { OperationDescriptor } from "./descriptor.ts";
import type { Payloads } from "./payloads.ts";
import type { RequestValidators, ResponseValidators } from "./violation.ts";

/** Everything that is generated from one description; each table is keyed by operationId. */
export interface GeneratedApi {
	readonly operations: Readonly<Record<string, OperationDescriptor>>;
	readonly requestValidators: Readonly<Record<string, RequestValidators>>;
	/** By operationId, then by status as it is documented. */
	readonly responseValidators: Readonly<Record<string, Readonly<Record<string, ResponseValidators>>>>;
	readonly payloads: Payloads;
}

/**
 * Looks an operation up by its id.
 *
 * @throws {RangeError} where the API has no such operation
 */
export function operationOf({ operations }: Pick<GeneratedApi, "operations">, operationId: string): OperationDescriptor {
	const operation = Object.hasOwn(operations, operationId) ? operations[operationId] : undefined;
	if (operation === undefined) throw new RangeError(`expected the id of an operation, got ${operationId}`);
	return operation;
}
