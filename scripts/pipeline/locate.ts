import { basename, dirname, extname, resolve } from "node:path";
import { fromPointer, toPointer } from "../../src/core/operation/json-pointer.ts";

/** A place in a source file. Lines and columns count from 1; the path is relative to the working directory. */
export interface Position {
	readonly file: string;
	readonly line: number;
	readonly column: number;
}

/** Finds where in the source a JSON pointer into the bundle comes from. */
export type Locate = (pointer: string) => Position;

interface SourceDocument<Source> {
	readonly source: Source;
	readonly parsed: unknown;
}

/**
 * Makes a function that follows a pointer into the bundle through the source files. The bundler names a component,
 * `/components/<kind>/<Name>`, after its file, so a component is looked up by the name of its file.
 *
 * @param documents the files of the description by absolute path, as they are on disk
 * @param position the place of a pointer (`#/…`) within one file
 */
export function createLocator<Source>(
	root: string,
	documents: ReadonlyMap<string, SourceDocument<Source>>,
	position: (source: Source, pointer: string) => Position,
): Locate {
	return (pointer) => {
		let [file, segments] = startOf(pointer);
		let walked: string[] = [];
		let current = documents.get(file)?.parsed;
		while (segments.length > 0) {
			const [segment = "", ...rest] = segments;
			const reference = referenceOf(current);
			if (hasMember(current, segment)) {
				current = (current as Record<string, unknown>)[segment];
				walked.push(segment);
				segments = rest;
			} else if (reference !== undefined) {
				const [path = "", fragment = ""] = reference.split("#");
				file = path === "" ? file : resolve(dirname(file), path);
				walked = [];
				segments = [...fromPointer(fragment), ...segments];
				current = documents.get(file)?.parsed;
			} else {
				break;
			}
		}
		const document = documents.get(file);
		if (document === undefined) throw new Error(`No source holds ${pointer}`);
		return position(document.source, `#${toPointer(walked) || "/"}`);
	};

	function startOf(pointer: string): [file: string, segments: string[]] {
		const segments = fromPointer(pointer);
		const [components, kind, name, ...rest] = segments;
		if (components !== "components" || kind === undefined || name === undefined) return [root, segments];
		const named = [...documents.keys()].filter((file) => file !== root && basename(file, extname(file)) === name);
		const file = named.find((candidate) => basename(dirname(candidate)) === kind) ?? named[0];
		return file === undefined ? [root, segments] : [file, rest];
	}
}

function referenceOf(value: unknown): string | undefined {
	const reference = typeof value === "object" && value !== null ? (value as { $ref?: unknown }).$ref : undefined;
	return typeof reference === "string" ? reference : undefined;
}

function hasMember(value: unknown, name: string): boolean {
	return typeof value === "object" && value !== null && Object.hasOwn(value, name);
}
