import type { OperationDescriptor, ValueDescriptor } from "./descriptor.ts";
import { messageOf } from "./message-of.ts";
import { EncodeError, encodeValue, kindOf } from "./value.ts";

/** The names of a template's parameters, from left to right. */
export function parameterNames(template: string): string[] {
	// Most calls, at the start of a sandbox, pass a single segment.
	if (!template.includes("{")) return [];
	return Array.from(template.matchAll(/\{([^}]+)\}/g), ([, name = ""]) => name);
}

/** The template without the names of its parameters: templates with the same key match the same paths. */
export function templateKey(template: string): string {
	return template.replace(/\{[^}]+\}/g, "{}");
}

/**
 * Writes a path from its template.
 *
 * @param segmentOf returns the value of a parameter, already percent-encoded
 */
export function writePath(template: string, segmentOf: (name: string) => string): string {
	return createPathWriter(template)(segmentOf);
}

/** Writes a path, as `writePath` does. */
export type PathWriter = (segmentOf: (name: string) => string) => string;

/** Makes the `writePath` of one template, which is parsed once: the client writes the same path again and again. */
export function createPathWriter(template: string): PathWriter {
	// Literals, with names between them.
	const parts = template.split(/[{}]/);
	return (segmentOf) => parts.map((part, at) => (at % 2 ? segmentOf(part) : part)).join("");
}

/**
 * Writes a path from decoded values.
 *
 * @throws {EncodeError} where a value cannot be a segment: see `encodeSegment`
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
	return writePath(template, (name) => encodeSegment(values[name] ?? ""));
}

/**
 * Writes the path of an operation from the values of its parameters. Every value becomes exactly one segment.
 *
 * @throws {TypeError} naming the parameter whose value `encodePathValue` rejects
 */
export function fillPath(operation: OperationDescriptor, values: Readonly<Record<string, unknown>>): string {
	return writePath(operation.path, (name) => {
		try {
			return encodePathValue(operation.parameters[name], values[name]);
		} catch (error) {
			throw new TypeError(`${name}: ${messageOf(error)}`);
		}
	});
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[/\\?#\u0000-\u001f\u007f]/;

/**
 * Writes one argument as one segment of a path.
 *
 * @throws {EncodeError} where the value is missing, or could be read as another path by a server or a proxy: empty, `.`, `..`,
 * or with a slash, a backslash, `?`, `#` or a control character in it
 */
export function encodePathValue(descriptor: ValueDescriptor | undefined, value: unknown): string {
	const [text] = descriptor ? encodeValue(descriptor, value) : [];
	if (text === undefined) throw new EncodeError("a value for the path", kindOf(value));
	return encodePathText(text);
}

/** Whether `encodePathValue` accepts a text. */
export function isPathValue(text: string): boolean {
	return !FORBIDDEN.test(text) && isSegment(text);
}

/**
 * Percent-encodes the text of an argument as one segment of a path.
 *
 * @throws {EncodeError} for a text that `isPathValue` does not accept
 */
export function encodePathText(text: string): string {
	if (isPathValue(text)) return encodeURIComponent(text);
	throw new EncodeError("a path segment without / \\ ? # and control characters", JSON.stringify(text));
}

/**
 * Percent-encodes a text as one segment of a path.
 *
 * @throws {EncodeError} for a text that no encoding makes a segment
 */
export function encodeSegment(text: string): string {
	if (isSegment(text)) return encodeURIComponent(text);
	throw new EncodeError("a path segment", JSON.stringify(text));
}

/** Decodes one segment of a path; undefined where it is empty, `.`, `..`, or its percent-encoding is broken. */
export function decodeSegment(segment: string): string | undefined {
	try {
		const text = segment.includes("%") ? decodeURIComponent(segment) : segment;
		return isSegment(text) ? text : undefined;
	} catch {
		return undefined;
	}
}

/** Whether a text can be a segment of a path once it is percent-encoded. */
export function isSegment(text: string): boolean {
	return !/^\.{0,2}$/.test(text) && text.isWellFormed();
}

/**
 * The regular expression of a segment with a parameter in it, for decoded text. Each parameter is a group.
 *
 * @returns undefined where the segment is one parameter and nothing else
 */
export function segmentPattern(segment: string): RegExp | undefined {
	const source = segment.replace(/[.*+?^$|()[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "(.+)");
	return source === "(.+)" ? undefined : new RegExp(`^${source}$`, "s");
}

interface TemplateSegment {
	readonly text: string;
	readonly names: readonly string[];
	readonly pattern: RegExp | undefined;
}

/** Templates that were read before: a description has few, and each path is compared with several. */
const knownSegments = new Map<string, readonly TemplateSegment[]>();

function segmentsOf(template: string): readonly TemplateSegment[] {
	const known = knownSegments.get(template);
	if (known !== undefined) return known;
	const segments = template.split("/").map((text) => {
		const names = parameterNames(text);
		return { text, names, pattern: names.length === 0 ? undefined : segmentPattern(text) };
	});
	knownSegments.set(template, segments);
	return segments;
}

/**
 * Compares a path with a template.
 *
 * @returns the decoded values by parameter name; undefined where the path is another
 */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
	const [expected, given] = [segmentsOf(template), path.split("/")];
	if (expected.length !== given.length) return undefined;
	const values: Record<string, string> = Object.create(null);
	for (const [index, { text, names, pattern }] of expected.entries()) {
		const segment = given[index] ?? "";
		if (names.length === 0 && segment !== text) return undefined;
		const captured = names.length === 0 ? [] : matchSegment(pattern, segment);
		if (captured === undefined) return undefined;
		for (const [position, name] of names.entries()) values[name] = captured[position] ?? "";
	}
	return values;
}

/**
 * Finds what a path leads to, among candidates with a template each. Where several fit, the router's choice: from left to right, a
 * literal segment wins over one with parameters, and more text around parameters over less.
 */
export function findByTemplate<Candidate>(
	candidates: Iterable<Candidate>,
	templateOf: (candidate: Candidate) => string,
	path: string,
): Candidate | undefined {
	let found: Candidate | undefined;
	for (const candidate of candidates) {
		const template = templateOf(candidate);
		if (matchPath(template, path) === undefined) continue;
		if (found === undefined || isMoreLiteral(template, templateOf(found))) found = candidate;
	}
	return found;
}

/** Whether the first of two templates that fit a path is the more literal one. */
function isMoreLiteral(one: string, other: string): boolean {
	const [ours = [], theirs = []] = [one, other].map((template) => template.split("/").map(literalLength));
	const at = ours.findIndex((length, index) => length !== theirs[index]);
	return (ours[at] ?? 0) > (theirs[at] ?? 0);
}

/** How much of a segment of a template is text; without any parameter, more than with one. */
export function literalLength(segment: string): number {
	return segment.includes("{") ? segment.replace(/\{[^}]+\}/g, "").length : Number.POSITIVE_INFINITY;
}

/**
 * Compares a segment of a path with one that has parameters in it.
 *
 * @param pattern that of the template: see `segmentPattern`
 * @returns the decoded values from left to right; undefined where the segment is another
 */
export function matchSegment(pattern: RegExp | undefined, segment: string): readonly string[] | undefined {
	const text = decodeSegment(segment);
	if (text === undefined || pattern === undefined) return text === undefined ? undefined : [text];
	return pattern.exec(text)?.slice(1);
}

/** The last parameter of a template's last segment, which names one item of a collection; undefined where it has none. */
export function itemParameter(template: string): string | undefined {
	return parameterNames(template.slice(template.lastIndexOf("/") + 1)).at(-1);
}

/** The template of the collection that an item stands in, or that the template itself is. A suffix such as `.json` is left out. */
export function collectionPath(template: string): string {
	if (itemParameter(template) !== undefined) return template.slice(0, template.lastIndexOf("/"));
	return template.replace(/\.[a-z]\w*$/i, "");
}
