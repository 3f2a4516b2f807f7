import type { Page } from "./blocks.ts";
import { escapeHtml, escapeText } from "./escape.ts";
import { isDeprecated, type OperationFacts } from "./facts.ts";
import { type LinkContext, operationPath, resolveLink } from "./links.ts";
import { hashOf, ICON, policyMeta } from "./policy.ts";
import { printHtml } from "./print-html.ts";
import { STYLE } from "./style.ts";

/** What every page shows around its own content. */
export interface Frame {
	readonly siteName: string;
	readonly operations: readonly OperationFacts[];
}

/** Static pages run no script at all, and load nothing. */
const POLICY = policyMeta({ "style-src": [hashOf(STYLE)], "img-src": ["data:"] });

/** Prints a page as one file of HTML. */
export function printPage({ path, title, summary, blocks }: Page, { siteName, operations }: Frame): string {
	const context: LinkContext = {
		from: path,
		extension: "html",
		operations: new Set(operations.map(({ operation }) => operation.id)),
	};
	const to = (target: string) => escapeHtml(resolveLink(target, context) ?? "");
	const name = title === siteName ? title : `${title} – ${siteName}`;
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${POLICY}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(name)}</title>
<meta name="description" content="${escapeHtml(summary)}">
<meta name="referrer" content="no-referrer">
<link rel="alternate" type="text/markdown" href="${to(`${path}.html`).replace(/\.html$/, ".md")}">
${ICON}
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><strong>${escapeText(siteName)}</strong>
<nav aria-label="Site"><a href="${to("index.html")}">Start</a> · <a href="${to("reference.html")}">Interactive reference</a> · <a href="${to("changes.html")}">Changes</a></nav></header>
<div class="page">
<main id="content">
${printHtml(blocks, context)}
<footer><p>This page as <a href="${to(`${path}.html`).replace(/\.html$/, ".md")}">Markdown</a>. The description as <a href="${to("openapi.json")}" download>JSON</a> or <a href="${to("openapi.yaml")}" download>YAML</a>.</p></footer>
</main>
<nav class="pages" aria-label="Operations">
${printOperations(operations, path, to)}
</nav>
</div>
</body>
</html>
`;
}

function printOperations(operations: readonly OperationFacts[], path: string, to: (target: string) => string): string {
	const tags = [...new Set(operations.map(({ tag }) => tag))];
	return tags
		.map((tag) => {
			const group = operations.filter((facts) => facts.tag === tag);
			const title = `${tag || "Operations"}${isDeprecated(group) ? " (deprecated)" : ""}`;
			const items = group.map(({ operation: { id, summary, descriptor } }) => {
				const here = path === operationPath(id) ? ' aria-current="page"' : "";
				const badge = descriptor.deprecated ? ' <span class="badge">deprecated</span>' : "";
				return `<li><a href="${to(`operation:${id}`)}"${here}>${escapeText(summary || id)}</a>${badge}</li>`;
			});
			return `<h2>${escapeText(title)}</h2>\n<ul>\n${items.join("\n")}\n</ul>`;
		})
		.join("\n");
}
