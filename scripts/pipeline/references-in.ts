import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { visitMembers } from "./visit-schemas.ts";

/** A reference from a file to a value in it or in another one. */
export interface FileReference {
	readonly keyword: "$ref" | "externalValue";
	/** As it is written. */
	readonly target: string;
	/** Where it is, as a JSON pointer within its file. */
	readonly pointer: string;
}

/** Lists every reference of a file, given its content. */
export function referencesIn(content: unknown): FileReference[] {
	const references: FileReference[] = [];
	visitMembers(content, (member, path) => {
		const keyword = path.at(-1);
		if (typeof member !== "string" || (keyword !== "$ref" && keyword !== "externalValue")) return true;
		references.push({ keyword, target: member, pointer: toPointer(path) });
		return false;
	});
	return references;
}
