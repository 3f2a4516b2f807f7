import { fromPointer, toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { METHODS, type OpenApi, type PathOperation, type Schema } from "./openapi.ts";
import type { ReportProblem } from "./problem.ts";
import { visitNodes, visitSchemas } from "./visit-schemas.ts";

/**
 * Checks what the reading of a bundle relies on: references lead to components, no schema contains itself, and there is
 * nothing that is not read.
 */
export function checkStructure(document: OpenApi, report: ReportProblem): void {
	checkReferences(document, report);
	checkPathItems(document, report);
	checkUnread(document, report);
	checkCycles(document, report);
}

const COMPONENT = /^#\/components\/[^/]+\/[^/]+$/;

/** The bundler makes components of references to files, and leaves references within a file as they are. */
function checkReferences(document: OpenApi, report: ReportProblem): void {
	visitNodes(document, (member, path) => {
		if (path.at(-1) !== "$ref" || typeof member !== "string") return;
		if (COMPONENT.test(member) && valueAt(document, toPointer(fromPointer(member))) !== undefined) return;
		report(
			toPointer(path),
			`expected a $ref to a file or to a component (#/components/…/Name), got ${member}; make a component of its target`,
		);
	});
}

function checkPathItems(document: OpenApi, report: ReportProblem): void {
	visitNodes(document, (member, path) => {
		if (path.length !== 3 || path[0] !== "paths") return;
		const [, , key = ""] = path;
		if (key === "$ref") {
			report(
				toPointer(path),
				`expected the operations of this path, got a $ref to ${member}; write them here, or in a file of its own`,
			);
		}
		const isMethod = (METHODS as readonly string[]).includes(key);
		const { responses } = (member ?? {}) as Partial<PathOperation>;
		if (isMethod && Object.keys(responses ?? {}).length === 0) {
			report(toPointer(path), "expected at least one response, found none; describe what a request that succeeds gets");
		}
		if (key === "trace") report(toPointer(path), `expected one of the methods ${METHODS.join(", ")}, got trace; remove it`);
	});
}

const UNREAD: Readonly<Record<string, string>> = {
	webhooks: "requests that the API sends are not generated",
	callbacks: "requests that the API sends are not generated",
};

function checkUnread(document: OpenApi, report: ReportProblem): void {
	visitNodes(document, (_, path) => {
		const key = path.at(-1) ?? "";
		const isRead = !Object.hasOwn(UNREAD, key) || !(path.length === 1 || (path[0] === "paths" && path.length === 4));
		if (!isRead) report(toPointer(path), `expected operations under paths alone, got ${key}; ${UNREAD[key]}, so remove them`);
	});
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

function partsInPlace(document: OpenApi, schema: Schema, pointer: string): [part: Schema, pointer: string][] {
	const { $ref } = schema;
	const target = typeof $ref === "string" ? toPointer(fromPointer($ref)) : undefined;
	const parts = IN_PLACE.flatMap((keyword) => {
		const value = schema[keyword];
		if (!Array.isArray(value)) return [[value, pointer + toPointer([keyword])] as [Schema, string]];
		return value.map((part, index): [Schema, string] => [part, pointer + toPointer([keyword, index])]);
	});
	return target === undefined ? parts : [...parts, [valueAt(document, target) as Schema, target]];
}
