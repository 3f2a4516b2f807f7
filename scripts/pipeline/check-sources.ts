import { toPointer } from "../../src/core/operation/json-pointer.ts";
import type { OpenApi } from "./openapi.ts";
import type { ReportProblem } from "./operation-context.ts";
import { operationsOf } from "./operations-of.ts";
import { visitMembers } from "./visit-members.ts";
import { sourcesOf } from "./x-source.ts";

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
