import type { Heading, RootContent } from "mdast";
import { valueAt } from "../../src/core/operation/json-pointer.ts";
import { mapValues } from "../../src/core/operation/map-values.ts";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import { createDocumentReader, type DocumentReader } from "../pipeline/document-reader.ts";
import { isWebhook } from "../pipeline/model.ts";
import type { OpenApi, RequestBody, Schema } from "../pipeline/openapi.ts";
import { isAllowedScheme, type LinkContext, type Resolve, resolveLink } from "./links.ts";
import { paragraph } from "./nodes.ts";
import { deprecationNotice, guide, guidePages } from "./other-pages.ts";
import { nodesToMarkdown } from "./print-markdown.ts";
import type { Profile } from "./profile.ts";
import { isPlain, untrusted, untrustedPhrase } from "./read-markdown.ts";
import type { Sample } from "./samples/sample.ts";
import { isDeprecated } from "./tags.ts";

export interface ReferenceInput {
	readonly document: OpenApi;
	readonly operations: readonly { readonly doc: OperationDoc; readonly samples: readonly Sample[] }[];
	readonly profile: Profile;
	readonly context: LinkContext;
}

/** One entry of `x-codeSamples`. */
export interface CodeSample {
	readonly lang: string;
	readonly label: string;
	readonly source: string;
}

/** Members whose values are data without descriptions. */
const DATA = new Set(["example", "value", "default", "enum", "const"]);
/** Members that become links: of a contact, a licence, other documents, servers. */
const ADDRESSES = new Set(["url", "termsOfService"]);
/** Members whose own members are named by the author, perhaps with one of the words above. */
const AUTHOR_NAMED = new Set(
	"properties patternProperties dependentSchemas $defs schemas examples headers content encoding".split(" "),
);

/**
 * The description as the interactive reference shows it: with samples, with notices on deprecated operations, and with all
 * Markdown made safe.
 */
export function referenceDocument({ document, operations, profile, context }: ReferenceInput): OpenApi {
	const resolve: Resolve = (to) => resolveLink(to, context);
	const copy = clean(document, resolve) as OpenApi;
	const reader = createDocumentReader(copy);
	// Redoc reads this summary as Markdown, unlike all others.
	const { info } = copy as { info: { summary?: string; description?: string } };
	info.description = describeInfo(document, profile, resolve);
	if (info.summary !== undefined) info.summary = nodesToMarkdown([paragraph(...untrustedPhrase(info.summary))], resolve).trim();
	for (const { doc, samples } of operations) {
		// The copy has the same shape as the document.
		const node = valueAt(copy, doc.operation.pointer) as Record<string, unknown>;
		node["x-codeSamples"] = codeSamples(samples);
		flattenBody(node, reader);
		const { id, descriptor } = doc.operation;
		const notice = descriptor.deprecated ? nodesToMarkdown(deprecationNotice(profile), (to) => inReference(to, resolve)) : "";
		// The search of Redoc looks at descriptions, and not at operation IDs.
		node.description = [notice.trim(), node.description, `${isWebhook(doc.operation) ? "Webhook" : "Operation"}: \`${id}\``]
			.filter(Boolean)
			.join("\n\n");
	}
	for (const tag of copy.tags ?? []) {
		const tagged = operations.filter(({ doc }) => doc.operation.tags[0] === tag.name);
		if (isDeprecated(tagged.map(({ doc }) => doc))) tag["x-displayName"] = `${tag["x-displayName"] ?? tag.name} (deprecated)`;
	}
	return copy;
}

/**
 * The search of Redoc finds no member of an `allOf` within another, so their parts become those of one; and it finds one of the
 * members that refer to the same component, so each gets a copy of it.
 */
function flattenBody({ requestBody }: Record<string, unknown>, reader: DocumentReader): void {
	const { content = {} } = (requestBody ?? {}) as Partial<RequestBody>;
	for (const { schema } of Object.values(content))
		if (schema?.allOf) schema.allOf = schema.allOf.flatMap((part) => flatParts(part, reader));
}

function flatParts(schema: Schema, reader: DocumentReader): Schema[] {
	const { allOf = [], ...own } = reader.resolve(schema, "").node;
	const properties = own.properties && mapValues(own.properties, (member) => reader.resolve(member, "").node);
	return [...allOf.flatMap((part) => flatParts(part, reader)), { ...own, ...(properties && { properties }) }];
}

/** The text of the description and those of the project, so that the search finds their sections, too. */
function describeInfo(document: OpenApi, profile: Profile, resolve: Resolve): string {
	const own = profile.start ? guide(profile, document).filter((node) => node.type !== "heading" || node.depth > 1) : [];
	const guides = guidePages(profile);
	const included = guidePages({ guides: profile.guides?.filter(({ inReference }) => inReference) ?? [] });
	const pages = [{ title: "Start page", path: "index" }, ...guides, { title: "Changes", path: "changes" }];
	const links = pages.map(({ title, path }) => `[${title}](${path}.html)`).join(" · ");
	const described = safeMarkdown(document.info.description ?? "", resolve);
	return [
		described,
		links,
		nodesToMarkdown([...own, ...included.flatMap(({ content }) => lowered(content))], (to) => inReference(to, resolve)).trim(),
	]
		.filter(Boolean)
		.join("\n\n");
}

/** The content of a page as one of several sections. */
function lowered(content: readonly RootContent[]): RootContent[] {
	return content.map((node) =>
		node.type === "heading" ? { ...node, depth: Math.min(node.depth + 1, 6) as Heading["depth"] } : node,
	);
}

/** Within the reference, links to operations are anchors. */
function inReference(to: string, resolve: Resolve): string | undefined {
	const [, id] = /^operation:(.+)$/.exec(to) ?? [];
	return id === undefined || resolve(to) === undefined ? resolve(to) : `#operation/${id}`;
}

/** The label of a sample of the first call is the language alone. */
export function codeSamples(samples: readonly Sample[]): CodeSample[] {
	const [first] = samples;
	return samples.map(({ writer, call, source }) => ({
		lang: writer.language,
		label: call === first?.call ? writer.label : `${writer.label}: ${call.summary}`,
		source,
	}));
}

function clean(node: unknown, resolve: Resolve, parent = ""): unknown {
	if (Array.isArray(node)) return parent === "examples" ? node : node.map((item) => clean(item, resolve));
	if (typeof node !== "object" || node === null) return node;
	const entries = Object.entries(node).map(([key, value]) => {
		if (AUTHOR_NAMED.has(parent)) return [key, clean(value, resolve)];
		if (key === "description" && typeof value === "string") return [key, safeMarkdown(value, resolve)];
		if (ADDRESSES.has(key) && typeof value === "string") return [key, safeAddress(value)];
		return [key, DATA.has(key) ? value : clean(value, resolve, key)];
	});
	return Object.fromEntries(entries);
}

function safeMarkdown(markdown: string, resolve: Resolve): string {
	const text = markdown.trim();
	if (text.split("\n").every(isPlain)) return text;
	return nodesToMarkdown(untrusted(text), resolve).trim();
}

function safeAddress(address: string): string {
	const [, scheme = "https"] = /^[^a-z]*([a-z][a-z0-9+.-]*):/i.exec(address) ?? [];
	return isAllowedScheme(scheme) ? address : "#";
}
