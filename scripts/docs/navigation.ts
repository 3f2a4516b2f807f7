import { escapeXml } from "../../src/core/operation/escape-xml.ts";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import { isWebhook, type OperationModel } from "../pipeline/model.ts";
import type { ContentsEntry } from "./headings.ts";
import { operationPath } from "./links.ts";
import { groupByTag, tagAnchor } from "./tags.ts";

/** A page, as links name it. */
export interface PageLink {
	/** From the root of the site, without an extension. */
	readonly path: string;
	readonly title: string;
}

interface NavigationGroup {
	readonly title: string;
	/** The heading of the start page that lists the pages; empty if there is none. */
	readonly anchor: string;
	readonly links: readonly NavigationLink[];
}

interface NavigationLink extends PageLink {
	/** The method of an operation; undefined for other pages. */
	readonly method?: string;
	readonly deprecated?: boolean;
}

/** Resolves a target to an escaped address, relative to the page. */
type AddressOf = (target: string) => string;

/** All pages by group, in the order in which they are read. */
export function navigationOf(guides: readonly PageLink[], operations: readonly OperationDoc[]): NavigationGroup[] {
	const start = { path: "index", title: "Start" };
	const first = { title: "Guides", anchor: "", links: [start, ...guides, { path: "changes", title: "Changes" }] };
	const groups = groupByTag(operations).map(({ tag, title, operations }) => ({
		title,
		anchor: tag === "" ? "" : tagAnchor(title),
		links: operations.map(({ operation }) => operationLink(operation)),
	}));
	return [first, ...groups];
}

function operationLink(operation: OperationModel): NavigationLink {
	const { id, summary, descriptor } = operation;
	return {
		path: operationPath(operation),
		title: summary || id,
		deprecated: descriptor.deprecated === true,
		...(!isWebhook(operation) && { method: descriptor.method }),
	};
}

/** The links to all pages. */
export function printPageLinks(groups: readonly NavigationGroup[], path: string, to: AddressOf): string {
	return groups
		.map(({ title, links }) => {
			const items = links.map((link) => `<li>${printPageLink(link, path, to)}</li>`);
			return `<h2>${escapeXml(title)}</h2>\n<ul>\n${items.join("\n")}\n</ul>`;
		})
		.join("\n");
}

function printPageLink({ path, title, method, deprecated }: NavigationLink, shown: string, to: AddressOf): string {
	const current = path === shown ? ' aria-current="page"' : "";
	const badge =
		method === undefined ? "" : `<span class="method method-${escapeXml(method.toLowerCase())}">${escapeXml(method)}</span> `;
	const mark = deprecated ? ' <span class="badge">deprecated</span>' : "";
	return `<a href="${to(`${path}.html`)}"${current}>${badge}<span>${escapeXml(title)}${mark}</span></a>`;
}

/** The way from the start page to a page; nothing on the start page. */
export function printBreadcrumb(groups: readonly NavigationGroup[], { path, title }: PageLink, to: AddressOf): string {
	if (path === "index") return "";
	const group = groups.find(({ links }) => links.some((link) => link.path === path));
	const above = group && group.anchor !== "" ? [{ target: `index.html#${group.anchor}`, title: group.title }] : [];
	const links = [{ target: "index.html", title: "Start" }, ...above].map(
		(link) => `<li><a href="${to(link.target)}">${escapeXml(link.title)}</a></li>`,
	);
	return `<nav class="breadcrumb" aria-label="Breadcrumb"><ol>${links.join("")}<li aria-current="page">${escapeXml(title)}</li></ol></nav>`;
}

/** The links to the pages before and after a page. */
export function printNeighbours(groups: readonly NavigationGroup[], path: string, to: AddressOf): string {
	const pages = groups.flatMap(({ links }) => links);
	const index = pages.findIndex((page) => page.path === path);
	const print = (page: PageLink | undefined, name: string, label: string) =>
		page === undefined
			? ""
			: `<a class="${name}" rel="${name}" href="${to(`${page.path}.html`)}"><small>${label}</small> ${escapeXml(page.title)}</a>`;
	const links = [print(pages[index - 1], "prev", "Previous"), print(pages[index + 1], "next", "Next")].join("");
	return index < 0 ? "" : `<nav class="neighbours" aria-label="Previous and next page">${links}</nav>`;
}

/** The list of the sections of a page; nothing where there is only one. */
export function printContents(entries: readonly ContentsEntry[]): string {
	if (entries.length < 2) return "";
	const items = entries.map(
		({ id, title, depth }) => `<li class="depth-${depth}"><a href="#${escapeXml(id)}">${escapeXml(title)}</a></li>`,
	);
	return `<nav class="contents" aria-label="On this page" tabindex="0">
<details><summary>On this page</summary>
<ul>
${items.join("\n")}
</ul></details></nav>`;
}
