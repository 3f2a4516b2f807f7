import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { DescriptionError, type LocatedProblem } from "../pipeline/problem.ts";
import { BACKGROUNDS, type ColourScheme, contrastOf, MIN_CONTRAST } from "./colours.ts";
import type { Profile, ProfileText } from "./profile.ts";
import { type PublicFile, readPublicFiles } from "./public-files.ts";
import { readUtf8 } from "./read-utf8.ts";
import { type ReadSiteSettings, readSiteSettings, type SiteSettings, settingProblem } from "./site-settings.ts";

/**
 * Reads what a project says of its site: the settings in `site.yaml`, the texts that they name, and the files of `public/`.
 *
 * @param folder may lack each of them, or not exist: the site then has the words of the description
 * @throws {DescriptionError} if one of them cannot be used
 */
export function readSiteFolder(folder: string): Partial<Profile> {
	const read = readSiteSettings(resolve(folder, "site.yaml"));
	const publicFiles = readPublicFiles(resolve(folder, "public"));
	const problems = [...missingTexts(folder, read), ...missingPictures(publicFiles, read), ...weakColours(read)];
	if (problems.length > 0) throw new DescriptionError(problems);
	return profileOf(read.settings, (name) => readSiteText(folder, name), publicFiles);
}

function profileOf(
	{ title, pages = [], inReference = [], editAddress, logo, icon, preview, accent, credentials, ...settings }: SiteSettings,
	read: (name: string) => ProfileText,
	publicFiles: readonly PublicFile[],
): Partial<Profile> {
	const texts = TEXT_SETTINGS.flatMap((name) => (settings[name] === undefined ? [] : [[name, read(settings[name])]]));
	const look = { logo, icon, preview, accent, editAddress };
	return {
		...(title !== undefined && { name: title }),
		...(Object.fromEntries(texts) as Partial<Pick<Profile, TextSetting>>),
		guides: pages.map((name) => ({ path: pageNameOf(name), ...read(name), inReference: inReference.includes(name) })),
		...(credentials && { credentials }),
		look: Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined)),
		publicFiles,
	};
}

/** The settings that name one text. */
const TEXT_SETTINGS = ["start", "changes", "deprecation", "verification", "footer"] as const;
type TextSetting = (typeof TEXT_SETTINGS)[number];

function pageNameOf(file: string): string {
	return file.slice(0, -".md".length);
}

function readSiteText(folder: string, name: string): ProfileText {
	const file = join(folder, name);
	return { file: relative(process.cwd(), resolve(file)), markdown: readUtf8(file) };
}

function missingTexts(folder: string, { settings, positionAt }: ReadSiteSettings): LocatedProblem[] {
	const { pages = [], inReference = [] } = settings;
	const named = [
		...TEXT_SETTINGS.map((name) => [`/${name}`, settings[name]] as const),
		...pages.map((name, index) => [`/pages/${index}`, name] as const),
	];
	const missing = named.filter(([, name]) => name !== undefined && !existsSync(join(folder, name)));
	const others = inReference.filter((name) => !pages.includes(name));
	return [
		...missing.map(([pointer, name]) =>
			settingProblem(positionAt(pointer), `expected a file of this folder, got ${name}; create it, or correct the name`),
		),
		...others.map((name) =>
			settingProblem(
				positionAt(`/inReference/${inReference.indexOf(name)}`),
				`expected a file of pages, got ${name}; add it there`,
			),
		),
	];
}

function missingPictures(publicFiles: readonly PublicFile[], { settings, positionAt }: ReadSiteSettings): LocatedProblem[] {
	const has = (name: string) => publicFiles.some(({ path }) => path === name);
	return (["logo", "icon", "preview"] as const).flatMap((name) => {
		const picture = settings[name];
		if (picture === undefined || has(picture)) return [];
		return [settingProblem(positionAt(`/${name}`), `expected a file of the folder public, got ${picture}; put it there`)];
	});
}

function weakColours({ settings: { accent }, positionAt }: ReadSiteSettings): LocatedProblem[] {
	if (accent === undefined) return [];
	return Object.entries(BACKGROUNDS).flatMap(([scheme, background]) => {
		const contrast = contrastOf(accent[scheme as ColourScheme], background);
		if (contrast >= MIN_CONTRAST) return [];
		const got = `${accent[scheme as ColourScheme]} with ${contrast.toFixed(1)}`;
		const message = `expected a colour with a contrast of at least ${MIN_CONTRAST} to ${background}, got ${got}`;
		const advice = `choose a ${scheme === "light" ? "darker" : "lighter"} one`;
		return [settingProblem(positionAt(`/accent/${scheme}`), `${message}; ${advice}`)];
	});
}
