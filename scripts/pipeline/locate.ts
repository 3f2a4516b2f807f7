import { basename, dirname, extname, relative, resolve } from "node:path";
import { fromPointer, toPointer } from "../../src/core/operation/json-pointer.ts";
import type { SourcePosition } from "../../src/core/operation/source-position.ts";
import type { LocatedProblem } from "./problem.ts";
import { type Document, type NormalizedProblem, redoclyCore, type Source } from "./redocly-core.ts";

/** Finds where in the source a JSON pointer into the bundle comes from. */
export type Locate = (pointer: string) => SourcePosition;

export interface Locator {
	readonly locate: Locate;
	/** Finds the file alone, from the current folder: the position takes another parser. */
	readonly fileOf: (pointer: string) => string;
}

/**
 * Makes the functions that follow a pointer into the bundle through the source files. The bundler names a component,
 * `/components/<kind>/<Name>`, after its file, so a component is looked up by the name of its file.
 *
 * @param documents the files of the description by absolute path, as they are on disk
 */
export function createLocator(root: string, documents: ReadonlyMap<string, Document>): Locator {
	return {
		locate(pointer) {
			const { source, within } = follow(pointer);
			return positionOf(source, `#${within || "/"}`);
		},
		fileOf: (pointer) => shownPath(follow(pointer).source),
	};

	function follow(pointer: string): { source: Source; within: string } {
		let [file, segments] = startOf(pointer);
		let walked: string[] = [];
		let current = documents.get(file)?.parsed;
		while (segments.length > 0) {
			const [segment = "", ...rest] = segments;
			const members: { [key: string]: unknown } = typeof current === "object" ? { ...current } : {};
			// The bundler puts the content of an external value into its place.
			const reference = segment === "value" ? (members.externalValue ?? members.$ref) : members.$ref;
			if (Object.hasOwn(members, segment)) {
				current = members[segment];
				walked.push(segment);
				segments = rest;
			} else if (typeof reference === "string") {
				const [path = "", fragment = ""] = reference.split("#");
				file = path === "" ? file : resolve(dirname(file), path);
				walked = [];
				segments = [...fromPointer(fragment), ...(reference === members.externalValue ? rest : segments)];
				current = documents.get(file)?.parsed;
			} else {
				break;
			}
		}
		const document = documents.get(file);
		if (document === undefined) throw new Error(`No source holds ${pointer}`);
		return { source: document.source, within: toPointer(walked) };
	}

	function startOf(pointer: string): [file: string, segments: string[]] {
		const segments = fromPointer(pointer);
		const [components, kind, name, ...rest] = segments;
		if (components !== "components" || kind === undefined || name === undefined) return [root, segments];
		const named = [...documents.keys()].filter((file) => file !== root && basename(file, extname(file)) === name);
		const file = named.find((candidate) => basename(dirname(candidate)) === kind) ?? named[0];
		return file === undefined ? [root, segments] : [file, rest];
	}
}

/** A problem of a whole file, reported at its beginning. */
export function fileProblem(file: string, rule: string, message: string): LocatedProblem {
	return { file: relative(process.cwd(), file), line: 1, column: 1, message, rule, severity: "error" };
}

/** The position of a pointer (`#/…`) within one file; its beginning where the parser of positions fails, as for ` !` alone. */
export function positionOf(source: Source, pointer: string): SourcePosition {
	try {
		return toPosition(redoclyCore.getLineColLocation({ source, pointer, reportOnKey: true }));
	} catch {
		return { file: shownPath(source), line: 1, column: 1 };
	}
}

function toPosition({ source, start }: ReturnType<typeof redoclyCore.getLineColLocation>): SourcePosition {
	return { file: shownPath(source), line: start.line, column: start.col };
}

function shownPath({ absoluteRef }: Source): string {
	return relative(process.cwd(), absoluteRef);
}

/** A problem that Redocly's linter or bundler reported, with its suggestions. */
export function redoclyProblem({ message, location, ruleId, severity, suggest }: NormalizedProblem): LocatedProblem {
	const [first] = location;
	if (first === undefined) throw new Error(`The linter gave no location for: ${message}`);
	const hint = suggest.length > 0 ? ` Did you mean ${suggest.join(" or ")}?` : "";
	return {
		...toPosition(redoclyCore.getLineColLocation(first)),
		message: message.trim().replace(/\s*\n\s*/g, " ") + hint,
		rule: ruleId,
		severity: severity === "warn" ? "warn" : "error",
	};
}
