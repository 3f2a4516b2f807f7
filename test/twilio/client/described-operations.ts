import { operations } from "../../../generated/operations.ts";
import type { OperationDescriptor } from "../../../src/core/operation/descriptor.ts";
import type { OperationId, TwilioClient } from "../../../src/index.ts";

export const operationTable: Readonly<Record<OperationId, OperationDescriptor>> = operations;
export const OPERATION_IDS = Object.keys(operations) as OperationId[];

/** Calls the method of an operation; of a list, it reads the first page. */
export function callOf(client: TwilioClient, id: OperationId, values: object): Promise<unknown> {
	// The compiler does not know which operation it is.
	const call: unknown = client[id];
	const result = (call as (values: object) => Promise<unknown> & { firstPage(): Promise<unknown> })(values);
	return operationTable[id].pagination ? result.firstPage() : result;
}
