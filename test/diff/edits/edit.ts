import { fromPointer } from "../../../src/core/operation/json-pointer.ts";

/** A change of a description, in place. */
export type Edit = (document: Json) => void;

// biome-ignore lint/suspicious/noExplicitAny: a description before it was read
export type Json = any;

/**
 * A row: what is changed, how, the bump that it needs, and exactly the changes that are found: kind, operation, place, keyword,
 * and `+n` for n further places. A bump other than that of the row stands before it.
 */
export type Row = readonly [name: string, edit: Edit, bump: "major" | "minor" | "patch" | "none", ...changes: string[]];

/** Sets what a pointer names, and makes the objects on the way. */
export function set(pointer: string, value: unknown): Edit {
	return (document) => {
		const [parent, name] = holderOf(document, pointer);
		parent[name] = structuredClone(value);
	};
}

/** Removes what a pointer names: a member, or an item of a list. */
export function remove(pointer: string): Edit {
	return (document) => {
		const [parent, name] = holderOf(document, pointer);
		if (!(name in parent)) throw new Error(`nothing at ${pointer}`);
		if (Array.isArray(parent)) parent.splice(Number(name), 1);
		else delete parent[name];
	};
}

/** Adds an item to a list. */
export function add(pointer: string, item: unknown): Edit {
	return (document) => {
		const [parent, name] = holderOf(document, pointer);
		parent[name] = [...(parent[name] ?? []), structuredClone(item)];
	};
}

/** Takes the items out of a list. */
export function takeOut(pointer: string, ...items: unknown[]): Edit {
	return (document) => {
		const [parent, name] = holderOf(document, pointer);
		parent[name] = parent[name].filter((item: unknown) => !items.includes(item));
	};
}

/** Gives a member another name, at the same position. */
export function rename(pointer: string, to: string): Edit {
	return (document) => {
		const [parent, name] = holderOf(document, pointer);
		const entries = Object.entries(parent);
		for (const [key] of entries) delete parent[key];
		for (const [key, value] of entries) parent[key === name ? to : key] = value;
	};
}

export function all(...edits: Edit[]): Edit {
	return (document) => {
		for (const edit of edits) edit(document);
	};
}

function holderOf(document: Json, pointer: string): [Json, string] {
	const names = fromPointer(pointer);
	const last = names.pop() ?? "";
	let holder = document;
	for (const name of names) {
		holder[name] ??= {};
		holder = holder[name];
	}
	return [holder, last];
}
