import type { RootContent } from "mdast";
import { escapeXml } from "../../src/core/operation/escape-xml.ts";
import { withoutSlash } from "../../src/core/operation/rebase-url.ts";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import { accentStyle } from "./colours.ts";
import { hashOf, policyMeta } from "./content-security-policy.ts";
import { printHead, type SiteHead } from "./head.ts";
import { contentsOf } from "./headings.ts";
import { printDocument } from "./html-document.ts";
import { type LinkContext, operationPaths, relativeTo, resolveLink } from "./links.ts";
import { navigationOf, printBreadcrumb, printContents, printNeighbours, printPageLinks } from "./navigation.ts";
import type { Page } from "./nodes.ts";
import { nodesToHtml } from "./print-html.ts";
import type { SiteLook } from "./profile.ts";
import { readPageStyle, readStyle } from "./read-style.ts";

/** The data for what surrounds the content of every page. */
export interface Frame {
	readonly siteName: string;
	/** Of the description. */
	readonly version: string;
	readonly guides: readonly Page[];
	readonly operations: readonly OperationDoc[];
	/** Whether the site has a playground. */
	readonly playground?: boolean;
	readonly head: SiteHead;
	/** Every page contains it, so that it needs no second file to be readable. */
	readonly style: string;
	/** The end of every page, in the words of the project. */
	readonly footer?: readonly RootContent[];
}

/** The script of every static page. */
export const SITE_SCRIPT = "site.js";

/** The style of the pages of a site. The current folder must be the root of the project. */
export async function pageStyle({ accent }: SiteLook): Promise<string> {
	const styles = await Promise.all([readPageStyle(), readStyle("scripts/docs/site-parts.css")]);
	return styles.join("") + accentStyle(accent);
}

/** Static pages run the scripts of the site, show its pictures, and load nothing else. */
function policyFor(style: string): string {
	return policyMeta({ "script-src": ["'self'"], "style-src": [hashOf(style)], "img-src": ["'self'", "data:"] });
}

/** Prints a page as one file of HTML. */
export function printPage(page: Page, frame: Frame): string {
	const { path, content } = page;
	const { guides, operations, head, style, footer = [] } = frame;
	const context: LinkContext = {
		from: path,
		extension: "html",
		operations: operationPaths(operations),
	};
	const to = (target: string) => escapeXml(resolveLink(target, context) ?? "");
	const groups = navigationOf(guides, operations);
	return printDocument({
		policy: policyFor(style),
		head: `${printHead(page, head)}
<link rel="alternate" type="text/markdown" href="${to(`${path}.html`).replace(/\.html$/, ".md")}">
<style>${style}</style>
<script defer src="${to(SITE_SCRIPT)}"></script>`,
		body: `<a class="skip" href="#content">Skip to content</a>
${printTop(path, frame, to)}
<div class="page">
<nav class="pages" aria-label="Pages" tabindex="0">
<details><summary>All pages</summary>
${printPageLinks(groups, path, to)}
</details></nav>
${printContents(contentsOf(content))}
<main id="content">
${printBreadcrumb(groups, page, to)}
${nodesToHtml(content, (target) => resolveLink(target, context))}
${printNeighbours(groups, path, to)}
<footer>${nodesToHtml(footer, (target) => resolveLink(target, context))}${printFooter(page, frame, to)}</footer>
</main>
</div>`,
	});
}

/** The head that readers see on every page. The search needs the script of static pages. */
export function printTop(path: string, frame: Frame, to: (target: string) => string): string {
	const { siteName, version, head } = frame;
	return `<header class="top">
<a class="brand" href="${to("index.html")}">${printLogo(head.look, to)}<strong>${escapeXml(siteName)}</strong></a> <span class="version">${escapeXml(version)}</span>
<nav aria-label="Site">${printSiteLinks(frame, to)}</nav>
<div class="search" data-search-root="${escapeXml(relativeTo(path, ""))}"></div>
</header>`;
}

/** The name of the site is beside it. */
function printLogo({ logo }: SiteLook, to: (target: string) => string): string {
	return logo === undefined ? "" : `<img src="${to(logo)}" alt=""> `;
}

function printSiteLinks({ playground }: Frame, to: (target: string) => string): string {
	const pages = [
		...(playground ? [{ path: "playground", title: "Playground" }] : []),
		{ path: "reference", title: "Interactive reference" },
		{ path: "changes", title: "Changes" },
	];
	return pages.map(({ path, title }) => `<a href="${to(`${path}.html`)}">${escapeXml(title)}</a>`).join(" ");
}

function printFooter({ path, file }: Page, { version, head }: Frame, to: (target: string) => string): string {
	const markdown = to(`${path}.html`).replace(/\.html$/, ".md");
	const { editAddress } = head.look;
	const edit =
		editAddress !== undefined && file !== undefined
			? ` <a href="${escapeXml(`${withoutSlash(editAddress)}/${file}`)}" rel="noopener noreferrer">Edit this page</a>.`
			: "";
	return `<p>Version ${escapeXml(version)} of the description, as <a href="${to("openapi.json")}" download>JSON</a> or <a href="${to("openapi.yaml")}" download>YAML</a>. This page as <a href="${markdown}">Markdown</a>.${edit}</p>`;
}
