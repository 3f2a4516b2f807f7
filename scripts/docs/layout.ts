import { escapeXml } from "../../src/core/operation/escape-xml.ts";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import { contentsOf } from "./headings.ts";
import { type LinkContext, operationPaths, resolveLink } from "./links.ts";
import { navigationOf, printBreadcrumb, printContents, printNeighbours, printPageLinks } from "./navigation.ts";
import type { Page } from "./nodes.ts";
import { hashOf, ICON, policyMeta } from "./policy.ts";
import { nodesToHtml } from "./print-html.ts";
import { readStyle } from "./read-style.ts";

/** The data for what surrounds the content of every page. */
export interface Frame {
	readonly siteName: string;
	/** Of the description. */
	readonly version: string;
	readonly guides: readonly Page[];
	readonly operations: readonly OperationDoc[];
	/** Whether the site has a playground. */
	readonly playground?: boolean;
	/** The address before the path of a file, where readers can edit it. */
	readonly editAddress?: string | undefined;
}

/** The script of every static page. */
export const SITE_SCRIPT = "site.js";

/** Every page contains it, so that it needs no second file to be readable. */
const PAGE_STYLE = readStyle("style");

/** Static pages run one script of the site, and load nothing else. */
const POLICY = policyMeta({ "script-src": ["'self'"], "style-src": [hashOf(PAGE_STYLE)], "img-src": ["data:"] });

/** Prints a page as one file of HTML. */
export function printPage(page: Page, frame: Frame): string {
	const { path, title, summary, content } = page;
	const { siteName, version, guides, operations } = frame;
	const context: LinkContext = {
		from: path,
		extension: "html",
		operations: operationPaths(operations),
	};
	const to = (target: string) => escapeXml(resolveLink(target, context) ?? "");
	const name = title === siteName ? title : `${title} – ${siteName}`;
	const groups = navigationOf(guides, operations);
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${POLICY}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(name)}</title>
<meta name="description" content="${escapeXml(summary)}">
<meta name="referrer" content="no-referrer">
<link rel="alternate" type="text/markdown" href="${to(`${path}.html`).replace(/\.html$/, ".md")}">
${ICON}
<style>${PAGE_STYLE}</style>
<script defer src="${to(SITE_SCRIPT)}"></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="top">
<a class="brand" href="${to("index.html")}"><strong>${escapeXml(siteName)}</strong></a> <span class="version">${escapeXml(version)}</span>
<nav aria-label="Site">${printSiteLinks(frame, to)}</nav>
</header>
<div class="page">
<nav class="pages" aria-label="Pages">
<details><summary>All pages</summary>
${printPageLinks(groups, path, to)}
</details></nav>
${printContents(contentsOf(content))}
<main id="content">
${printBreadcrumb(groups, page, to)}
${nodesToHtml(content, (target) => resolveLink(target, context))}
${printNeighbours(groups, path, to)}
<footer>${printFooter(page, frame, to)}</footer>
</main>
</div>
</body>
</html>
`;
}

function printSiteLinks({ playground }: Frame, to: (target: string) => string): string {
	const pages = [
		...(playground ? [{ path: "playground", title: "Playground" }] : []),
		{ path: "reference", title: "Interactive reference" },
		{ path: "changes", title: "Changes" },
	];
	return pages.map(({ path, title }) => `<a href="${to(`${path}.html`)}">${escapeXml(title)}</a>`).join(" ");
}

function printFooter({ path, file }: Page, { version, editAddress }: Frame, to: (target: string) => string): string {
	const markdown = to(`${path}.html`).replace(/\.html$/, ".md");
	const edit =
		editAddress !== undefined && file !== undefined
			? ` <a href="${escapeXml(`${editAddress.replace(/\/+$/, "")}/${file}`)}" rel="noopener noreferrer">Edit this page</a>.`
			: "";
	return `<p>Version ${escapeXml(version)} of the description, as <a href="${to("openapi.json")}" download>JSON</a> or <a href="${to("openapi.yaml")}" download>YAML</a>. This page as <a href="${markdown}">Markdown</a>.${edit}</p>`;
}
