import { groupBy } from "../operation/group-by.ts";
import { stripControlCharacters } from "../operation/strip-control-characters.ts";
import type { ReportContext } from "./format.ts";

// Not `styleText` of node:util: reports are printed on runtimes without Node too.
const CODES = { bold: "1", dim: "2", red: "31", green: "32", yellow: "33" } as const;

export type Paint = (style: keyof typeof CODES, text: string) => string;

/** Paints text, or returns it as it is where colours are not allowed. */
export function createPaint({ colour }: ReportContext): Paint {
	return (style, text) => (colour ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}

/** Lines that describe items, below the name of their operation. */
export function terminalGroups<Item extends { readonly operationId: string }>(
	items: readonly Item[],
	paint: Paint,
	describe: (item: Item) => string[],
): string[] {
	const groups = [...groupBy(items, ({ operationId }) => operationId)];
	return groups.flatMap(([operationId, group]) => [
		"",
		paint("bold", stripControlCharacters(operationId)),
		...group.flatMap(describe),
	]);
}
