import { isRecord } from "../../operation/is-record.ts";
import { fromPointer, toPointer } from "../../operation/json-pointer.ts";
import { parameterNames } from "../../operation/path-template.ts";
import { type DescribedOperation, operationKey } from "../description.ts";
import type { DescriptionDifference } from "../result.ts";
import type { Correction, Edit, RepairContext } from "./correction.ts";
import { DocumentPlaces, type PlaceNode } from "./document-places.ts";
import { EditableDocument, type OverlayAction, type OverlayCause } from "./editable-document.ts";
import { planEdit } from "./plan-edit.ts";
import { type Dialect, dialectOf } from "./write-rules.ts";

export interface RepairInput {
	readonly document: unknown;
	readonly ours: readonly DescribedOperation[];
	readonly theirs: readonly DescribedOperation[];
	readonly differences: readonly DescriptionDifference[];
}

/** More steps than any description needs: there is an end, whatever a document holds. */
const REPAIR_STEPS = 5_000;

/**
 * Corrects a copy of a document where it differs from ours. A component is corrected in its place if all that use it differ alike;
 * otherwise those that differ get a copy of it. What cannot be corrected is left as it is.
 */
export function repairDocument(input: RepairInput): { readonly document: unknown; readonly actions: readonly OverlayAction[] } {
	const document = new EditableDocument(input.document);
	const ours = new Map(input.ours.map((operation) => [operationKey(operation), operation]));
	const theirs = new Map(input.theirs.map((operation) => [operationKey(operation), operation]));
	new Repair(document, dialectOf(input.document), ours, theirs).run(correctionsOf(input));
	return { document: document.root, actions: document.actions };
}

class Repair implements RepairContext {
	readonly document: EditableDocument;
	readonly dialect: Dialect;
	readonly ours: ReadonlyMap<string, DescribedOperation>;
	readonly theirs: ReadonlyMap<string, DescribedOperation>;
	places: DocumentPlaces;
	/** What is still to be corrected, by operation, place and effect. */
	#pending = new Map<string, Correction>();
	#keywords = new Map<string, string[]>();
	/** The operations that only the document has, and that are removed. */
	#removed: ReadonlySet<string> = new Set();

	constructor(
		document: EditableDocument,
		dialect: Dialect,
		ours: ReadonlyMap<string, DescribedOperation>,
		theirs: ReadonlyMap<string, DescribedOperation>,
	) {
		this.document = document;
		this.dialect = dialect;
		this.ours = ours;
		this.theirs = theirs;
		this.places = this.#read();
	}

	run(corrections: readonly Correction[]): void {
		const removed = corrections.filter(({ kind, place }) => kind === "missing-here" && place === "/request");
		this.#removed = new Set(removed.map(({ key }) => key));
		this.places = this.#read();
		for (const { key, place, keyword } of corrections) {
			if (keyword === undefined) continue;
			const id = `${key} ${place}`;
			this.#keywords.set(id, [...(this.#keywords.get(id) ?? []), keyword]);
		}
		const planned = corrections.flatMap((correction): [string, Correction][] => {
			const edit = planEdit(correction, this);
			return edit ? [[pendingId(correction, correction.place, edit), correction]] : [];
		});
		this.#pending = new Map(planned);
		for (let step = 0; this.#pending.size > 0 && step < REPAIR_STEPS; step++) this.#correctNext();
	}

	keywordsAt(key: string, place: string): readonly string[] {
		return this.#keywords.get(`${key} ${place}`) ?? [];
	}

	#read(): DocumentPlaces {
		return new DocumentPlaces(this.document.root, (key) => this.ours.has(key) || this.#removed.has(key));
	}

	#correctNext(): void {
		for (const [id, correction] of this.#pending) {
			const edit = planEdit(correction, this);
			const shared = edit?.nodes.find((node) => !this.#isAlike(node, correction, edit));
			if (edit !== undefined && shared === undefined) {
				this.#settle(correction, edit);
				edit.apply();
				if (edit.moves) this.places = this.#read();
			} else if (edit === undefined || shared === undefined || !this.#unshare(shared, correction, edit)) {
				this.#pending.delete(id);
			}
			return;
		}
	}

	/** Whether all that use an object need the same edit. */
	#isAlike(node: PlaceNode, correction: Correction, edit: Edit): boolean {
		const uses = this.places.usesOf(node.pointer);
		const below = correction.place.slice(node.place.length);
		return uses !== undefined && [...uses].every((use) => this.#pending.has(`${use}${below} ${edit.effect}`));
	}

	#settle(correction: Correction, { nodes, effect }: Edit): void {
		this.#pending.delete(`${correction.key} ${correction.place} ${effect}`);
		for (const node of nodes) {
			const below = correction.place.slice(node.place.length);
			for (const use of this.places.usesOf(node.pointer) ?? []) this.#pending.delete(`${use}${below} ${effect}`);
		}
	}

	/** Gives the places that need an edit an object of their own. @returns whether that is possible */
	#unshare(node: PlaceNode, correction: Correction, edit: Edit): boolean {
		const cause = {
			...correction,
			description: `${correction.description}; other uses stay as they are, so this one gets a copy`,
		};
		let site = node.via;
		while (site !== undefined && !this.#isAlike(site, correction, edit)) site = site.via;
		if (site !== undefined) this.#copyTarget(site, cause);
		else if (!this.#moveParameter(node, correction, cause)) return false;
		this.places = this.#read();
		return true;
	}

	/** Replaces a reference by a copy of what it leads to. */
	#copyTarget({ pointer }: PlaceNode, cause: OverlayCause): void {
		const { $ref, ...own } = this.document.at(pointer) as Record<string, unknown>;
		const target = this.document.at(toPointer(fromPointer(String($ref).slice(1))));
		this.document.set(pointer, { $ref: undefined, ...(isRecord(target) ? target : {}), ...own }, cause);
	}

	/** Moves a parameter that a path has for all its operations to each of them. */
	#moveParameter({ pointer }: PlaceNode, { key }: Correction, cause: OverlayCause): boolean {
		const item = this.places.operations.get(key)?.item.pointer;
		const entry = /^(.*)\/parameters\/\d+(?=\/|$)/.exec(pointer);
		if (item === undefined || entry === null || entry[1] !== item) return false;
		const parameter = this.document.at(entry[0]);
		const inItem = [...this.places.operations.values()].filter((operation) => operation.item.pointer === item);
		for (const { node } of inItem) this.document.append(node.pointer, "parameters", parameter, cause);
		this.document.remove(entry[0], cause);
		return true;
	}
}

function pendingId({ key }: Correction, place: string, { effect }: Edit): string {
	return `${key} ${place} ${effect}`;
}

/** One correction for each place that has a difference. */
function correctionsOf({ ours, theirs, differences }: RepairInput): Correction[] {
	return differences.flatMap((difference) => {
		const { kind, keyword, documented, other, source } = difference;
		return [difference, ...(difference.also ?? [])].flatMap(({ operationId, pointer }): Correction[] => {
			const named = (operation: DescribedOperation) => operation.operationId === operationId;
			const operation = ours.find(named) ?? theirs.find(named);
			if (operation === undefined) return [];
			const what = [operationId, pointer, keyword].filter(Boolean).join(" ");
			const description = `${what}: ${documented}, instead of ${other}`;
			return [{ kind, keyword, key: operationKey(operation), place: withPosition(pointer, operation), description, source }];
		});
	});
}

/** The pointer to a value, with the position of a parameter of the path instead of its name. */
function withPosition(pointer: string, { path }: DescribedOperation): string {
	const [side, part, name = "", ...rest] = fromPointer(pointer);
	if (side !== "request" || part !== "path") return pointer;
	return toPointer([side, part, parameterNames(path).indexOf(name) + 1, ...rest]);
}
