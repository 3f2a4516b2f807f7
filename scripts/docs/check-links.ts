import type { Nodes, RootContent } from "mdast";
import type { LocatedProblem } from "../pipeline/problem.ts";
import { isAllowedScheme, type OperationPaths } from "./links.ts";
import type { ProfileText } from "./profile.ts";
import { trusted } from "./read-markdown.ts";

/** What the links of a site may lead to. */
export interface LinkTargets {
	/** The paths of all files, from the root of the site. */
	readonly files: ReadonlySet<string>;
	/** The anchors of the pages that are texts of the project, by their paths without an extension. */
	readonly anchors: ReadonlyMap<string, ReadonlySet<unknown>>;
	readonly operations: OperationPaths;
}

/** Lists the anchors of the headings of a text. */
export function anchorsOf({ markdown }: ProfileText): Set<unknown> {
	return new Set(trusted(markdown).map(({ data }) => data?.hProperties?.id));
}

/** Lists the links of a text of the project that lead nowhere. */
export function brokenLinks({ file, markdown }: ProfileText, targets: LinkTargets): LocatedProblem[] {
	const own = anchorsOf({ file, markdown });
	return linksOf(trusted(markdown)).flatMap(({ url, position }): LocatedProblem[] => {
		const expected = expectedFor(url, targets, own);
		if (expected === undefined) return [];
		const { line, column } = position?.start ?? { line: 1, column: 1 };
		return [{ file, line, column, message: `expected a link to ${expected}, got ${url}`, rule: "link", severity: "error" }];
	});
}

function linksOf(nodes: readonly RootContent[]): Extract<Nodes, { url: string }>[] {
	return nodes.flatMap((node) => [
		...(node.type === "link" || node.type === "definition" ? [node] : []),
		...("children" in node ? linksOf(node.children as RootContent[]) : []),
	]);
}

/** @returns what the link should lead to; undefined if it leads somewhere */
function expectedFor(url: string, { files, anchors, operations }: LinkTargets, own: ReadonlySet<unknown>): string | undefined {
	const [, scheme, rest = ""] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(url) ?? [];
	if (scheme === "operation") {
		return operations.has(rest) ? undefined : `an operation of the description (${[...operations.keys()].sort().join(", ")})`;
	}
	if (scheme !== undefined) {
		return isAllowedScheme(scheme) ? undefined : "an http, https or mailto address";
	}
	const [path = "", anchor] = url.split("#");
	if (path === "") return own.has(anchor) ? undefined : "a heading of the same text";
	if (!files.has(path)) return `a file of the site (${[...files].sort().join(", ")})`;
	const headings = anchors.get(path.replace(/\.\w+$/, ""));
	return anchor === undefined || !headings || headings.has(anchor) ? undefined : `a heading of ${path}`;
}
