import type { RootContent } from "mdast";
import type { Edition } from "../editions/editions.ts";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import type { OperationModel } from "../pipeline/model.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import type { LocatedProblem } from "../pipeline/problem.ts";
import { code, heading, link, namedTable, type Page, type Phrase, paragraph, strong, text } from "./nodes.ts";
import { firstSentence } from "./page-sections.ts";
import type { Profile } from "./profile.ts";
import { plainText, trusted, untrusted, untrustedPhrase } from "./read-markdown.ts";
import { groupByTag, splitWebhooks, type TagGroup, tagAnchor } from "./tags.ts";

/** The start page: the guide, the lists of operations and webhooks, and the files of the description. */
export function startPage(
	profile: Profile,
	document: OpenApi,
	docs: readonly OperationDoc[],
	editions: readonly Edition[],
): Page {
	const own = guide(profile, document);
	const [operations, webhooks] = splitWebhooks(docs);
	return {
		path: "index",
		title: profile.name,
		summary: introductionOf(own),
		...(profile.start && { file: profile.start.file }),
		content: [
			...own,
			heading(2, "Operations", "operations"),
			...groupByTag(operations).flatMap(({ operations, ...group }) =>
				groupSection(group, OPERATION_COLUMNS, operations.map(operationRow)),
			),
			...(webhooks.length > 0 ? [heading(2, "Webhooks", "webhooks")] : []),
			...groupByTag(webhooks).flatMap(({ operations, ...group }) =>
				groupSection(group, WEBHOOK_COLUMNS, operations.map(webhookRow)),
			),
			...editionSection(document, editions),
		],
	};
}

const OPERATION_COLUMNS = ["Operation", "Request", "What it does"];
const WEBHOOK_COLUMNS = ["Webhook", "What happens", "When it is sent"];

function groupSection(
	{ tag, title }: Pick<TagGroup, "tag" | "title">,
	columns: readonly string[],
	rows: readonly Phrase[][],
): RootContent[] {
	return [...(tag === "" ? [] : [heading(3, title, tagAnchor(title))]), namedTable(title, columns, rows)];
}

/** The description as files: the whole one, and the editions for tools that do not read all of it. */
function editionSection({ openapi }: OpenApi, editions: readonly Edition[]): RootContent[] {
	const whole = ["openapi.json", "openapi.yaml"].map((path) => ({ path, openapi, server: text("all servers") }));
	const rows = [...whole, ...editions.map((edition) => ({ ...edition, server: code(edition.server) }))].map(
		({ path, openapi, server }) => [[link(path, path)], [text(openapi)], [server]],
	);
	return [
		heading(2, "OpenAPI files", "openapi-files"),
		paragraph(text("Use an edition for one server if your tool ignores the servers of paths, and 3.0 if it cannot read 3.1.")),
		namedTable("OpenAPI files", ["File", "OpenAPI", "Operations of"], rows),
	];
}

/** The pages of the project's own. */
export function guidePages({ guides = [] }: Pick<Profile, "guides">): Page[] {
	return guides.map(({ path, file, markdown }) => {
		const content = trusted(markdown);
		const [first] = content;
		return { path, title: first ? plainText(first) : path, summary: introductionOf(content), content, file };
	});
}

function introductionOf(content: readonly RootContent[]): string {
	const first = content.find(({ type }) => type === "paragraph");
	return first ? plainText(first).replace(/\s+/g, " ") : "";
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

function operationRow({ operation }: OperationDoc): Phrase[] {
	const { method, path } = operation.descriptor;
	return [namePhrase(operation), [code(`${method} ${path}`)], untrustedPhrase(operation.summary)];
}

function webhookRow(doc: OperationDoc): Phrase[] {
	return [
		namePhrase(doc.operation),
		untrustedPhrase(doc.operation.summary),
		untrustedPhrase(firstSentence(doc.operation.description)),
	];
}

function namePhrase({ id, descriptor }: OperationModel): Phrase {
	return [link(id, `operation:${id}`), ...(descriptor.deprecated ? [text(" "), strong("deprecated")] : [])];
}

/** The changes by version. Without a text of the project, the page says which version this is. */
export function changePage({ changes }: Profile, { info }: OpenApi): Page {
	const current = paragraph(text("This is version "), code(info.version), text(" of the description."));
	const content = changes ? trusted(changes.markdown) : [heading(1, "Changes"), current];
	return {
		path: "changes",
		title: "Changes",
		summary: "What changed in the description, by version.",
		content,
		...(changes && { file: changes.file }),
	};
}

/** What is wrong with the text of changes: it has no entry for the version of the description. */
export function missingEntry({ changes }: Profile, { info }: OpenApi): LocatedProblem[] {
	if (changes === undefined) return [];
	const wanted = `Version ${info.version}`;
	const isEntry = (node: RootContent) => node.type === "heading" && node.depth === 2 && plainText(node) === wanted;
	if (trusted(changes.markdown).some(isEntry)) return [];
	const advice = "write it, or let npm run spec:diff -- --changelog do it";
	const message = `expected an entry ## ${wanted}, which the description has, found none; ${advice}`;
	return [{ file: changes.file, line: 1, column: 1, message, rule: "changes", severity: "error" }];
}
