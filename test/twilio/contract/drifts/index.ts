import type { Mutation } from "../../../../src/sandbox.ts";
import { BODY } from "./body.ts";
import { CONTENT } from "./content.ts";
import { ENFORCEMENT } from "./enforcement.ts";
import { HEADERS } from "./headers.ts";
import { PROSE } from "./prose.ts";
import { RECEIPTS } from "./receipts.ts";
import type { NamedDrift, Row } from "./row.ts";
import { INAPPLICABLE, SIBLINGS } from "./siblings.ts";
import { STATE } from "./state.ts";
import { STATUS } from "./status.ts";

export type { NamedDrift } from "./row.ts";

/** The deviations as they were written, each of one operation. */
const ROWS: readonly Row[] = [...BODY, ...STATUS, ...HEADERS, ...CONTENT, ...STATE, ...ENFORCEMENT, ...PROSE, ...RECEIPTS];

/** Every deviation that the contract tests must catch. */
export const DRIFTS: readonly NamedDrift[] = ROWS.map(driftOf);

/** The same deviations of the operations that do the same elsewhere. */
export const SIBLING_DRIFTS: readonly NamedDrift[] = Object.entries(SIBLINGS).flatMap(([product, siblings]) =>
	ROWS.flatMap(([name, operationId, drift, check, pointer, shownBy = operationId]) => {
		const [sibling, shownBySibling] = [siblings[operationId], siblings[shownBy]];
		const cannotHappen = INAPPLICABLE.some(([inapplicable, products]) => inapplicable === name && products.test(product));
		if (sibling === undefined || shownBySibling === undefined || cannotHappen) return [];
		return driftOf([`${name} (${product})`, sibling, drift, check, pointer, shownBySibling]);
	}),
);

function driftOf([name, operationId, drift, check, pointer, shownBy = operationId]: Row): NamedDrift {
	return { name, operationId, mutation: make(drift), check, pointer, shownBy };
}

/** A drift has parameters; a function that makes one has none. */
function make(drift: Mutation | (() => Mutation)): () => Mutation {
	return drift.length === 0 ? (drift as () => Mutation) : () => drift as Mutation;
}
