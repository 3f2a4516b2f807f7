import { valueAt } from "../../src/core/operation/json-pointer.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import { isDeprecated, type OperationFacts } from "./facts.ts";
import { type LinkContext, resolveLink } from "./links.ts";
import { foreignToLine, foreignToMarkdown, ownToMarkdown } from "./markdown.ts";
import type { Sample } from "./samples/sample.ts";

export interface ReferenceInput {
	readonly document: OpenApi;
	readonly operations: readonly { readonly facts: OperationFacts; readonly samples: readonly Sample[] }[];
	/** What is said of a deprecated operation, as Markdown. */
	readonly deprecation: string;
	readonly context: LinkContext;
}

/** One entry of `x-codeSamples`. */
export interface CodeSample {
	readonly lang: string;
	readonly label: string;
	readonly source: string;
}

/** Members whose values are data: nothing in them is a description. */
const DATA = new Set(["example", "value", "default", "enum", "const"]);
/** Members that become links, of a contact, a licence, other documents, servers. */
const ADDRESSES = new Set(["url", "termsOfService"]);
/** Members whose own members have names of the author's choice, which may be any of the words above. */
const NAMED = new Set([
	"properties",
	"patternProperties",
	"dependentSchemas",
	"$defs",
	"schemas",
	"examples",
	"headers",
	"content",
	"encoding",
]);

/**
 * The description as the interactive reference shows it: with samples, with what is to be said of deprecated
 * operations, and with every Markdown text reduced to what may stand there.
 */
export function referenceDocument({ document, operations, deprecation, context }: ReferenceInput): OpenApi {
	const resolve = (to: string) => resolveLink(to, context);
	const copy = clean(document, resolve) as OpenApi;
	// Redoc takes this one for Markdown, and no other summary.
	const { info } = copy as { info: { summary?: string; description?: string } };
	info.description = [info.description, "[Start page](index.html) · [Changes](changes.html)"].filter(Boolean).join("\n\n");
	if (info.summary !== undefined) info.summary = foreignToLine(info.summary, resolve);
	for (const { facts, samples } of operations) {
		// The copy has the same shape, so the operation stands where it stood.
		const node = valueAt(copy, facts.operation.pointer) as Record<string, unknown>;
		node["x-codeSamples"] = codeSamples(samples);
		const notice = facts.operation.descriptor.deprecated ? ownToMarkdown(deprecation, (to) => inReference(to, resolve)) : "";
		node.description = [notice, node.description].filter(Boolean).join("\n\n");
	}
	for (const tag of (copy as { tags?: Record<string, unknown>[] }).tags ?? []) {
		const tagged = operations.filter(({ facts }) => facts.tag === tag.name);
		if (isDeprecated(tagged.map(({ facts }) => facts))) tag["x-displayName"] = `${tag["x-displayName"] ?? tag.name} (deprecated)`;
	}
	return copy;
}

/** Within the reference, operations are shown in place. */
function inReference(to: string, resolve: (to: string) => string | undefined): string | undefined {
	const [, id] = /^operation:(.+)$/.exec(to) ?? [];
	return id === undefined || resolve(to) === undefined ? resolve(to) : `#operation/${id}`;
}

/** Samples by label: the plainest call has the name of the language alone. */
export function codeSamples(samples: readonly Sample[]): CodeSample[] {
	const [first] = samples;
	return samples.map(({ writer, call, source }) => ({
		lang: writer.language,
		label: call === first?.call ? writer.label : `${writer.label}: ${call.summary}`,
		source,
	}));
}

function clean(node: unknown, resolve: (to: string) => string | undefined, parent = ""): unknown {
	if (Array.isArray(node)) return parent === "examples" ? node : node.map((item) => clean(item, resolve));
	if (typeof node !== "object" || node === null) return node;
	const entries = Object.entries(node).map(([key, value]) => {
		if (NAMED.has(parent)) return [key, clean(value, resolve)];
		if (key === "description" && typeof value === "string") return [key, foreignToMarkdown(value, resolve)];
		if (ADDRESSES.has(key) && typeof value === "string") return [key, safeAddress(value)];
		return [key, DATA.has(key) ? value : clean(value, resolve, key)];
	});
	return Object.fromEntries(entries);
}

function safeAddress(address: string): string {
	const [, scheme = "https"] = /^[^a-z]*([a-z][a-z0-9+.-]*):/i.exec(address) ?? [];
	return ["http", "https", "mailto"].includes(scheme.toLowerCase()) ? address : "#";
}
