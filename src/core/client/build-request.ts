import { locationOf, type RequestParts, splitArguments } from "../operation/arguments.ts";
import type { OperationDescriptor, ValueDescriptor } from "../operation/descriptor.ts";
import { fromPointer, toPointer } from "../operation/json-pointer.ts";
import { encodePathValue, writePath } from "../operation/path-template.ts";
import { encodeBody, encodeHeaders, encodeQuery } from "../operation/request.ts";
import { EncodeError, encodeValue, toJson } from "../operation/value.ts";
import type { RequestPart, Violation } from "../operation/violation.ts";
import { isHeader, isPlainObject } from "./options.ts";
import type { RequestCheck } from "./request-check.ts";
import { missingValue, unknownName, ValidationError, wrongValue } from "./validation-error.ts";

/** A checked request, without the base address and the headers that every request has. */
export interface BuiltRequest {
	/** The path and the query. */
	readonly target: string;
	/** The given header and cookie parameters, by name in lower case. */
	readonly headers: Readonly<Record<string, string>> | undefined;
	readonly body: string | null;
	/** The fields of the body; JSON and dates are already text. */
	readonly texts?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Makes the function that checks the flat arguments of an operation and builds its request.
 *
 * @throws {ValidationError} (the function) listing every argument that is unknown, missing, invalid or cannot be encoded
 */
export function createRequestBuilder(
	operationId: string,
	operation: OperationDescriptor,
	check: RequestCheck | undefined,
): (given: unknown) => BuiltRequest {
	const known: Readonly<Record<string, { readonly required?: true }>> = { ...operation.parameters, ...operation.body?.fields };
	const names = Object.keys(known);
	const required = names.filter((name) => known[name]?.required);
	const findInvalid = check?.(operationId);
	return (given) => {
		if (!isPlainObject(given)) {
			throw new ValidationError(operationId, [wrongValue("", "an object of arguments", given)], operationId);
		}
		const { parts, unknown } = splitArguments(operation, given);
		const segments: Record<string, string> = {};
		const violations = [
			...unknown.map((name) => unknownName(name, names, given[name])),
			...findMissing(operation, required, parts),
			...encodeParts(operation, parts, segments),
		];
		const invalid = findInvalid?.(parts) ?? [];
		if (violations.length === 0 && invalid.length === 0) return writeRequest(operation, parts, segments);
		// A missing or unwritable argument also fails its schema; report it once.
		const reported = new Set(violations.map(({ pointer }) => fromPointer(pointer)[0]));
		const others = invalid.filter(({ pointer }) => !reported.has(fromPointer(pointer)[0]));
		throw new ValidationError(operationId, [...violations, ...others], operationId);
	};
}

/** Looks at what was collected, not at what was given: inherited members were never collected, and a getter may change. */
function findMissing(operation: OperationDescriptor, required: readonly string[], parts: RequestParts): Violation[] {
	// Every required argument has a location, and every location its part.
	const isMissing = (name: string) => !Object.hasOwn(parts[locationOf(operation, name) as RequestPart] as object, name);
	return required.filter(isMissing).map(missingValue);
}

/**
 * Replaces every value that is sent as text, but is none, by its text, as the validators expect it.
 *
 * @param segments receives the encoded values of the path
 * @returns a violation for every value that cannot be encoded
 */
function encodeParts(operation: OperationDescriptor, parts: RequestParts, segments: Record<string, string>): Violation[] {
	const violations: Violation[] = [];
	// The compiler widens the keys to strings.
	for (const [part, values] of Object.entries(parts) as [RequestPart, Record<string, unknown>][]) {
		for (const [name, value] of Object.entries(values)) {
			try {
				if (part === "path") segments[name] = encodePathValue(operation.parameters[name], value);
				values[name] = toWireValue(operation, part, name, value);
			} catch (error) {
				const expected = error instanceof EncodeError ? error.expected : "another value";
				violations.push(wrongValue(toPointer([name]), expected, value));
			}
		}
	}
	return violations;
}

/** @throws {EncodeError} where the value cannot be encoded */
function toWireValue({ parameters, body }: OperationDescriptor, part: RequestPart, name: string, value: unknown): unknown {
	if (part === "body" && body?.mediaType === "application/json") {
		toJson(value);
		return value;
	}
	// Only the fields of JSON, which are dealt with above, have no type.
	const descriptor = (part === "body" ? body?.fields[name] : parameters[name]) as ValueDescriptor;
	const entries = encodeValue(descriptor, value);
	if (part === "header" && !entries.every((entry) => isHeader(name, entry))) {
		throw new EncodeError("text that a header can hold", "other text");
	}
	if (typeof value !== "object" || value === null) return value;
	if (!descriptor.array) return entries[0];
	// The codec has checked that it is a list.
	return (value as unknown[]).map((item, index) => (typeof item === "object" && item !== null ? entries[index] : item));
}

/** Writes a request whose values can all be encoded. */
function writeRequest(
	operation: OperationDescriptor,
	parts: RequestParts,
	segments: Readonly<Record<string, string>>,
): BuiltRequest {
	const path = writePath(operation.path, (name) => segments[name] as string);
	const query = parts.query && encodeQuery(operation, parts.query);
	return {
		target: query ? `${path}?${query}` : path,
		headers: parts.header || parts.cookie ? encodeHeaders(operation, parts) : undefined,
		body: encodeBody(operation, parts.body),
		texts: parts.body,
	};
}
