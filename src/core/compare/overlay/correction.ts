import type { DescribedOperation } from "../description.ts";
import type { DescriptionDifference } from "../result.ts";
import type { DocumentPlaces, PlaceNode } from "./document-places.ts";
import type { EditableDocument, OverlayCause } from "./editable-document.ts";
import type { Dialect } from "./write-rules.ts";

/** One difference at one place, as it is to be corrected. */
export interface Correction extends OverlayCause {
	readonly kind: DescriptionDifference["kind"];
	readonly keyword?: string | undefined;
	/** The operation. */
	readonly key: string;
	/** The place in it; parameters of a path have their position as their name. */
	readonly place: string;
}

/** What a correction changes. */
export interface Edit {
	/** The objects that are changed. All places that use one of them have to need the same correction. */
	readonly nodes: readonly PlaceNode[];
	/** The same text for edits that do the same wherever they are made. */
	readonly effect: string;
	/** Whether other objects have other places then, so that all places have to be found again. */
	readonly moves?: boolean;
	apply(): void;
}

/** What edits are planned with. */
export interface RepairContext {
	readonly document: EditableDocument;
	readonly places: DocumentPlaces;
	readonly dialect: Dialect;
	readonly ours: ReadonlyMap<string, DescribedOperation>;
	readonly theirs: ReadonlyMap<string, DescribedOperation>;
	/** The keywords of a place that are to be as ours. */
	keywordsAt(key: string, place: string): readonly string[];
}
