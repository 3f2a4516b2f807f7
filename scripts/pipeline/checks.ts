import { fromPointer, toPointer } from "../../src/core/operation/json-pointer.ts";
import { sourcesOf } from "./document-reader.ts";
import { FORMATS } from "./formats.ts";
import type { OpenApi } from "./openapi.ts";
import { type OperationContext, operationsOf } from "./operations-of.ts";
import type { ReportProblem } from "./problem.ts";
import { visitMembers, visitSchemas } from "./visit-schemas.ts";

/**
 * Checks every schema of a bundle: each `format` must be one that the validators enforce, and each `contentMediaType`
 * must be JSON, so that no value passes unchecked.
 */
export function checkSchemas(document: OpenApi, report: ReportProblem): void {
	visitSchemas(document, ({ format, contentMediaType }, pointer) => {
		if (format !== undefined && !FORMATS.has(format)) {
			const known = [...FORMATS.keys()].join(", ");
			report(`${pointer}/format`, `expected a format that is checked (${known}), got ${format}; use one of them, or a pattern`);
		}
		if (contentMediaType !== undefined && contentMediaType !== "application/json") {
			report(
				`${pointer}/contentMediaType`,
				`expected application/json, got ${contentMediaType}; no other content of a string is checked`,
			);
		}
	});
}

/**
 * If a description lists its sources (`x-sources`), every operation and every component must name one or several of
 * them (`x-source`), and no `x-source` anywhere may name another.
 */
export function checkSources(document: OpenApi, report: ReportProblem): void {
	const sources = document["x-sources"];
	if (sources === undefined) return;
	const known = Object.keys(sources).join(", ");

	for (const { pointer, node } of ownersOf(document)) {
		if (!Object.hasOwn(node, "x-source")) report(pointer, `expected an x-source, found none; name one of ${known}`);
	}
	visitMembers(document, (member, path) => {
		if (path.at(-1) !== "x-source") return true;
		const named = sourcesOf({ "x-source": member });
		if (!named.every((source) => Object.hasOwn(sources, source))) {
			report(toPointer(path), `expected one of ${known}, got ${named.join(", ")}; list a new source under x-sources`);
		}
		return false;
	});
}

/** The nodes that must name a source of their own; everything below them inherits it. */
function ownersOf(document: OpenApi): { pointer: string; node: object }[] {
	const operations = operationsOf(document).map(({ pointer, operation }) => ({ pointer, node: operation }));
	const components = Object.entries(document.components ?? {}).flatMap(([kind, named]) =>
		kind === "examples"
			? []
			: Object.entries(named as Record<string, object>).map(([name, component]) => ({
					pointer: toPointer(["components", kind, name]),
					node: component,
				})),
	);
	return [...operations, ...components];
}

const ROLES = { items: { type: "array", words: "an array" }, next: { type: "string", words: "a string" } } as const;

/** Checks that the pointers of `x-pagination` lead to a list and to a string in the documented response. */
export function checkPagination({ reader, report, operation, pointer }: OperationContext): void {
	const pagination = operation["x-pagination"];
	const [status, response] = Object.entries(operation.responses).find(([status]) => status.startsWith("2")) ?? [];
	if (pagination === undefined || response === undefined) return;
	const { node } = reader.resolve(response, `${pointer}/responses/${status}`);
	const [media] = Object.values(node.content ?? {});
	for (const role of ["items", "next"] as const) {
		const { type, words } = ROLES[role];
		let schema = media?.schema ?? {};
		for (const name of fromPointer(pagination[role])) schema = reader.members(schema, "").properties[name]?.node ?? {};
		const found = [reader.resolve(schema, "").node.type ?? "nothing"].flat();
		if (found.includes(type)) continue;
		report(
			`${pointer}/x-pagination/${role}`,
			`expected a pointer to ${words} of the ${status} response, got ${pagination[role]}, which leads to ${found.join(" or ")}`,
		);
	}
}
