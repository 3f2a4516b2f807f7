import { escapeXml } from "../../src/core/operation/escape-xml.ts";
import { ACCENTS } from "./colours.ts";
import { fileMediaType } from "./media-types.ts";
import type { Profile } from "./profile.ts";

/** The icon of a site in tabs and bookmarks. */
export interface SiteIcon {
	/** From the root of the site. */
	readonly path: string;
	/** The file, where it is made here. */
	readonly content?: string;
	/** The same as a `data:` address, for pages that load no file. */
	readonly data: string;
}

/** The icon that the project has chosen, or the first letter of its name in its colour. */
export function iconOf({ name, look, publicFiles = [] }: Profile): SiteIcon {
	const own = publicFiles.find(({ path }) => path === look?.icon);
	if (own !== undefined) {
		const base64 = Buffer.from(own.content).toString("base64");
		return { path: own.path, data: `data:${fileMediaType(own.path)};base64,${base64}` };
	}
	const content = printIcon(name, look?.accent?.light ?? ACCENTS.light);
	return { path: "favicon.svg", content, data: `data:image/svg+xml,${encodeURIComponent(content)}` };
}

function printIcon(name: string, colour: string): string {
	const letter = /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? "·";
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${colour}"/><text x="16" y="23" fill="#fff" font-family="system-ui,sans-serif" font-size="20" font-weight="700" text-anchor="middle">${escapeXml(letter)}</text></svg>\n`;
}
