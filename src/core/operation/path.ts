import type { OperationDescriptor, ValueDescriptor } from "./descriptor.ts";
import { EncodeError } from "./encode-error.ts";
import { encodeValue, kindOf } from "./value.ts";

/**
 * Fills the path template of an operation. Every value becomes exactly one segment.
 *
 * @throws {TypeError} naming the parameter whose value `encodeSegment` refuses
 */
export function fillPath(operation: OperationDescriptor, values: Readonly<Record<string, unknown>>): string {
	return operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
		try {
			return encodeSegment(operation.parameters[name], values[name]);
		} catch (error) {
			throw new TypeError(`${name}: ${error instanceof Error ? error.message : error}`);
		}
	});
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[/\\?#\u0000-\u001f\u007f]/;

/**
 * Writes one value as one segment of a path.
 *
 * @throws {TypeError} where the value is missing, or is one that a server or a proxy could read as another path: empty,
 * `.`, `..`, or with a slash, a backslash or a control character in it.
 */
export function encodeSegment(descriptor: ValueDescriptor | undefined, value: unknown): string {
	const [text] = descriptor && value !== undefined ? encodeValue(descriptor, value) : [];
	if (text === undefined) throw new EncodeError("a value for the path", kindOf(value));
	if (text === "" || text === "." || text === "..") throw new EncodeError("a path segment", JSON.stringify(text));
	const forbidden = FORBIDDEN.exec(text)?.[0];
	if (forbidden !== undefined) throw new EncodeError("a path segment", `one with ${JSON.stringify(forbidden)} in it`);
	return encodeURIComponent(text);
}

/** A path template, ready to be compared with the paths of requests. */
export interface PathMatcher {
	/** The decoded values by parameter name; undefined where the path is another. */
	match(path: string): Record<string, string> | undefined;
}

/** Compiles a path template. A segment whose percent-encoding is broken matches nothing. */
export function compilePath(template: string): PathMatcher {
	const names: string[] = [];
	const pattern = template.replace(/[.*+?^$|()[\]\\]/g, "\\$&").replace(/\{([^}]+)\}/g, (_, name: string) => {
		names.push(name);
		return "([^/]+)";
	});
	const expression = new RegExp(`^${pattern}$`);
	return {
		match(path) {
			const found = expression.exec(path);
			if (found === null) return undefined;
			const values: Record<string, string> = Object.create(null);
			for (const [index, name] of names.entries()) {
				const value = decodeSegment(found[index + 1] ?? "");
				if (value === undefined) return undefined;
				values[name] = value;
			}
			return values;
		},
	};
}

function decodeSegment(segment: string): string | undefined {
	try {
		return decodeURIComponent(segment);
	} catch {
		return undefined;
	}
}
