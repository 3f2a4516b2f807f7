import type { Page } from "./blocks.ts";
import { escapeHtml, escapeMarkdown } from "./escape.ts";

/** `llms.txt` (llmstxt.org): an index of the Markdown pages for programs that read. */
export function printLlms(pages: readonly Page[], name: string, summary: string): string {
	const entries = pages.map(({ path, title, summary }) => `- [${escapeMarkdown(title)}](${path}.md): ${escapeMarkdown(summary)}`);
	return `# ${escapeMarkdown(name)}

> ${escapeMarkdown(summary)}

The whole in one file: [llms-full.txt](llms-full.txt). The OpenAPI description: [openapi.json](openapi.json), [openapi.yaml](openapi.yaml).

## Pages

${entries.join("\n")}
`;
}

/** `llms-full.txt`: every page, one after the other. */
export function printLlmsFull(pages: readonly { readonly markdown: string }[]): string {
	return pages
		.map(({ markdown }) => markdown.trim())
		.join("\n\n---\n\n")
		.concat("\n");
}

/**
 * `sitemap.xml`. It has to name whole addresses, so it is only as good as the address that it is told; without one it
 * names the files as they are called from the root of the site.
 */
export function printSitemap(files: readonly string[], address: string | undefined): string {
	const base = address === undefined ? "" : `${address.replace(/\/+$/, "")}/`;
	const entries = files.map((file) => `  <url><loc>${escapeHtml(base + file)}</loc></url>`);
	return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join("\n")}
</urlset>
`;
}
