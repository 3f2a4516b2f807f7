import { groupBy } from "../../src/core/operation/group-by.ts";
import type { OperationDoc } from "../pipeline/describe-operations.ts";

export interface TagGroup {
	/** Empty for operations without a tag. */
	readonly tag: string;
	/** The tag, or "Operations"; says if all operations of the tag are deprecated. */
	readonly title: string;
	readonly operations: readonly OperationDoc[];
}

/** Groups operations by their first tag, in the order of the description. */
export function groupByTag(operations: readonly OperationDoc[]): TagGroup[] {
	return [...groupBy(operations, ({ tag }) => tag)].map(([tag, group]) => ({
		tag,
		title: `${tag || "Operations"}${isDeprecated(group) ? " (deprecated)" : ""}`,
		operations: group,
	}));
}

/** Whether a group of operations is deprecated as a whole. */
export function isDeprecated(group: readonly OperationDoc[]): boolean {
	return group.length > 0 && group.every(({ operation }) => operation.descriptor.deprecated);
}
