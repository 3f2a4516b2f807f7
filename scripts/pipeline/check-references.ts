import { existsSync, realpathSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fromPointer, toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { decodeOrKeep } from "../../src/core/operation/user-info.ts";
import { reasonNotToRead, reasonOutside } from "./check-file.ts";
import type { FileReference } from "./references-in.ts";

/** A reference that leads nowhere, and where it is. */
interface BrokenReference {
	/** Absolute. */
	readonly file: string;
	/** JSON pointer within the file. */
	readonly pointer: string;
	readonly message: string;
}

/** Why a reference leads nowhere that is on its own way. */
export const LEADS_BACK = "it leads back to itself";

interface CheckedFile {
	readonly parsed: unknown;
	/** With links followed. */
	readonly realPath: string;
	readonly references: readonly FileReference[];
}

/** By absolute path; a file that cannot be read or parsed is not there. */
type CheckedFiles = ReadonlyMap<string, CheckedFile>;

/**
 * Finds every reference (`$ref`, `externalValue`) of the given files that leads nowhere, or back to itself.
 *
 * @param folders the folders that files may be in
 */
export function checkReferences(files: CheckedFiles, folders: readonly string[]): BrokenReference[] {
	const realFolders = folders.map((folder) => realpathSync(folder));
	const reasonFor = (file: string) => {
		const read = files.get(file);
		if (read !== undefined) return reasonOutside(read.realPath, realFolders);
		return existsSync(file) ? reasonNotToRead(file, folders) : `there is no file ${relative(process.cwd(), file)}`;
	};
	return [...files].flatMap(([file, { references }]) =>
		references.flatMap(({ keyword, target, pointer }) => {
			const reason = follow({ file, pointer: pointer.slice(0, pointer.lastIndexOf("/")) }, target, { files, reasonFor });
			if (reason === undefined) return [];
			return [{ file, pointer, message: `expected a ${keyword} that leads to something, got ${target}: ${reason}` }];
		}),
	);
}

/** Why a reference leads nowhere; undefined if it leads to a value, or if another reference on its way is at fault. */
function follow(
	from: { file: string; pointer: string },
	reference: string,
	{ files, reasonFor }: { files: CheckedFiles; reasonFor(file: string): string | undefined },
): string | undefined {
	const passed: string[] = [];
	let [file, current] = [from.file, reference];
	while (true) {
		if (/^[a-z][a-z0-9+.-]+:/i.test(current)) return "expected a local file, got an address; copy the file here";
		const [path = "", fragment = ""] = current.split("#");
		file = path === "" ? file : resolve(dirname(file), path);
		const name = relative(process.cwd(), file);
		if (/^[^/]/.test(fragment)) return "expected a JSON pointer (#/…), got a name; give the path instead";
		const pointer = toPointer(fromPointer(decodeOrKeep(fragment)));
		const place = `${file}#${pointer}`;
		if (passed.includes(place)) return passed.includes(`${from.file}#${from.pointer}`) ? LEADS_BACK : undefined;
		passed.push(place);
		const reason = reasonFor(file);
		if (reason !== undefined) return reason;
		const document = files.get(file);
		// A file that does not parse is reported itself, once.
		if (document === undefined) return undefined;
		const above = referenceAbove(document.parsed, pointer);
		if (above !== undefined) {
			const through = `${file}#${above.pointer}`;
			if (through === `${from.file}#${from.pointer}`) return LEADS_BACK;
			if (passed.includes(through)) return undefined;
			passed.push(through);
			current = above.target;
			continue;
		}
		const target = pointer === "" ? document.parsed : valueAt(document.parsed, pointer);
		if (target === undefined) return `${name} has nothing at ${pointer}`;
		const next = (target as { $ref?: unknown } | null)?.$ref;
		if (typeof next !== "string") return undefined;
		current = next;
	}
}

/** The first reference that a pointer leads through, and where the pointer leads from its target. */
function referenceAbove(document: unknown, pointer: string): { pointer: string; target: string } | undefined {
	const names = fromPointer(pointer);
	for (let length = 0; length < names.length; length++) {
		const above = toPointer(names.slice(0, length));
		const reference = (valueAt(document, above) as { $ref?: unknown } | null | undefined)?.$ref;
		if (typeof reference !== "string") continue;
		const [path = "", fragment = ""] = reference.split("#");
		return { pointer: above, target: `${path}#${fragment.replace(/\/$/, "")}${toPointer(names.slice(length))}` };
	}
	return undefined;
}
