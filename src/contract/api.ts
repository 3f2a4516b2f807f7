import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { Payloads } from "../operation/payloads.ts";
import type { RequestValidators, ResponseValidators } from "../operation/violation.ts";

/** The API whose contract is tested: what is generated from its description. */
export interface ContractApi {
	readonly operations: Readonly<Record<string, OperationDescriptor>>;
	readonly requestValidators: Readonly<Record<string, RequestValidators>>;
	readonly responseValidators: Readonly<Record<string, Readonly<Record<string, ResponseValidators>>>>;
	readonly payloads: Payloads;
}

/** The descriptor of an operation. */
export function operationOf(api: ContractApi, operationId: string): OperationDescriptor {
	const operation = Object.hasOwn(api.operations, operationId) ? api.operations[operationId] : undefined;
	if (operation === undefined) throw new RangeError(`expected the id of an operation, got ${operationId}`);
	return operation;
}
