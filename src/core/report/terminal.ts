import { groupBy } from "../operation/group-by.ts";
import { paint } from "../operation/paint.ts";
import type { ReportContext } from "./format.ts";

/** Lines that describe items, below the name of their operation. */
export function terminalGroups<Item extends { readonly operationId: string }>(
	items: readonly Item[],
	context: ReportContext,
	describe: (item: Item) => string[],
): string[] {
	const groups = [...groupBy(items, ({ operationId }) => operationId)];
	return groups.flatMap(([operationId, group]) => ["", paint(context, "bold", operationId), ...group.flatMap(describe)]);
}
