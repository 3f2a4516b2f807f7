import { escapeXml } from "../../src/core/operation/escape-xml.ts";
import type { OperationDoc } from "../pipeline/describe-operations.ts";
import { type LinkContext, operationPath, operationPaths, resolveLink } from "./links.ts";
import type { Page } from "./nodes.ts";
import { hashOf, ICON, policyMeta } from "./policy.ts";
import { nodesToHtml } from "./print-html.ts";
import { readStyle } from "./read-style.ts";
import { groupByTag } from "./tags.ts";

/** The data for what surrounds the content of every page. */
export interface Frame {
	readonly siteName: string;
	/** The pages that every page names first. */
	readonly guides: readonly Page[];
	readonly operations: readonly OperationDoc[];
	/** Whether the site has one. */
	readonly playground: boolean;
}

/** Every page contains it, so that each is one self-contained file. */
const PAGE_STYLE = readStyle("style");

/** Static pages run no scripts and load nothing. */
const POLICY = policyMeta({ "style-src": [hashOf(PAGE_STYLE)], "img-src": ["data:"] });

/** Prints a page as one file of HTML. */
export function printPage({ path, title, summary, content }: Page, { siteName, guides, operations, playground }: Frame): string {
	const context: LinkContext = {
		from: path,
		extension: "html",
		operations: operationPaths(operations),
	};
	const to = (target: string) => escapeXml(resolveLink(target, context) ?? "");
	const name = title === siteName ? title : `${title} – ${siteName}`;
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
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><strong>${escapeXml(siteName)}</strong>
<nav aria-label="Site">${printSiteLinks({ guides, playground }, path, to)}</nav></header>
<div class="page">
<main id="content">
${nodesToHtml(content, (target) => resolveLink(target, context))}
<footer><p>This page as <a href="${to(`${path}.html`).replace(/\.html$/, ".md")}">Markdown</a>. The description as <a href="${to("openapi.json")}" download>JSON</a> or <a href="${to("openapi.yaml")}" download>YAML</a>.</p></footer>
</main>
<nav class="pages" aria-label="Operations and webhooks">
${printOperations(operations, path, to)}
</nav>
</div>
</body>
</html>
`;
}

/** The links to the pages that every page names. */
export function printSiteLinks(
	{ guides, playground }: Pick<Frame, "guides" | "playground">,
	path: string,
	to: (target: string) => string,
): string {
	const pages = [
		{ path: "index", title: "Start" },
		...(playground ? [{ path: "playground", title: "Playground" }] : []),
		{ path: "reference", title: "Interactive reference" },
		...guides,
		{ path: "changes", title: "Changes" },
	];
	return pages
		.map(({ path: page, title }) => `<a href="${to(`${page}.html`)}"${current(page === path)}>${escapeXml(title)}</a>`)
		.join(" ");
}

/** Names the page that is shown, for assistive technology and for the style. */
const current = (isShown: boolean) => (isShown ? ' aria-current="page"' : "");

function printOperations(operations: readonly OperationDoc[], path: string, to: (target: string) => string): string {
	return groupByTag(operations)
		.map(({ title, operations }) => {
			const items = operations.map(({ operation }) => {
				const { id, summary, descriptor } = operation;
				const here = current(path === operationPath(operation));
				const badge = descriptor.deprecated ? ' <span class="badge">deprecated</span>' : "";
				return `<li><a href="${to(`operation:${id}`)}"${here}>${escapeXml(summary || id)}</a>${badge}</li>`;
			});
			return `<h2>${escapeXml(title)}</h2>\n<ul>\n${items.join("\n")}\n</ul>`;
		})
		.join("\n");
}
