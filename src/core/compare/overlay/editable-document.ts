import { isRecord } from "../../operation/is-record.ts";
import { fromPointer, toPointer, valueAt } from "../../operation/json-pointer.ts";

/** Why a document is changed. */
export interface OverlayCause {
	/** What is changed and why, in one line. */
	readonly description: string;
	/** The sources of our description for it. */
	readonly source: readonly string[];
}

/** One action of an overlay (OpenAPI Overlay 1.1). */
export interface OverlayAction {
	readonly target: string;
	readonly description: string;
	readonly remove?: true;
	readonly update?: unknown;
	readonly "x-source"?: readonly string[];
}

/** A copy of a document. It records each change of it as an action of an overlay. */
export class EditableDocument {
	readonly root: unknown;
	readonly actions: OverlayAction[] = [];

	/** @param document is left as it is; JSON */
	constructor(document: unknown) {
		this.root = JSON.parse(JSON.stringify(document));
	}

	at(pointer: string): unknown {
		return valueAt(this.root, pointer);
	}

	/** Gives an object members; undefined removes one. Members that have the value already are left alone. */
	set(pointer: string, members: Readonly<Record<string, unknown>>, cause: OverlayCause): void {
		const object = this.at(pointer) as Record<string, unknown>;
		const changed = Object.entries(members).filter(([key, value]) => !isSame(object[key], value));
		for (const [key, value] of changed) {
			// An update merges objects and appends to lists.
			const isMerged = typeof object[key] === "object" || typeof value === "object";
			if (object[key] !== undefined && (value === undefined || isMerged)) this.remove(pointer + toPointer([key]), cause);
		}
		const update = Object.fromEntries(changed.filter(([, value]) => value !== undefined));
		if (Object.keys(update).length === 0) return;
		Object.assign(object, structuredClone(update));
		this.#record(pointer, { update }, cause);
	}

	/** Appends an entry to the list that is a member of an object, or creates the list. */
	append(pointer: string, key: string, entry: unknown, cause: OverlayCause): void {
		const list = this.at(pointer + toPointer([key]));
		if (Array.isArray(list)) {
			list.push(structuredClone(entry));
			this.#record(pointer + toPointer([key]), { update: entry }, cause);
		} else this.set(pointer, { [key]: [entry] }, cause);
	}

	/** Removes a member of an object, or an entry of a list. */
	remove(pointer: string, cause: OverlayCause): void {
		this.#record(pointer, { remove: true }, cause);
		const segments = fromPointer(pointer);
		const last = segments.pop() ?? "";
		const holder = this.at(toPointer(segments));
		if (Array.isArray(holder)) holder.splice(Number(last), 1);
		else if (isRecord(holder)) Reflect.deleteProperty(holder, last);
	}

	#record(pointer: string, what: Pick<OverlayAction, "remove" | "update">, { description, source }: OverlayCause): void {
		this.actions.push({
			target: this.#jsonPath(pointer),
			description,
			// A copy: what is added may be a part of the document, which changes later.
			...structuredClone(what),
			...(source.length > 0 && { "x-source": source }),
		});
	}

	/** A JSONPath (RFC 9535) that selects the place of a pointer, and no other. */
	#jsonPath(pointer: string): string {
		const segments = fromPointer(pointer);
		const steps = segments.map((segment, at) => {
			if (Array.isArray(this.at(toPointer(segments.slice(0, at))))) return `[${segment}]`;
			return /^[a-z_]\w*$/i.test(segment) ? `.${segment}` : `['${segment.replace(/[\\']/g, "\\$&")}']`;
		});
		return `$${steps.join("")}`;
	}
}

function isSame(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
