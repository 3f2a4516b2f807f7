import { realpathSync, statSync } from "node:fs";
import { relative } from "node:path";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { PROTO_MESSAGE } from "./problem.ts";

/** More values than the largest published descriptions have; files with aliases of aliases have millions of times as many. */
const MAX_FILE_VALUES = 1_000_000;

/** Deeper values would exhaust the stack of those who read them. */
const MAX_FILE_DEPTH = 200;

/** Why a file may not be read: it is outside of the folders, or no file. Undefined if it may, or is not there. */
export function reasonNotToRead(file: string, folders: readonly string[]): string | undefined {
	const stat = statSync(file, { throwIfNoEntry: false });
	if (stat === undefined) return undefined;
	if (!stat.isFile()) return "it is no file";
	const realFolders = folders.map((folder) => realpathSync(folder));
	return reasonOutside(realpathSync(file), realFolders);
}

/** Why a file may not be read that is outside of the folders; undefined if it is inside. Links are followed in all paths. */
export function reasonOutside(realPath: string, realFolders: readonly string[]): string | undefined {
	if (realFolders.some((folder) => !relative(folder, realPath).startsWith(".."))) return undefined;
	return "it is outside of the folder of the description; copy the file there";
}

interface VisitedValue {
	readonly value: unknown;
	readonly key: string;
	readonly depth: number;
	readonly above?: VisitedValue | undefined;
}

/** Finds what makes the content of a file, or a bundle of them, unusable, and the pointer to it; undefined if nothing does. */
export function findUnusable(content: unknown): { pointer: string; message: string } | undefined {
	const steps: VisitedValue[] = [{ value: content, key: "", depth: 0 }];
	for (let count = 1; ; count++) {
		const step = steps.pop();
		if (step === undefined) return undefined;
		if (count > MAX_FILE_VALUES || step.depth > MAX_FILE_DEPTH) {
			const extent = `${MAX_FILE_VALUES} values and ${MAX_FILE_DEPTH} levels`;
			return {
				pointer: "",
				message: `expected at most ${extent} in a file, got more; write out what aliases (*name) repeat`,
			};
		}
		if (step.key === "__proto__") {
			return { pointer: pointerTo(step), message: PROTO_MESSAGE };
		}
		if (typeof step.value !== "object" || step.value === null) continue;
		if (isWithinItself(step)) {
			return {
				pointer: pointerTo(step),
				message: "expected a value that ends, got one that contains itself; write it without the alias or $ref",
			};
		}
		for (const [key, value] of Object.entries(step.value)) steps.push({ value, key, depth: step.depth + 1, above: step });
	}
}

function isWithinItself({ value, above }: VisitedValue): boolean {
	for (let at = above; at !== undefined; at = at.above) if (at.value === value) return true;
	return false;
}

function pointerTo(step: VisitedValue): string {
	const keys: string[] = [];
	for (let at = step; at.above !== undefined; at = at.above) keys.unshift(at.key);
	return toPointer(keys);
}
