/** The two schemes of the site. */
export type ColourScheme = "light" | "dark";

/** The backgrounds of pages, as `styles/base.css` has them. */
export const BACKGROUNDS: Readonly<Record<ColourScheme, string>> = { light: "#ffffff", dark: "#15181c" };

/** The accents of pages, as `styles/base.css` has them. */
export const ACCENTS: Readonly<Record<ColourScheme, string>> = { light: "#1f57c3", dark: "#84b4ff" };

/** What text must differ from its background by, for readers with weak sight (WCAG 2, level AA). */
export const MIN_CONTRAST = 4.5;

/** The contrast of two colours as WCAG 2 defines it, from 1 to 21. Colours are six hexadecimal digits after `#`. */
export function contrastOf(one: string, other: string): number {
	const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(colour: string): number {
	const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
		const share = channel / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour: string): number[] {
	return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

/** Mixes a colour into another one. @param share the part of the first, from 0 to 1 */
function mix(colour: string, into: string, share: number): string {
	const base = channelsOf(into);
	const mixed = channelsOf(colour).map((channel, index) => Math.round(channel * share + (base[index] ?? 0) * (1 - share)));
	return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** The style that gives pages other accents; empty without any. */
export function accentStyle(accent: Readonly<Record<ColourScheme, string>> | undefined): string {
	if (accent === undefined) return "";
	const rule = (scheme: ColourScheme) =>
		`:root{--accent:${accent[scheme]};--accent-soft:${mix(accent[scheme], BACKGROUNDS[scheme], 0.12)}}`;
	return `${rule("light")}@media (prefers-color-scheme:dark){${rule("dark")}}`;
}
