/** Writes path segments as a JSON pointer (RFC 6901). */
export function toPointer(segments: readonly (string | number)[]): string {
	return segments.map((segment) => `/${String(segment).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}

/** Reads a JSON pointer as path segments. */
export function fromPointer(pointer: string): string[] {
	return pointer
		.split("/")
		.slice(1)
		.map((segment) => segment.replace(/~1/g, "/").replace(/~0/g, "~"));
}

/** The value a JSON pointer names, or undefined where there is none. Only own members count. */
export function valueAt(value: unknown, pointer: string): unknown {
	let current = value;
	for (const segment of fromPointer(pointer)) {
		if (typeof current !== "object" || current === null || !Object.hasOwn(current, segment)) return undefined;
		current = (current as Record<string, unknown>)[segment];
	}
	return current;
}
