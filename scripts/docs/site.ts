import { type Edition, editionsOf } from "../editions/editions.ts";
import { describeOperations, type OperationDoc } from "../pipeline/describe-operations.ts";
import { type GeneratedFile, isWebhook, type Model } from "../pipeline/model.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import { DescriptionError } from "../pipeline/problem.ts";
import { printYaml } from "../pipeline/redocly-core.ts";
import { bundleScript } from "./bundle-script.ts";
import { anchorsOf, brokenLinks } from "./check-links.ts";
import { withAnchors } from "./headings.ts";
import { printLlms, printSitemap } from "./indexes.ts";
import { type Frame, printPage, SITE_SCRIPT } from "./layout.ts";
import { type OperationPaths, operationPath, operationPaths, relativeTo, resolveLink } from "./links.ts";
import type { Page } from "./nodes.ts";
import { operationPage } from "./operation-page.ts";
import { changePage, deprecationNotice, guidePages, missingEntry, startPage } from "./other-pages.ts";
import { nodesToMarkdown } from "./print-markdown.ts";
import type { Profile, ProfileText } from "./profile.ts";
import { trusted } from "./read-markdown.ts";
import { buildReference } from "./reference.ts";
import { codeSamples, referenceDocument } from "./reference-document.ts";
import { type Sample, type SampleTarget, type SampleWriter, writeSamples } from "./samples/sample.ts";
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
}

/**
 * Builds the files of the site, and writes none. The same input gives the same bytes.
 *
 * @throws {DescriptionError} if a link of the profile leads nowhere, or its changes lack the version of the description
 * @throws {Error} if Redocly fails
 */
export async function buildSite({ model, profile, fileOf, target, address }: SiteInput): Promise<GeneratedFile[]> {
	const operations = describeOperations(model);
	const editions = editionsOf(model.document);
	checkTexts(profile, model.document, operationPaths(operations), editions);
	const sampled = operations.map((doc) => ({
		doc,
		samples: writeSamples(doc, writersOf(profile, doc), target ?? published(profile)),
	}));
	const redocly = startReference(model, profile, sampled);
	try {
		const files = await filesOf({ model, profile, editions, ...(fileOf && { fileOf }) }, sampled);
		files.push({ path: "reference.html", content: await redocly.page });
		const html = files.map(({ path }) => path).filter((path) => path.endsWith(".html"));
		if (address !== undefined) files.push({ path: "sitemap.xml", content: printSitemap([...html].sort(), address) });
		return files.sort((one, other) => (one.path < other.path ? -1 : 1));
	} catch (error) {
		redocly.stop();
		throw error;
	}
}

/** An operation or a webhook with its samples. */
interface SampledDoc {
	readonly doc: OperationDoc;
	readonly samples: readonly Sample[];
}

/** Starts Redocly, which takes the longest, before the other files are made. Its failure is reported when its page is awaited. */
function startReference({ document }: Model, profile: Profile, operations: readonly SampledDoc[]) {
	const stopping = new AbortController();
	const context = { from: "reference", extension: "html", operations: operationPaths(operations.map(({ doc }) => doc)) } as const;
	const page = buildReference(
		referenceDocument({ document, operations, profile, context }),
		operations.flatMap(({ samples }) => codeSamples(samples)),
		stopping.signal,
	);
	page.catch(() => {});
	return { page, stop: () => stopping.abort() };
}

/** All files but the interactive reference and the sitemap. */
async function filesOf(
	{ model, profile, fileOf, editions }: Pick<SiteInput, "model" | "profile" | "fileOf"> & { editions: readonly Edition[] },
	sampled: readonly SampledDoc[],
): Promise<GeneratedFile[]> {
	const operations = sampled.map(({ doc }) => doc);
	const paths = operationPaths(operations);
	const frame: Frame = {
		siteName: profile.name,
		version: model.document.info.version,
		guides: guidePages(profile),
		operations,
		editAddress: profile.look?.editAddress,
	};
	const script = { path: SITE_SCRIPT, content: await bundleScript("scripts/docs/page-script/main.ts") };
	const pages = pagesOf({ model, profile, editions }, sampled).map((page) => withFile(page, sampled, fileOf));
	return [...printPages(pages, frame, paths), script, ...descriptionFiles(model), ...editions];
}

/** Adds the file that describes the operation of a page. */
function withFile(page: Page, sampled: readonly SampledDoc[], fileOf: SiteInput["fileOf"]): Page {
	const found = sampled.find(({ doc }) => operationPath(doc.operation) === page.path);
	return found && fileOf ? { ...page, file: fileOf(found.doc.operation.pointer) } : page;
}

/** The files beside the pages, except the sitemap. */
const OTHER_FILES = ["reference.html", "llms.txt", "llms-full.txt", "openapi.json", "openapi.yaml"];

function checkTexts(profile: Profile, document: OpenApi, operations: OperationPaths, editions: readonly Edition[]): void {
	const { start, guides = [], deprecation, verification, changes } = profile;
	const pages = ["index", "changes", ...guides.map(({ path }) => path), ...operations.values()];
	const files = new Set([
		...pages.flatMap((page) => [`${page}.html`, `${page}.md`]),
		...OTHER_FILES,
		...editions.map(({ path }) => path),
	]);
	const isText = (text: ProfileText | undefined): text is ProfileText => text !== undefined;
	const anchors = new Map(guides.map((text) => [text.path, anchorsOf(text)]));
	if (start) anchors.set("index", anchorsOf(start));
	if (changes) anchors.set("changes", anchorsOf(changes));
	const texts = [start, ...guides, deprecation, verification, changes].filter(isText);
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
			const input = { doc, samples, deprecation, sources };
			return isWebhook(doc.operation) ? webhookPage({ ...input, webhook: doc.operation, verification }) : operationPage(input);
		}),
		changePage(profile, model.document),
	];
	return pages.map((page) => ({ ...page, content: withAnchors(page.content) }));
}

function printPages(pages: readonly Page[], frame: Frame, operations: OperationPaths): GeneratedFile[] {
	const fromRoot = (to: string) => resolveLink(to, { from: "", extension: "md", operations });
	const printed = pages.map(({ content }) => nodesToMarkdown(content, (to) => markRoot(fromRoot(to))));
	const files = pages.flatMap((page, index) => [
		{ path: `${page.path}.html`, content: printPage(page, frame) },
		{ path: `${page.path}.md`, content: relinkFrom(page.path, printed[index] ?? "") },
	]);
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
