import { type Edition, editionsOf } from "../editions/editions.ts";
import { describeOperations, type OperationDoc } from "../pipeline/describe-operations.ts";
import { type GeneratedFile, isWebhook, type Model } from "../pipeline/model.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import { DescriptionError } from "../pipeline/problem.ts";
import { printYaml } from "../pipeline/redocly-core.ts";
import { anchorsOf, brokenLinks } from "./check-links.ts";
import { printLlms, printSitemap } from "./indexes.ts";
import { type Frame, printPage } from "./layout.ts";
import { type OperationPaths, operationPaths, relativeTo, resolveLink } from "./links.ts";
import type { Page } from "./nodes.ts";
import { operationPage } from "./operation-page.ts";
import { changePage, deprecationNotice, guidePages, missingEntry, startPage } from "./other-pages.ts";
import { buildPlayground } from "./playground.ts";
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
export async function buildSite({ model, profile, target, address }: SiteInput): Promise<GeneratedFile[]> {
	const operations = describeOperations(model);
	const paths = operationPaths(operations);
	const editions = editionsOf(model.document);
	checkTexts(profile, model.document, paths, editions);
	const sampled = operations.map((doc) => ({
		doc,
		samples: writeSamples(doc, writersOf(profile, doc), target ?? published(profile)),
	}));
	const reference = buildReference(
		referenceDocument({
			document: model.document,
			operations: sampled,
			profile,
			context: { from: "reference", extension: "html", operations: paths },
		}),
		sampled.flatMap(({ samples }) => codeSamples(samples)),
	);
	// The pages are printed while Redocly runs. Its failure is reported when its result is awaited.
	reference.catch(() => {});
	const pages = pagesOf({ model, profile, editions }, sampled);
	const frame = { siteName: profile.name, guides: guidePages(profile), operations, playground: profile.playground !== undefined };
	const files = [...printPages(pages, frame, paths), ...descriptionFiles(model), ...editions];
	files.push({ path: "reference.html", content: await reference });
	if (profile.playground !== undefined) {
		files.push(...(await buildPlayground({ model, profile, entry: profile.playground, sandbox: target?.baseUrl })));
	}
	const html = files.map(({ path }) => path).filter((path) => path.endsWith(".html"));
	if (address !== undefined) files.push({ path: "sitemap.xml", content: printSitemap([...html].sort(), address) });
	return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The files beside the pages, except the sitemap. */
const OTHER_FILES = ["playground.html", "reference.html", "llms.txt", "llms-full.txt", "openapi.json", "openapi.yaml"];

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
	operations: readonly { doc: OperationDoc; samples: readonly Sample[] }[],
): Page[] {
	const sources = model.document["x-sources"] ?? {};
	const deprecation = deprecationNotice(profile);
	const verification = trusted(profile.verification?.markdown ?? "");
	const docs = operations.map(({ doc }) => doc);
	return [
		startPage(profile, model.document, docs, editions),
		...guidePages(profile),
		...operations.map(({ doc, samples }) => {
			const input = { doc, samples, deprecation, sources };
			return isWebhook(doc.operation) ? webhookPage({ ...input, webhook: doc.operation, verification }) : operationPage(input);
		}),
		changePage(profile, model.document),
	];
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
