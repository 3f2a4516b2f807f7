import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { METHODS, type OpenApi } from "./openapi.ts";

/**
 * Where a description lists its sources (`x-sources`), every operation and every component says which of them it comes
 * from (`x-source`, one or several), and no `x-source` anywhere names another.
 */
export function checkSources(document: OpenApi, report: (pointer: string, message: string) => void): void {
	const sources = document["x-sources"];
	if (sources === undefined) return;
	const known = Object.keys(sources).join(", ");

	for (const { node, pointer } of ownersOf(document)) {
		if (node["x-source"] === undefined) report(pointer, `expected an x-source, found none; name one of ${known}`);
	}
	visit(document, []);

	function visit(node: unknown, path: string[]): void {
		if (typeof node !== "object" || node === null) return;
		for (const [key, child] of Object.entries(node)) {
			if (key !== "x-source") visit(child, [...path, key]);
			else if (![child].flat().every((source) => Object.hasOwn(sources ?? {}, String(source)))) {
				report(
					toPointer([...path, key]),
					`expected one of ${known}, got ${[child].flat().join(", ")}; list a new source under x-sources`,
				);
			}
		}
	}
}

/** The nodes that have to name a source of their own; everything below inherits it. */
function* ownersOf(document: OpenApi): Generator<{ node: Record<string, unknown>; pointer: string }> {
	for (const [path, item] of Object.entries(document.paths ?? {})) {
		for (const method of METHODS) {
			const operation = item[method];
			if (operation) yield { node: { ...operation }, pointer: toPointer(["paths", path, method]) };
		}
	}
	for (const [kind, components] of Object.entries(document.components ?? {})) {
		for (const [name, component] of Object.entries(components as Record<string, object>)) {
			if (kind !== "examples") yield { node: { ...component }, pointer: toPointer(["components", kind, name]) };
		}
	}
}
