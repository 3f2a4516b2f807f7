import { groupBy } from "../../src/core/operation/group-by.ts";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import { isWebhook } from "../pipeline/model.ts";
import { slugOf } from "./read-markdown.ts";

export interface TagGroup {
	/** Empty for operations without a tag. */
	readonly tag: string;
	/** The tag, or "Operations"; says if they are webhooks, and if all of them are deprecated. */
	readonly title: string;
	readonly operations: readonly OperationDoc[];
}

/** Groups operations by their first tag, in the order of the description, and then webhooks in the same way. */
export function groupByTag(docs: readonly OperationDoc[]): TagGroup[] {
	const [operations, webhooks] = splitWebhooks(docs);
	return [
		...groupsOf(operations, (tag) => tag || "Operations"),
		...groupsOf(webhooks, (tag) => `Webhooks${tag === "" ? "" : ` of ${tag}`}`),
	];
}

/** Splits what is called from what is received. */
export function splitWebhooks(docs: readonly OperationDoc[]): [operations: OperationDoc[], webhooks: OperationDoc[]] {
	const kinds = groupBy(docs, ({ operation }) => isWebhook(operation));
	return [kinds.get(false) ?? [], kinds.get(true) ?? []];
}

function groupsOf(operations: readonly OperationDoc[], titleOf: (tag: string) => string): TagGroup[] {
	return [...groupBy(operations, ({ tag }) => tag)].map(([tag, group]) => ({
		tag,
		title: `${titleOf(tag)}${isDeprecated(group) ? " (deprecated)" : ""}`,
		operations: group,
	}));
}

/** The anchor of a group on the start page. */
export function tagAnchor(title: string): string {
	return `tag-${slugOf(title)}`;
}

/** Whether a group of operations is deprecated as a whole. */
export function isDeprecated(group: readonly OperationDoc[]): boolean {
	return group.length > 0 && group.every(({ operation }) => operation.descriptor.deprecated);
}
