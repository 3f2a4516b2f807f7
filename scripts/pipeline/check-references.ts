import { dirname, relative, resolve } from "node:path";
import { fromPointer, toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { visitMembers } from "./visit-schemas.ts";

/** A reference that leads nowhere, and where it is. */
interface BrokenReference {
	/** Absolute. */
	readonly file: string;
	/** JSON pointer within the file. */
	readonly pointer: string;
	readonly message: string;
}

/** The files of a description by absolute path; undefined for one that cannot be read. */
type Files = (file: string) => { readonly parsed: unknown } | undefined;

/** Finds every reference (`$ref`, `externalValue`) of the given files that leads nowhere, or back to itself. */
export function checkReferences(files: readonly string[], read: Files): BrokenReference[] {
	return files.flatMap((file) => {
		const broken: BrokenReference[] = [];
		visitMembers(read(file)?.parsed, (member, path) => {
			const key = path.at(-1);
			if (typeof member !== "string" || (key !== "$ref" && key !== "externalValue")) return true;
			const reason = follow({ file, pointer: toPointer(path.slice(0, -1)) }, member, read);
			if (reason !== undefined) {
				const message = `expected a ${key} that leads to something, got ${member}: ${reason}`;
				broken.push({ file, pointer: toPointer(path), message });
			}
			return false;
		});
		return broken;
	});
}

/** Why a reference leads nowhere; undefined if it leads to a value, or if another reference on its way is at fault. */
function follow(from: { file: string; pointer: string }, reference: string, read: Files): string | undefined {
	const passed: string[] = [];
	let [file, current] = [from.file, reference];
	while (true) {
		if (/^[a-z][a-z0-9+.-]+:/i.test(current)) return "expected a local file, got an address; copy the file here";
		const [path = "", fragment = ""] = current.split("#");
		file = path === "" ? file : resolve(dirname(file), path);
		const name = relative(process.cwd(), file);
		const pointer = toPointer(fromPointer(decodeURIComponent(fragment)));
		const place = `${file}#${pointer}`;
		if (passed.includes(place)) return passed.includes(`${from.file}#${from.pointer}`) ? "it leads back to itself" : undefined;
		passed.push(place);
		const document = read(file);
		if (document === undefined) return `there is no file ${name} that can be read`;
		const target = pointer === "" ? document.parsed : valueAt(document.parsed, pointer);
		if (target === undefined) return `${name} has nothing at ${pointer}`;
		const next = (target as { $ref?: unknown } | null)?.$ref;
		if (typeof next !== "string" || Object.keys(target as object).length > 1) return undefined;
		current = next;
	}
}
