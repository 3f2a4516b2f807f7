import { type Block, code, foreign, type Inline, link, type Page, strong, text } from "./blocks.ts";
import { isDeprecated, type OperationFacts } from "./facts.ts";
import type { Profile, Version } from "./profile.ts";

/** The start page: the project's own words, and the list of operations. */
export function startPage(profile: Profile, operations: readonly OperationFacts[]): Page {
	const tags = [...new Set(operations.map(({ tag }) => tag))];
	const list = tags.flatMap((tag): Block[] => {
		const group = operations.filter((facts) => facts.tag === tag);
		const title = isDeprecated(group) ? `${tag} (deprecated)` : tag;
		return [
			...(tag === "" ? [] : [{ kind: "heading", level: 3, text: title } as const]),
			{
				kind: "table",
				label: title || "Operations",
				columns: ["Operation", "Request", "What it does"],
				rows: group.map(operationRow),
			},
		];
	});
	const [first = "", ...rest] = profile.start.trim().split("\n");
	const title = first.replace(/^#\s*/, "");
	const summary =
		rest
			.join("\n")
			.trim()
			.split(/\n\s*\n/)[0]
			?.replace(/\s+/g, " ") ?? "";
	return {
		path: "index",
		title: profile.name,
		summary,
		blocks: [
			{ kind: "heading", level: 1, text: title },
			{ kind: "own", markdown: rest.join("\n").trim() },
			{ kind: "heading", level: 2, text: "Operations", id: "operations" },
			...list,
		],
	};
}

function operationRow({ operation: { id, summary, descriptor } }: OperationFacts): Inline[][] {
	const deprecated = descriptor.deprecated ? [text(" "), strong("deprecated")] : [];
	return [[link(id, `operation:${id}`), ...deprecated], [code(`${descriptor.method} ${descriptor.path}`)], [foreign(summary)]];
}

/** What changed from version to version; there is nothing to tell of the first. */
export function changePage(versions: readonly Version[], current: string): Page {
	const blocks: Block[] = [{ kind: "heading", level: 1, text: "Changes" }];
	if (versions.length < 2) {
		const content = [
			text("This is version "),
			code(current),
			text(" of the description, the first. Its successors will be listed here with what they changed."),
		];
		blocks.push({ kind: "paragraph", content });
	}
	for (const { version, changes } of versions.length < 2 ? [] : versions) {
		blocks.push({ kind: "heading", level: 2, text: `Version ${version}` }, { kind: "foreign", markdown: changes });
	}
	return { path: "changes", title: "Changes", summary: "What changed in the description, by version.", blocks };
}
