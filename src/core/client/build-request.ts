import { locationOf, type RequestParts, splitArguments } from "../operation/arguments.ts";
import type { OperationDescriptor, ValueDescriptor } from "../operation/descriptor.ts";
import { writeForm } from "../operation/form.ts";
import { toPointer } from "../operation/json-pointer.ts";
import { missingValue, unknownName, wrongValue } from "../operation/make-violation.ts";
import { isHeader, isPlainObject } from "../operation/option-rules.ts";
import { createPathWriter, encodePathText, type PathWriter } from "../operation/path-template.ts";
import { writeHeaders } from "../operation/request.ts";
import { EncodeError, encodeValue, toJson } from "../operation/value.ts";
import type { RequestPart, Violation } from "../operation/violation.ts";
import type { RequestCheck } from "./request-check.ts";
import { ValidationError } from "./validation-error.ts";

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
	const writePath = createPathWriter(operation.path);
	return (given) => {
		if (!isPlainObject(given)) {
			throw new ValidationError(operationId, [wrongValue("", "an object of arguments", given)], operationId);
		}
		const { parts, unknown } = splitArguments(operation, given);
		const entries: RequestEntries = {};
		const violations = [
			...unknown.map((name) => unknownName(name, names, given[name])),
			...findMissing(operation, required, parts),
			...encodeParts(operation, parts, entries),
		];
		const invalid = findInvalid?.(parts, violations) ?? [];
		if (violations.length === 0 && invalid.length === 0) return writeRequest(operation, writePath, parts, entries);
		throw new ValidationError(operationId, [...violations, ...invalid], operationId);
	};
}

/** Looks at what was collected, not at what was given: inherited members were never collected, and a getter may change. */
function findMissing(operation: OperationDescriptor, required: readonly string[], parts: RequestParts): Violation[] {
	// Every required argument has a location, and every location its part.
	const isMissing = (name: string) => !Object.hasOwn(parts[locationOf(operation, name) as RequestPart] as object, name);
	return required.filter(isMissing).map(missingValue);
}

/** The values of each part of a request as texts. A body of JSON has none. */
type RequestEntries = { [Part in RequestPart]?: Record<string, readonly string[]> };

/**
 * Encodes every value. One that is sent as text, but is none, is replaced by its text in `parts`, as the validators expect it.
 *
 * @param entries receives the texts
 * @returns a violation for every value that cannot be encoded
 */
function encodeParts({ parameters, body }: OperationDescriptor, parts: RequestParts, entries: RequestEntries): Violation[] {
	const violations: Violation[] = [];
	// The compiler widens the keys to strings.
	for (const [part, values] of Object.entries(parts) as [RequestPart, Record<string, unknown>][]) {
		const texts: Record<string, readonly string[]> = {};
		entries[part] = texts;
		for (const [name, value] of Object.entries(values)) {
			try {
				if (part === "body" && body?.mediaType === "application/json") toJson(value);
				else {
					// Only the fields of JSON have no type.
					const descriptor = (part === "body" ? body?.fields[name] : parameters[name]) as ValueDescriptor;
					const encoded = encodeValue(descriptor, value);
					texts[name] = toTexts(part, name, encoded);
					values[name] = toWireValue(descriptor, value, encoded);
				}
			} catch (error) {
				const expected = error instanceof EncodeError ? error.expected : "another value";
				violations.push(wrongValue(toPointer([name]), expected, value));
			}
		}
	}
	return violations;
}

/** @throws {EncodeError} where a path or a header cannot hold the texts */
function toTexts(part: RequestPart, name: string, encoded: readonly string[]): readonly string[] {
	if (part === "path") return [encodePathText(encoded[0] ?? "")];
	if (part === "header" && !encoded.every((text) => isHeader(name, text))) {
		throw new EncodeError("text that a header can hold", "other text");
	}
	return encoded;
}

function toWireValue({ array }: ValueDescriptor, value: unknown, encoded: readonly string[]): unknown {
	if (typeof value !== "object" || value === null) return value;
	if (!array) return encoded[0];
	// The codec has checked that it is a list.
	return (value as unknown[]).map((item, index) => (typeof item === "object" && item !== null ? encoded[index] : item));
}

/** Writes a request whose values can all be encoded. */
function writeRequest(
	operation: OperationDescriptor,
	writePath: PathWriter,
	parts: RequestParts,
	entries: RequestEntries,
): BuiltRequest {
	const path = writePath((name) => entries.path?.[name]?.[0] ?? "");
	const query = entries.query && writeForm(entries.query);
	return {
		target: query ? `${path}?${query}` : path,
		headers: entries.header || entries.cookie ? writeHeaders(entries.header, entries.cookie) : undefined,
		body: writeBody(operation, parts, entries),
		texts: parts.body,
	};
}

function writeBody({ body }: OperationDescriptor, parts: RequestParts, entries: RequestEntries): string | null {
	if (!body) return null;
	return body.mediaType === "application/json" ? JSON.stringify(parts.body) : writeForm(entries.body ?? {});
}
