import type { RootContent } from "mdast";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import type { OperationModel } from "../pipeline/model.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import { code, heading, link, namedTable, type Page, type Phrase, paragraph, strong, text } from "./nodes.ts";
import { firstSentence } from "./page-sections.ts";
import type { Profile, Version } from "./profile.ts";
import { plainText, trusted, untrusted, untrustedPhrase } from "./read-markdown.ts";
import { groupByTag, splitWebhooks, type TagGroup } from "./tags.ts";

/** The start page: the guide, and the lists of operations and webhooks. */
export function startPage(profile: Profile, document: OpenApi, docs: readonly OperationDoc[]): Page {
	const own = guide(profile, document);
	const [operations, webhooks] = splitWebhooks(docs);
	return {
		path: "index",
		title: profile.name,
		summary: introductionOf(own),
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
	return [...(tag === "" ? [] : [heading(3, title)]), namedTable(title, columns, rows)];
}

/** The pages of the project's own. */
export function guidePages({ guides = [] }: Pick<Profile, "guides">): Page[] {
	return guides.map(({ path, markdown }) => {
		const content = trusted(markdown);
		const [first] = content;
		return { path, title: first ? plainText(first) : path, summary: introductionOf(content), content };
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
