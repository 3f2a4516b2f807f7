import { METHODS } from "../../src/core/operation/descriptor.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import type { DocumentReader } from "./document-reader.ts";
import type { OpenApi, PathItem, PathOperation } from "./openapi.ts";
import type { ReportProblem } from "./problem.ts";

/** An operation of a description, with the path item around it. Pointers lead into the bundle. */
export interface LocatedOperation {
	readonly path: string;
	readonly item: PathItem;
	readonly itemPointer: string;
	readonly method: (typeof METHODS)[number];
	readonly operation: PathOperation;
	readonly pointer: string;
}

/** Lists the operations of our description in its order. No other code iterates its paths. */
export function operationsOf(document: OpenApi): LocatedOperation[] {
	return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
		METHODS.flatMap((method) => {
			const operation = item[method];
			if (operation === undefined) return [];
			const itemPointer = toPointer(["paths", path]);
			return [{ path, item, itemPointer, method, operation, pointer: `${itemPointer}/${method}` }];
		}),
	);
}

/** An operation, and what is needed to read it. */
export interface OperationContext extends LocatedOperation {
	readonly reader: DocumentReader;
	readonly report: ReportProblem;
}
