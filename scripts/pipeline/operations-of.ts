import { METHODS } from "../../src/core/operation/descriptor.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { mapValues } from "../../src/core/operation/map-values.ts";
import { withoutExtensions } from "../../src/core/operation/without-extensions.ts";
import type { DocumentReader } from "./document-reader.ts";
import type { OpenApi, PathItem, PathOperation, Reference, Response } from "./openapi.ts";
import type { ReportProblem } from "./problem.ts";

/** An operation of a description, with the path item around it. Pointers lead into the bundle. */
export interface LocatedOperation {
	/** Empty for a webhook: its receiver chooses the address. */
	readonly path: string;
	readonly item: PathItem;
	readonly itemPointer: string;
	readonly method: (typeof METHODS)[number];
	readonly operation: PathOperation;
	readonly pointer: string;
}

/** A webhook: an operation that the API calls. */
export interface LocatedWebhook extends LocatedOperation {
	readonly name: string;
}

/** The members of a description that hold path items. */
export const ITEM_HOLDERS = ["paths", "webhooks"] as const;

/** Lists the operations of our description in its order. No other code iterates its paths. */
export function operationsOf(document: OpenApi): LocatedOperation[] {
	return locateIn("paths", withoutExtensions(document.paths ?? {})).map(({ key, ...located }) => ({ path: key, ...located }));
}

/** Lists the webhooks of our description in its order. No other code iterates them. */
export function webhooksOf(document: OpenApi): LocatedWebhook[] {
	return locateIn("webhooks", document.webhooks).map(({ key, ...located }) => ({ path: "", name: key, ...located }));
}

/** Lists the operations that are sent, then those that are received. */
export function allOperationsOf(document: OpenApi): LocatedOperation[] {
	return [...operationsOf(document), ...webhooksOf(document)];
}

/** The documented responses of an operation by status. No other code iterates them. */
export function responsesOf({ responses }: PathOperation): Record<string, Response | Reference> {
	return withoutExtensions(responses);
}

/** A description without the extensions beside paths and responses, which programs take for paths and responses. */
export function withoutExtensionsAmongNames(document: OpenApi): OpenApi {
	const plainItem = (item: PathItem): PathItem => ({
		...item,
		...Object.fromEntries(
			METHODS.flatMap((method) => {
				const operation = item[method];
				return operation === undefined ? [] : [[method, { ...operation, responses: responsesOf(operation) }]];
			}),
		),
	});
	const { paths, webhooks } = document;
	return {
		...document,
		...(paths && { paths: mapValues(withoutExtensions(paths), plainItem) }),
		...(webhooks && { webhooks: mapValues(webhooks, plainItem) }),
	};
}

/** Whether an operation is at a path of keys. */
export function isOperationAt([holder, , key, ...below]: readonly string[]): boolean {
	return below.length === 0 && ITEM_HOLDERS.some((each) => each === holder) && METHODS.some((method) => method === key);
}

function locateIn(holder: (typeof ITEM_HOLDERS)[number], items: Readonly<Record<string, PathItem>> = {}) {
	return Object.entries(items).flatMap(([key, item]) =>
		METHODS.flatMap((method) => {
			const operation = item[method];
			if (operation === undefined) return [];
			const itemPointer = toPointer([holder, key]);
			return [{ key, item, itemPointer, method, operation, pointer: `${itemPointer}/${method}` }];
		}),
	);
}

/** An operation, and what is needed to read it. */
export interface OperationContext extends LocatedOperation {
	readonly reader: DocumentReader;
	readonly report: ReportProblem;
}
