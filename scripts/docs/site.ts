import { setImmediate } from "node:timers/promises";
import { withoutSlash } from "../../src/core/operation/rebase-url.ts";
import { type Edition, editionsOf } from "../editions/editions.ts";
import { describeOperations, type OperationDoc } from "../pipeline/describe-operations.ts";
import { type GeneratedFile, isWebhook, type Model } from "../pipeline/model.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import { DescriptionError, type LocatedProblem } from "../pipeline/problem.ts";
import { printYaml } from "../pipeline/redocly-core.ts";
import { bundleScript } from "./bundle-script.ts";
import { anchorsOf, brokenLinks } from "./check-links.ts";
import { printHead, type SiteHead } from "./head.ts";
import { withAnchors } from "./headings.ts";
import { iconOf } from "./icon.ts";
import { printLlms, printRobots, printSitemap } from "./indexes.ts";
import { type Frame, pageStyle, printPage, SITE_SCRIPT } from "./layout.ts";
import { type OperationPaths, operationPath, operationPaths, relativeTo, resolveLink } from "./links.ts";
import type { Page } from "./nodes.ts";
import { NOT_FOUND, printNotFound } from "./not-found.ts";
import { operationPage } from "./operation-page.ts";
import { changePage, deprecationNotice, guidePages, missingEntry, startPage } from "./other-pages.ts";
import { buildPlayground, PLAYGROUND } from "./playground.ts";
import { nodesToMarkdown } from "./print-markdown.ts";
import type { Profile, ProfileText } from "./profile.ts";
import { collisions } from "./public-files.ts";
import { trusted } from "./read-markdown.ts";
import { readStyle } from "./read-style.ts";
import { buildReference, referenceTitle } from "./reference.ts";
import { codeSamples, referenceDocument } from "./reference-document.ts";
import { type Sample, type SampleTarget, type SampleWriter, writeSamples } from "./samples/sample.ts";
import { printSearchScript, SEARCH_SCRIPT } from "./search/search-index.ts";
import { settingProblem } from "./site-settings.ts";
import { webhookPage } from "./webhook-page.ts";

export interface SiteInput {
	readonly model: Model;
	readonly profile: Profile;
	/** The file of a node of the description, for the link to edit it. */
	readonly fileOf?: (pointer: string) => string;
	/** Replaces the operations' own servers in the samples. */
	readonly target?: SampleTarget;
	/** The address of the published site. Without it there is no sitemap, as that needs absolute addresses. */
	readonly address?: string;
	/** The path of the site on its host, for the page that is shown for all paths that are none. Default: that of `address`. */
	readonly root?: string;
}

/**
 * Builds the files of the site, and writes none. The same input gives the same bytes.
 *
 * @throws {DescriptionError} if a link of the profile leads nowhere, or its changes lack the version of the description
 * @throws {Error} if Redocly fails
 */
export async function buildSite(input: SiteInput): Promise<GeneratedFile[]> {
	const theme = readStyle("scripts/docs/reference-theme.css");
	const prepared = prepareSite(input);
	const stopping = new AbortController();
	const reference = buildReference(
		{
			document: referenceDocument({
				document: input.model.document,
				operations: prepared.sampled,
				profile: input.profile,
				context: { from: "reference", extension: "html", operations: prepared.pagePaths },
			}),
			samples: prepared.sampled.flatMap(({ samples }) => codeSamples(samples)),
			head: printHead({ path: "reference", ...referenceTitle(input.model.document) }, prepared.head),
			theme: await theme,
		},
		stopping.signal,
	);
	// The pages are printed while Redocly runs. Its failure is reported when its result is awaited.
	reference.catch(() => {});
	try {
		const files = await printSite(input, prepared);
		return sortByPath([...files, { path: REFERENCE, content: await reference }]);
	} catch (error) {
		stopping.abort();
		throw error;
	}
}

/** Builds all files but the interactive reference, which takes most of the time. */
export async function buildWithoutReference(input: SiteInput): Promise<GeneratedFile[]> {
	return sortByPath(await printSite(input, prepareSite(input)));
}

/** An operation or a webhook with its samples. */
interface SampledDoc {
	readonly doc: OperationDoc;
	readonly samples: readonly Sample[];
}

/** What pages and reference share. */
interface Prepared {
	readonly sampled: readonly SampledDoc[];
	readonly pagePaths: OperationPaths;
	readonly editions: readonly Edition[];
	readonly head: SiteHead;
}

function prepareSite({ model, profile, target, address }: SiteInput): Prepared {
	const operations = describeOperations(model);
	const pagePaths = operationPaths(operations);
	const editions = editionsOf(model.document);
	checkTexts(profile, model.document, pagePaths, editions);
	const sampled = operations.map((doc) => ({
		doc,
		samples: writeSamples(doc, writersOf(profile, doc), target ?? published(profile)),
	}));
	const head = {
		siteName: profile.name,
		address: address && withSlash(address),
		look: profile.look ?? {},
		icon: iconOf(profile),
	};
	return { sampled, pagePaths, editions, head };
}

function withSlash(address: string): string {
	return `${withoutSlash(address)}/`;
}

/** @throws {DescriptionError} if files have the same name */
async function printSite({ model, profile, root, fileOf, target }: SiteInput, prepared: Prepared): Promise<GeneratedFile[]> {
	const { sampled, pagePaths, editions, head } = prepared;
	const operations = sampled.map(({ doc }) => doc);
	const pages = pagesOf({ model, profile, editions }, sampled).map((page) => withFile(page, sampled, fileOf));
	const frame: Frame = {
		siteName: profile.name,
		version: model.document.info.version,
		guides: guidePages(profile),
		operations,
		head,
		playground: profile.playground !== undefined,
		style: await pageStyle(head.look),
		footer: trusted(profile.footer?.markdown ?? ""),
	};
	const [script, search, playground, printed] = await Promise.all([
		bundleScript("scripts/docs/page-script/main.ts"),
		printSearchScript(pages, operations),
		buildPlayground({ model, profile, frame, sandbox: target?.baseUrl }),
		printPages(pages, frame, pagePaths),
	]);
	const further = [REFERENCE, ...(playground.length > 0 ? [PLAYGROUND] : [])];
	const files = [
		...printed,
		{ path: SITE_SCRIPT, content: script },
		{ path: SEARCH_SCRIPT, content: search },
		...playground,
		...descriptionFiles(model),
		...editions,
		...hostFiles([...pages.map(({ path }) => `${path}.html`), ...further].sort(), frame, root),
	];
	const problems = [
		...repeatedPages(profile, files),
		...collisions(profile.publicFiles ?? [], [...files.map(({ path }) => path), REFERENCE]),
	];
	if (problems.length > 0) throw new DescriptionError(problems);
	return files;
}

/** Adds the file that describes the operation of a page. */
function withFile(page: Page, sampled: readonly SampledDoc[], fileOf: SiteInput["fileOf"]): Page {
	const found = sampled.find(({ doc }) => operationPath(doc.operation) === page.path);
	return found && fileOf ? { ...page, file: fileOf(found.doc.operation.pointer) } : page;
}

/** What hosts, search engines and browsers ask for by its name. */
function hostFiles(
	html: readonly string[],
	{ head: { siteName, address, icon }, style }: Frame,
	root: string | undefined,
): GeneratedFile[] {
	const known = root ?? (address && new URL(address).pathname);
	return [
		{ path: NOT_FOUND, content: printNotFound({ siteName, root: known, icon, style }) },
		{ path: "robots.txt", content: printRobots(address) },
		...(address ? [{ path: "sitemap.xml", content: printSitemap(html, address) }] : []),
		...(icon.content === undefined ? [] : [{ path: icon.path, content: icon.content }]),
	];
}

/** The pages of the project that have the name of another one. */
function repeatedPages({ guides = [] }: Profile, files: readonly GeneratedFile[]): LocatedProblem[] {
	return guides.flatMap(({ file, path }) => {
		const name = `${path}.html`.toLowerCase();
		const same = [...files.map((other) => other.path), REFERENCE].filter((other) => other.toLowerCase() === name);
		const message = `expected a name that no other page of the site has, got that of ${same[0]}; rename the file`;
		return same.length < 2 ? [] : [settingProblem({ file, line: 1, column: 1 }, message)];
	});
}

function sortByPath(files: readonly GeneratedFile[]): GeneratedFile[] {
	return [...files].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The interactive reference. */
const REFERENCE = "reference.html";

/** The files beside the pages, except the sitemap. */
const OTHER_FILES = [REFERENCE, PLAYGROUND, "llms.txt", "llms-full.txt", "openapi.json", "openapi.yaml", "robots.txt"];

function checkTexts(profile: Profile, document: OpenApi, operations: OperationPaths, editions: readonly Edition[]): void {
	const { start, guides = [], deprecation, verification, changes, footer, publicFiles = [] } = profile;
	const pages = ["index", "changes", ...guides.map(({ path }) => path), ...operations.values()];
	const files = new Set([
		...pages.flatMap((page) => [`${page}.html`, `${page}.md`]),
		...OTHER_FILES,
		...[...editions, ...publicFiles].map(({ path }) => path),
	]);
	const isText = (text: ProfileText | undefined): text is ProfileText => text !== undefined;
	const anchors = new Map(guides.map((text) => [text.path, anchorsOf(text)]));
	if (start) anchors.set("index", anchorsOf(start));
	if (changes) anchors.set("changes", anchorsOf(changes));
	const texts = [start, ...guides, deprecation, verification, changes, footer].filter(isText);
	const broken = texts.flatMap((text) => brokenLinks(text, { files, anchors, operations }));
	const problems = [...broken, ...missingEntry(profile, document)];
	if (problems.length > 0) throw new DescriptionError(problems);
}

function writersOf({ writers, receivers = [] }: Profile, { operation }: OperationDoc): readonly SampleWriter[] {
	return isWebhook(operation) ? receivers : writers;
}

function published({ credentials }: Profile): SampleTarget {
	if (credentials === undefined) return {};
	return { credentials: { username: { variable: credentials.username }, password: { variable: credentials.password } } };
}

function pagesOf(
	{ model, profile, editions }: Pick<SiteInput, "model" | "profile"> & { editions: readonly Edition[] },
	operations: readonly SampledDoc[],
): Page[] {
	const sources = model.document["x-sources"] ?? {};
	const deprecation = deprecationNotice(profile);
	const verification = trusted(profile.verification?.markdown ?? "");
	const docs = operations.map(({ doc }) => doc);
	const pages: Page[] = [
		startPage(profile, model.document, docs, editions),
		...guidePages(profile),
		...operations.map(({ doc, samples }) => {
			const input = { doc, samples, deprecation, sources, playground: profile.playground !== undefined };
			return isWebhook(doc.operation) ? webhookPage({ ...input, webhook: doc.operation, verification }) : operationPage(input);
		}),
		changePage(profile, model.document),
	];
	return pages.map((page) => ({ ...page, content: withAnchors(page.content) }));
}

async function printPages(pages: readonly Page[], frame: Frame, operations: OperationPaths): Promise<GeneratedFile[]> {
	const fromRoot = (to: string) => resolveLink(to, { from: "", extension: "md", operations });
	const printed: string[] = [];
	const files: GeneratedFile[] = [];
	for (const page of pages) {
		const markdown = nodesToMarkdown(page.content, (to) => markRoot(fromRoot(to)));
		printed.push(markdown);
		files.push(
			{ path: `${page.path}.html`, content: printPage(page, frame) },
			{ path: `${page.path}.md`, content: relinkFrom(page.path, markdown) },
		);
		// The scripts are bundled meanwhile, by a process that asks this one for each of their files.
		await setImmediate();
	}
	const [start] = pages;
	return [
		...files,
		{ path: "llms.txt", content: printLlms(pages, frame.siteName, start?.summary ?? "", fromRoot) },
		{ path: "llms-full.txt", content: printed.map((page) => relinkFrom("llms-full", page)).join("\n---\n\n") },
	];
}

/**
 * Stands for the root of the site in links, which are relative to their file: each page is printed once, and put in two
 * files. Only links of printed Markdown hold `](` outside of code, so that no text of others is taken for one.
 */
const ROOT = "\uFDD0";

function markRoot(address: string | undefined): string | undefined {
	return address === undefined || /^(?:#|\w+:)/.test(address) ? address : ROOT + address;
}

function relinkFrom(path: string, printed: string): string {
	return printed.replace(MARKED, `$1${relativeTo(path, "")}`);
}

const MARKED = new RegExp(`(\\]\\(<?)${ROOT}`, "g");

function descriptionFiles({ document }: Model): GeneratedFile[] {
	return [
		{ path: "openapi.json", content: `${JSON.stringify(document, null, 2)}\n` },
		{ path: "openapi.yaml", content: printYaml(document) },
	];
}
