import { openapiOverlay } from "openapi-format";
import { expect } from "vitest";
import { compareDescriptions } from "../../../../src/core/compare/compare-descriptions.ts";
import type { DescribedOperation } from "../../../../src/core/compare/description.ts";
import type { OverlayAction } from "../../../../src/core/compare/overlay/editable-document.ts";
import { readDescription } from "../../../../src/core/compare/read-description.ts";
import { createOverlayReport } from "../../../../src/core/compare/report/overlay.ts";

interface Overlay {
	readonly overlay: string;
	readonly info: { readonly title: string; readonly version: string };
	readonly actions: readonly OverlayAction[];
	readonly "x-not-corrected"?: readonly string[];
}

/** Compares a document with ours, and writes the overlay of the differences. */
export function overlayFor(document: unknown, ours: readonly DescribedOperation[]) {
	const warnings: string[] = [];
	const theirs = readDescription(document);
	const result = compareDescriptions(ours, theirs, "theirs");
	const warn = (line: string) => warnings.push(line);
	const overlay: Overlay = JSON.parse(createOverlayReport({ document, ours, theirs, warn })(result));
	return { overlay, result, warnings };
}

/** Applies an overlay with a library, which reports the actions that hit nothing. */
export async function applyOverlay(document: unknown, overlay: Overlay): Promise<unknown> {
	const { data, resultData } = await openapiOverlay(JSON.parse(JSON.stringify(document)), { overlaySet: overlay } as never);
	expect(resultData.unusedActions).toEqual([]);
	return data;
}

/** The document with the overlay of its differences, and what is different then. */
export async function corrected(document: unknown, ours: readonly DescribedOperation[]) {
	const { overlay, result, warnings } = overlayFor(document, ours);
	const applied = await applyOverlay(document, overlay);
	const { differences } = compareDescriptions(ours, readDescription(applied), "theirs");
	const left = differences.map(({ operationId, pointer, kind, keyword, documented, other }) =>
		[kind, operationId, pointer, keyword, documented, other].join(" "),
	);
	return { applied, overlay, result, warnings, left };
}
