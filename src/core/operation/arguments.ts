import type { OperationDescriptor, ParameterLocation } from "./descriptor.ts";

/** The arguments of one operation by their location. Only parts that the operation has are present. */
export type RequestParts = { [Part in ParameterLocation | "body"]?: Record<string, unknown> };

/**
 * Sorts the flat arguments of an operation into the parts of its request. `undefined` values are omitted.
 *
 * @returns the parts, and the names that the operation does not have
 */
export function splitArguments(
	operation: OperationDescriptor,
	values: Readonly<Record<string, unknown>>,
): { parts: RequestParts; unknown: string[] } {
	const parts: RequestParts = {};
	for (const { in: location } of Object.values(operation.parameters)) parts[location] ??= {};
	if (operation.body) parts.body = {};
	const unknown: string[] = [];
	for (const name of Object.keys(values)) {
		const value = values[name];
		if (value === undefined) continue;
		const location = locationOf(operation, name);
		const part = location && parts[location];
		if (part) part[name] = value;
		else unknown.push(name);
	}
	return { parts, unknown };
}

/** The location of an argument; undefined where the operation has no such argument. */
export function locationOf(operation: OperationDescriptor, name: string): keyof RequestParts | undefined {
	if (Object.hasOwn(operation.parameters, name)) return operation.parameters[name]?.in;
	return operation.body && Object.hasOwn(operation.body.fields, name) ? "body" : undefined;
}
