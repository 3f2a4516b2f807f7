import { locationOf, type RequestParts } from "../operation/arguments.ts";
import type { OperationDescriptor, ValueDescriptor } from "../operation/descriptor.ts";
import { toPointer } from "../operation/json-pointer.ts";
import { encodePathValue } from "../operation/path-template.ts";
import { encodeBody, encodeHeaders, encodeQuery } from "../operation/request.ts";
import { encodeValue, toJson } from "../operation/value.ts";
import type { RequestPart, Violation } from "../operation/violation.ts";
import { isHeader, isRecord } from "./options.ts";
import { unknownName, ValidationError } from "./validation-error.ts";

/** Makes the check of an operation's requests, which lists what their parts break. */
export type RequestCheck = (operationId: string) => (parts: RequestParts) => Violation[];

/** A request that is checked and written, but has no base address and none of the headers that every request has. */
export interface PreparedRequest {
	/** The path and the query. */
	readonly target: string;
	/** The header parameters that are given, by name in lower case. */
	readonly headers: Readonly<Record<string, string>> | undefined;
	readonly body: string | null;
	/** The fields of the body, as text where they hold text. */
	readonly texts: Readonly<Record<string, unknown>>;
}

/**
 * Makes the function that checks the flat arguments of an operation, and writes its request.
 *
 * @throws {ValidationError} listing every argument that is unknown, missing, breaks the description or cannot be written
 */
export function createPreparer(
	id: string,
	operation: OperationDescriptor,
	check: RequestCheck | undefined,
): (given: unknown) => PreparedRequest {
	const known: Readonly<Record<string, { readonly required?: true }>> = { ...operation.parameters, ...operation.body?.fields };
	const required = Object.keys(known).filter((name) => known[name]?.required);
	const listViolations = check?.(id);
	const write = createWriter(operation);
	return (given) => {
		if (!isRecord(given)) {
			throw new ValidationError(
				id,
				[{ pointer: "", keyword: "expected", expected: "an object of arguments", received: given }],
				id,
			);
		}
		const violations: Violation[] = [];
		const parts: RequestParts = operation.body ? { body: {} } : {};
		const segments: Record<string, string> = {};
		for (const name of Object.keys(given)) {
			const value = given[name];
			if (value === undefined) continue;
			const part = locationOf(operation, name);
			if (part === undefined) {
				violations.push(unknownName(name, Object.keys(known), value));
				continue;
			}
			parts[part] ??= {};
			parts[part][name] = value;
			try {
				if (part === "path") segments[name] = encodePathValue(operation.parameters[name], value);
				parts[part][name] = toWritable(operation, part, name, value);
			} catch (error) {
				// The messages of the codec say what they expect; here it becomes the limit of a violation.
				const expected = /expected (.*), got /.exec(String(error))?.[1] ?? "another value";
				violations.push({ pointer: toPointer([name]), keyword: "expected", expected, received: value });
			}
		}
		for (const name of required) {
			// Not by the value once more: a getter may have said something else the first time, and a prototype nothing at all.
			if (!Object.hasOwn(parts[locationOf(operation, name) ?? "body"] ?? NONE, name)) {
				violations.push({ pointer: toPointer([name]), keyword: "required", expected: name, received: undefined });
			}
		}
		const broken = listViolations?.(parts) ?? [];
		if (violations.length === 0 && broken.length === 0) return write(parts, segments);
		// What is missing or cannot be written breaks other rules as well, which go without saying.
		const told = violations.map(({ pointer }) => pointer);
		throw new ValidationError(id, [...violations, ...broken.filter(({ pointer }) => !told.includes(pointer))], id);
	};
}

/**
 * Puts text in the place of what is written as text, as the validators expect it.
 *
 * @throws {TypeError} saying what would have been expected
 */
function toWritable({ parameters, body }: OperationDescriptor, part: RequestPart, name: string, value: unknown): unknown {
	// A member of a JSON body is sent as it is.
	const json = part === "body" && body?.mediaType === "application/json";
	const descriptor = (part === "body" ? body?.fields[name] : parameters[name]) as ValueDescriptor | undefined;
	const entries = json ? [toJson(value)] : descriptor ? encodeValue(descriptor, value) : [];
	if (part === "header" && !entries.every((entry) => isHeader(name, entry))) {
		throw new TypeError("expected text that a header can hold, got other text");
	}
	if (typeof value !== "object" || value === null || json) return value;
	if (!descriptor?.array) return entries[0];
	return (value as unknown[]).map((item, index) => (typeof item === "object" && item !== null ? entries[index] : item));
}

/** Makes the function that writes a request of which every value can be written. */
function createWriter(
	operation: OperationDescriptor,
): (parts: RequestParts, segments: Record<string, string>) => PreparedRequest {
	// Every other piece is a name.
	const pieces = operation.path.split(/[{}]/);
	return (parts, segments) => {
		const path = pieces.map((piece, index) => (index % 2 === 0 ? piece : segments[piece])).join("");
		const query = parts.query && encodeQuery(operation, parts.query);
		const headers = parts.header || parts.cookie ? encodeHeaders(operation, parts) : undefined;
		const body = encodeBody(operation, parts.body);
		return { target: query ? `${path}?${query}` : path, headers, body, texts: parts.body ?? NONE };
	};
}

const NONE = {};
