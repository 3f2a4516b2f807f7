import { escapeXml } from "../../src/core/operation/escape-xml.ts";
import { hashOf, policyMeta } from "./content-security-policy.ts";
import { printDocument } from "./html-document.ts";
import type { SiteIcon } from "./icon.ts";
import { SITE_SCRIPT } from "./layout.ts";

/** Hosts show the file of this name for every path that is none. */
export const NOT_FOUND = "404.html";

interface NotFoundInput {
	readonly siteName: string;
	/** The path of the site on its host, which ends in `/`; undefined if that is not known. */
	readonly root: string | undefined;
	readonly icon: SiteIcon;
	readonly style: string;
}

/**
 * Prints the page for paths that do not exist. It is shown at any depth, so that no relative link leads anywhere: it contains
 * all that it needs, and has links and the search only where the path of the site is known.
 */
export function printNotFound({ siteName, root, icon, style }: NotFoundInput): string {
	const scripts = root === undefined ? {} : { "script-src": ["'self'"] };
	const policy = policyMeta({ ...scripts, "style-src": [hashOf(style)], "img-src": ["data:"] });
	return printDocument({
		policy,
		head: `<title>Page not found – ${escapeXml(siteName)}</title>
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="${escapeXml(icon.data)}">
<style>${style}</style>${root === undefined ? "" : `\n<script defer src="${escapeXml(root + SITE_SCRIPT)}"></script>`}`,
		body: `<main class="not-found" id="content">
<p>${escapeXml(siteName)}</p>
<h1>Page not found</h1>
<p>This site has no page at this address: it may be misspelt, or the page has moved.</p>
${root === undefined ? HINT : printWays(root)}
</main>`,
	});
}

const HINT =
	"<p>To get to the start page, remove the end of the address, up to the name of the site, and add <code>index.html</code>.</p>";

function printWays(root: string): string {
	const to = (path: string) => escapeXml(root + path);
	return `<p><a href="${to("index.html")}">Start page</a> · <a href="${to("reference.html")}">Interactive reference</a> · <a href="${to("changes.html")}">Changes</a></p>
<div class="search" data-search-root="${to("")}"></div>`;
}
