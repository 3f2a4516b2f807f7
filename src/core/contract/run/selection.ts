import type { GeneratedApi } from "../../operation/generated-api.ts";

/** The options select nothing, or name something that does not exist. */
export class SelectionError extends Error {
	override readonly name = "SelectionError";
}

/** The operations that a run or a recording is about; all by default. Both together select those that meet both. */
export interface OperationSelection {
	/** By operationId. */
	readonly operations?: readonly string[];
	/** By tag: one of these. */
	readonly tags?: readonly string[];
}

/**
 * Lists the ids of the selected operations.
 *
 * @throws {SelectionError} for an operation or a tag that does not exist
 */
export function selectOperations(
	{ operations, payloads }: Pick<GeneratedApi, "operations" | "payloads">,
	{ operations: ids, tags }: OperationSelection,
): string[] {
	const tagsOf = (id: string) => payloads.operations[id]?.tags ?? [];
	const knownIds = Object.keys(operations);
	const knownTags = [...new Set(knownIds.flatMap(tagsOf))];
	const unknownId = ids?.find((id) => !knownIds.includes(id));
	if (unknownId !== undefined) throw noSuch(`operation is called ${unknownId}`, knownIds);
	const unknownTag = tags?.find((tag) => !knownTags.includes(tag));
	if (unknownTag !== undefined) throw noSuch(`operation has the tag ${unknownTag}`, knownTags);
	return knownIds.filter(
		(id) => (ids === undefined || ids.includes(id)) && (tags === undefined || tagsOf(id).some((tag) => tags.includes(tag))),
	);
}

/** An error that names what there is instead. */
export function noSuch(what: string, known: readonly string[]): SelectionError {
	return new SelectionError(`no ${what}; there are ${known.join(", ")}`);
}
