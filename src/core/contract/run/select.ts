import type { Case, Plan, Skip } from "../plan/case.ts";
import type { RunOptions } from "./run-options.ts";
import { READ_ONLY } from "./session.ts";

/** The options select no case, or name an operation that does not exist. */
export class SelectionError extends Error {
	override readonly name = "SelectionError";
}

/**
 * Selects the cases and skips of a plan.
 *
 * @param operationIds the ids of all operations
 * @throws {SelectionError} for an unknown operation, and if no case is left
 */
export function select(plan: Plan, { only, operations, readOnly }: RunOptions, operationIds: readonly string[]): Plan {
	const unknown = operations?.find((id) => !operationIds.includes(id));
	if (unknown !== undefined) throw new SelectionError(`no operation is called ${unknown}; there are ${operationIds.join(", ")}`);
	const isSelected = ({ id, operationIds: tested }: Case | Skip) =>
		(only === undefined || only.some((text) => id.includes(text))) &&
		(operations === undefined || tested.some((operationId) => operations.includes(operationId)));
	const cases = plan.cases.filter(isSelected);
	if (cases.length === 0) throw new SelectionError("no case is left to run; --list shows them all");
	const writing = readOnly ? cases.filter(({ writes }) => writes) : [];
	return {
		cases: cases.filter((testCase) => !writing.includes(testCase)),
		skips: [...plan.skips.filter(isSelected), ...writing.map((testCase) => skipOf(testCase, READ_ONLY))],
	};
}

/** A case that is not run, with the reason. */
export function skipOf({ id, kind, operationIds, rule }: Case, reason: string): Skip {
	return { id, kind, operationIds, reason, ...(rule && { rule }) };
}
