import type { RootContent } from "mdast";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import { isWebhook, type OperationModel } from "../pipeline/model.ts";

/** The schemes of the addresses that a page may link to. */
export const SCHEMES = ["http", "https", "mailto"];

/** Whether a page may link to addresses of a scheme. */
export function isAllowedScheme(scheme: string): boolean {
	return SCHEMES.includes(scheme.toLowerCase());
}

/** Resolves the target of a link to the address to write; undefined if there must be no link. */
export type Resolve = (to: string) => string | undefined;

export interface LinkContext {
	/** The path of the page with the link, from the root of the site. */
	readonly from: string;
	/** The extension of the page: pages link to pages of their own format. */
	readonly extension: "html" | "md";
	readonly operations: OperationPaths;
}

/** The pages for `operation:ID`, which may also be a webhook, by that ID; without their extension. */
export type OperationPaths = ReadonlyMap<string, string>;

/** Lists the pages of operations and webhooks. */
export function operationPaths(docs: readonly OperationDoc[]): OperationPaths {
	return new Map(docs.map(({ operation }) => [operation.id, operationPath(operation)]));
}

/** The page of an operation or a webhook, without its extension. */
export function operationPath(operation: OperationModel): string {
	return `${isWebhook(operation) ? "webhooks" : "operations"}/${operation.id}`;
}

/** The pages without a Markdown version. */
const HTML_ONLY = new Set(["reference.html", "playground.html"]);

/**
 * Resolves the target of a link: `operation:ID`, an address, an anchor, or a path from the root of the site.
 *
 * @returns the address to write, always relative within the site; undefined for any scheme but http, https and mailto,
 * for unknown operations, and for control characters, which browsers ignore in a scheme
 */
export function resolveLink(to: string, { from, extension, operations }: LinkContext): string | undefined {
	if (/\p{Cc}/u.test(to)) return undefined;
	if (to.startsWith("#")) return to;
	const [, scheme, rest = ""] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(to) ?? [];
	if (scheme === undefined) return to.startsWith("/") ? undefined : relativeTo(from, inFormat(to, extension));
	if (scheme === "operation") {
		const path = operations.get(rest);
		return path === undefined ? undefined : relativeTo(from, `${path}.${extension}`);
	}
	return isAllowedScheme(scheme) ? to : undefined;
}

function inFormat(path: string, extension: LinkContext["extension"]): string {
	const [file = "", ...anchor] = path.split(/(?=#)/);
	return [HTML_ONLY.has(file) ? file : file.replace(/\.(?:html|md)$/, `.${extension}`), ...anchor].join("");
}

/** Relative, because the site can be published under any path. */
export function relativeTo(from: string, to: string): string {
	return "../".repeat(from.split("/").length - 1) + to;
}

/**
 * Resolves the links in nodes. What holds none is not copied: it is most of a page. A link of untrusted text that must not be made
 * leaves its text behind.
 *
 * @throws {Error} naming any other link that leads nowhere
 */
export function resolveLinks(nodes: readonly RootContent[], resolve: Resolve): RootContent[] {
	return nodes.flatMap((node): RootContent[] => {
		const resolved = withChildrenResolved(node, resolve);
		if (resolved.type !== "link" && resolved.type !== "definition") return [resolved];
		const url = resolve(resolved.url);
		if (url !== undefined)
			return [{ ...resolved, url, title: null, data: { hProperties: /^\w+:/.test(url) ? { rel: REL } : {} } }];
		if (resolved.type === "link" && resolved.data?.untrusted) return resolved.children;
		throw new Error(`expected a link to a page or an operation of the site, got ${resolved.url}`);
	});
}

function withChildrenResolved(node: RootContent, resolve: Resolve): RootContent {
	if (!("children" in node)) return node;
	const children = resolveLinks(node.children, resolve);
	const isSame = children.length === node.children.length && children.every((child, index) => child === node.children[index]);
	// A copy has children of the same types.
	return isSame ? node : ({ ...node, children } as RootContent);
}

const REL = ["noopener", "noreferrer"];
