import { isRecord } from "../operation/is-record.ts";
import { withoutExtensions } from "../operation/without-extensions.ts";

/** A path with its operations, or a webhook, and the member of the document that holds it. */
export interface DocumentItem {
	readonly holder: "paths" | "webhooks";
	/** The template of a path, or the name of a webhook. */
	readonly path: string;
	readonly item: unknown;
}

/** Lists the paths and the webhooks of a document. No other code iterates those of another description than ours. */
export function documentItems({ paths, webhooks }: Readonly<Record<string, unknown>>): DocumentItem[] {
	const listIn = (holder: DocumentItem["holder"], items: unknown) =>
		Object.entries(isRecord(items) ? items : {}).map(([path, item]) => ({ holder, path, item }));
	return [...listIn("paths", isRecord(paths) ? withoutExtensions(paths) : {}), ...listIn("webhooks", webhooks)];
}
