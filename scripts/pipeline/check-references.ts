import { existsSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fromPointer, toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { decodeOrKeep } from "../../src/core/operation/user-info.ts";
import { reasonNotToRead } from "./check-file.ts";
import { visitMembers } from "./visit-schemas.ts";

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

interface Files {
	/** The content of a file, by its absolute path; undefined for one that cannot be read or parsed. */
	read(file: string): { readonly parsed: unknown } | undefined;
	/** The folders that files may be in. */
	readonly folders: readonly string[];
}

/** Finds every reference (`$ref`, `externalValue`) of the given files that leads nowhere, or back to itself. */
export function checkReferences(files: readonly string[], { read, folders }: Files): BrokenReference[] {
	/** By file: many references lead to the same one, and its real path takes longer to find than the rest. */
	const reasons = new Map<string, string | undefined>();
	const reasonFor = (file: string) => {
		if (!reasons.has(file)) {
			const name = relative(process.cwd(), file);
			reasons.set(file, existsSync(file) ? reasonNotToRead(file, folders) : `there is no file ${name}`);
		}
		return reasons.get(file);
	};
	return files.flatMap((file) => {
		const broken: BrokenReference[] = [];
		visitMembers(read(file)?.parsed, (member, path) => {
			const key = path.at(-1);
			if (typeof member !== "string" || (key !== "$ref" && key !== "externalValue")) return true;
			const reason = follow({ file, pointer: toPointer(path.slice(0, -1)) }, member, { read, reasonFor });
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
function follow(
	from: { file: string; pointer: string },
	reference: string,
	{ read, reasonFor }: Pick<Files, "read"> & { reasonFor(file: string): string | undefined },
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
		const document = read(file);
		// A file that does not parse is reported itself, once.
		if (document === undefined) return undefined;
		const target = pointer === "" ? document.parsed : valueAt(document.parsed, pointer);
		if (target === undefined) return `${name} has nothing at ${pointer}`;
		const next = (target as { $ref?: unknown } | null)?.$ref;
		if (typeof next !== "string") return undefined;
		current = next;
	}
}
