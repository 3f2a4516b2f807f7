import type { RootContent } from "mdast";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import { code, heading, link, namedTable, type Page, type Phrase, paragraph, strong, text } from "./nodes.ts";
import type { Profile, Version } from "./profile.ts";
import { plainText, trusted, untrusted, untrustedPhrase } from "./read-markdown.ts";
import { groupByTag } from "./tags.ts";

/** The start page: the guide and the list of operations. */
export function startPage(profile: Profile, document: OpenApi, operations: readonly OperationDoc[]): Page {
	const own = guide(profile, document);
	const first = own.find(({ type }) => type === "paragraph");
	const groups = groupByTag(operations).flatMap(({ tag, title, operations }) => [
		...(tag === "" ? [] : [heading(3, title)]),
		namedTable(title, ["Operation", "Request", "What it does"], operations.map(operationRow)),
	]);
	return {
		path: "index",
		title: profile.name,
		summary: first ? plainText(first).replace(/\s+/g, " ") : "",
		content: [...own, heading(2, "Operations", "operations"), ...groups],
	};
}

/** The project's own text, which begins with a title and a summary; without it, what the description says of itself. */
export function guide({ start }: Profile, { info }: OpenApi): RootContent[] {
	if (start !== undefined) return trusted(start.markdown);
	return [heading(1, info.title), ...untrusted([info.summary, info.description].filter(Boolean).join("\n\n"))];
}

/** The notice on deprecated operations. */
export function deprecationNotice({ deprecation }: Profile): RootContent[] {
	return trusted(deprecation?.markdown ?? "This operation is deprecated: it may be removed.");
}

function operationRow({ operation: { id, summary, descriptor } }: OperationDoc): Phrase[] {
	const deprecated = descriptor.deprecated ? [text(" "), strong("deprecated")] : [];
	const request = code(`${descriptor.method} ${descriptor.path}`);
	return [[link(id, `operation:${id}`), ...deprecated], [request], untrustedPhrase(summary)];
}

/** The changes between versions; empty as long as there is only one. */
export function changePage(versions: readonly Version[], current: string): Page {
	const changes = versions.flatMap(({ version, changes }) => [heading(2, `Version ${version}`), ...untrusted(changes)]);
	const first = paragraph(
		text("This is version "),
		code(current),
		text(" of the description, the first. Its successors will be listed here with what they changed."),
	);
	const content: RootContent[] = [heading(1, "Changes"), ...(versions.length < 2 ? [first] : changes)];
	return { path: "changes", title: "Changes", summary: "What changed in the description, by version.", content };
}
