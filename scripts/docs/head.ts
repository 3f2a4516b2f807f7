import { escapeXml } from "../../src/core/operation/escape-xml.ts";
import { BACKGROUNDS } from "./colours.ts";
import type { SiteIcon } from "./icon.ts";
import { relativeTo } from "./links.ts";
import type { Page } from "./nodes.ts";
import type { SiteLook } from "./profile.ts";

/** What the heads of all pages say of their site. */
export interface SiteHead {
	readonly siteName: string;
	/** Where the site will be published, with a trailing slash; undefined if that is not known. */
	readonly address: string | undefined;
	readonly look: SiteLook;
	readonly icon: SiteIcon;
}

/**
 * Prints what a page tells browsers, search engines and programs that show links. What has to be absolute is left out if the
 * address of the site is not known.
 */
export function printHead({ path, title, summary }: Pick<Page, "path" | "title" | "summary">, site: SiteHead): string {
	const { siteName, address, look, icon } = site;
	const canonical = address && canonicalAddress(address, `${path}.html`);
	const lines = [
		`<title>${escapeXml(title === siteName ? title : `${title} – ${siteName}`)}</title>`,
		metaElement("name", "description", summary),
		`<meta name="referrer" content="no-referrer">`,
		...Object.entries(BACKGROUNDS).map(
			([scheme, colour]) => `<meta name="theme-color" media="(prefers-color-scheme: ${scheme})" content="${colour}">`,
		),
		metaElement("property", "og:title", title),
		metaElement("property", "og:description", summary),
		metaElement("property", "og:site_name", siteName),
		metaElement("property", "og:type", "website"),
		...(canonical ? [`<link rel="canonical" href="${escapeXml(canonical)}">`, metaElement("property", "og:url", canonical)] : []),
		...(address && look.preview ? [metaElement("property", "og:image", address + look.preview)] : []),
		`<link rel="icon" href="${escapeXml(relativeTo(path, icon.path))}">`,
	];
	return lines.join("\n");
}

/** Where a file of the site will be published. The start page is the site itself. */
export function canonicalAddress(address: string, file: string): string {
	return address + (file === "index.html" ? "" : file);
}

function metaElement(kind: "name" | "property", name: string, content: string): string {
	return `<meta ${kind}="${name}" content="${escapeXml(content)}">`;
}
