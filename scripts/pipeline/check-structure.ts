import { METHODS } from "../../src/core/operation/descriptor.ts";
import { fromPointer, toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import type { OpenApi, PathOperation, Schema } from "./openapi.ts";
import { ITEM_HOLDERS, isOperationAt } from "./operations-of.ts";
import type { ReportProblem } from "./problem.ts";
import { visitNodes, visitSchemas } from "./visit-schemas.ts";

/**
 * Checks what the reading of a bundle relies on: references lead to components, no schema contains itself, and there is
 * nothing that is not read.
 */
export function checkStructure(document: OpenApi, report: ReportProblem): void {
	visitNodes(document, (member, path) => {
		const message =
			referenceProblem(document, member, path) ?? (isItemMemberAt(path) ? pathItemProblem(member, path) : unreadProblem(path));
		if (message !== undefined) report(toPointer(path), message);
	});
	checkCycles(document, report);
}

const COMPONENT = /^#\/components\/[^/]+\/[^/]+$/;

/** The bundler makes components of references to files, and leaves references within a file as they are. */
function referenceProblem(document: OpenApi, member: unknown, path: readonly string[]): string | undefined {
	if (path.at(-1) !== "$ref" || typeof member !== "string") return undefined;
	if (COMPONENT.test(member) && valueAt(document, toPointer(fromPointer(member))) !== undefined) return undefined;
	return `expected a $ref to a file or to a component (#/components/…/Name), got ${member}; make a component of its target`;
}

/** @param path leads to a member of a path item */
function pathItemProblem(member: unknown, path: readonly string[]): string | undefined {
	const key = path.at(-1);
	if (key === "$ref")
		return `expected the operations of this ${path[0] === "paths" ? "path" : "webhook"}, got a $ref to ${member}; write them here, or in a file of its own`;
	if (key === "trace") return `expected one of the methods ${METHODS.join(", ")}, got trace; remove it`;
	const { responses } = (member ?? {}) as Partial<PathOperation>;
	if (!isOperationAt(path) || Object.keys(responses ?? {}).length > 0) return undefined;
	return "expected at least one response, found none; describe what a request that succeeds gets";
}

/** Requests that the API sends to an address of a request are not read. */
function unreadProblem(path: readonly string[]): string | undefined {
	if (path.at(-1) !== "callbacks" || !isOperationAt(path.slice(0, -1))) return undefined;
	return "expected operations under paths and webhooks alone, got callbacks; they are not generated, so describe them as webhooks";
}

/** Whether a member of a path item is at a path. */
function isItemMemberAt(path: readonly string[]): boolean {
	return path.length === 3 && ITEM_HOLDERS.some((holder) => holder === path[0]);
}

/** Keywords whose schemas apply to the very value that the schema around them applies to. */
const IN_PLACE = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"];

/** A schema that contains itself constrains nothing, and checking it would never end. */
function checkCycles(document: OpenApi, report: ReportProblem): void {
	const done = new Set<Schema>();
	const visit = (schema: Schema, above: readonly Schema[], pointer: string): void => {
		if (above.includes(schema)) {
			report(
				pointer,
				"expected a schema without itself, got one that leads back to itself; refer to it from a property or from items",
			);
		}
		if (typeof schema !== "object" || schema === null || done.has(schema)) return;
		done.add(schema);
		for (const [part, at] of partsInPlace(document, schema, pointer)) visit(part, [...above, schema], at);
	};
	visitSchemas(document, (schema, pointer) => visit(schema, [], pointer));
}

/** The schemas that apply to the very value that a schema applies to: the target of its reference, and its parts. */
export function partsInPlace(document: OpenApi, schema: Schema, pointer: string): [part: Schema, pointer: string][] {
	const { $ref } = schema;
	const target = typeof $ref === "string" ? toPointer(fromPointer($ref)) : undefined;
	const parts = IN_PLACE.flatMap((keyword) => {
		const value = schema[keyword];
		if (!Array.isArray(value)) return [[value, pointer + toPointer([keyword])] as [Schema, string]];
		return value.map((part, index): [Schema, string] => [part, pointer + toPointer([keyword, index])]);
	});
	return target === undefined ? parts : [...parts, [valueAt(document, target) as Schema, target]];
}
