import type { Arguments } from "./explorer-options.ts";

/** An operation with arguments, as an address names it: `#operation=ID&Name=value`. Values are text. */
export interface DeepLink {
	readonly operationId: string;
	readonly values: Readonly<Record<string, string>>;
}

/** Reads the fragment of an address; undefined where it names no operation. */
export function readLink(fragment: string): DeepLink | undefined {
	const { operation: operationId, ...values } = Object.fromEntries(new URLSearchParams(fragment.replace(/^#/, "")));
	return operationId === undefined ? undefined : { operationId, values };
}

/** Writes the address of an operation with arguments on a page. */
export function linkTo(page: string, operationId: string, values: Arguments): string {
	const texts = Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
	return `${page.replace(/#.*/s, "")}#${new URLSearchParams([["operation", operationId], ...texts])}`;
}
