import type { Mutation } from "../../../../src/sandbox.ts";
import { BODY } from "./body.ts";
import { CONTENT } from "./content.ts";
import { ENFORCEMENT } from "./enforcement.ts";
import { HEADERS } from "./headers.ts";
import { PROSE } from "./prose.ts";
import type { NamedDrift } from "./row.ts";
import { STATE } from "./state.ts";
import { STATUS } from "./status.ts";

export type { NamedDrift } from "./row.ts";

/** Every deviation that the contract tests must catch. */
export const DRIFTS: readonly NamedDrift[] = [...BODY, ...STATUS, ...HEADERS, ...CONTENT, ...STATE, ...ENFORCEMENT, ...PROSE].map(
	([name, operationId, drift, check, pointer, shownBy = operationId]) => ({
		name,
		operationId,
		mutation: make(drift),
		check,
		pointer,
		shownBy,
	}),
);

/** A drift has parameters; a function that makes one has none. */
function make(drift: Mutation | (() => Mutation)): () => Mutation {
	return drift.length === 0 ? (drift as () => Mutation) : () => drift as Mutation;
}
