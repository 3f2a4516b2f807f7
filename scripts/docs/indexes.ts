import { escapeXml } from "../../src/core/operation/escape-xml.ts";
import { canonicalAddress } from "./head.ts";
import type { Resolve } from "./links.ts";
import { bulletList, heading, link, type Page, paragraph, text } from "./nodes.ts";
import { nodesToMarkdown } from "./print-markdown.ts";

/** `llms.txt` (llmstxt.org): an index of the Markdown pages for language models. */
export function printLlms(pages: readonly Page[], name: string, summary: string, resolve: Resolve): string {
	const files = [
		text("All pages in one file: "),
		link("llms-full.txt", "llms-full.txt"),
		text(". The OpenAPI description: "),
		link("openapi.json", "openapi.json"),
		text(", "),
		link("openapi.yaml", "openapi.yaml"),
		text("."),
	];
	const entries = pages.map(({ path, title, summary }) => [link(title, `${path}.html`), text(`: ${summary}`)]);
	return nodesToMarkdown(
		[
			heading(1, name),
			{ type: "blockquote", children: [paragraph(text(summary))] },
			paragraph(...files),
			heading(2, "Pages"),
			bulletList(entries),
		],
		resolve,
	);
}

/**
 * `sitemap.xml`, which needs absolute addresses.
 *
 * @param address where the site will be published, with a trailing slash
 */
export function printSitemap(files: readonly string[], address: string): string {
	const entries = files.map((file) => `  <url><loc>${escapeXml(canonicalAddress(address, file))}</loc></url>`);
	return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join("\n")}
</urlset>
`;
}

/** `robots.txt`: all may read the site, and find its sitemap if it has one. */
export function printRobots(address: string | undefined): string {
	return ["User-agent: *", "Allow: /", ...(address === undefined ? [] : ["", `Sitemap: ${address}sitemap.xml`]), ""].join("\n");
}
