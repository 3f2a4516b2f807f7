import type { GeneratedFile, Model } from "../pipeline/model.ts";
import type { Page } from "./blocks.ts";
import { type OperationFacts, readOperations } from "./facts.ts";
import { printLlms, printLlmsFull, printSitemap } from "./indexes.ts";
import { type Frame, printPage } from "./layout.ts";
import { operationPage } from "./operation-page.ts";
import { changePage, startPage } from "./other-pages.ts";
import { printMarkdown } from "./print-markdown.ts";
import type { Profile, Version } from "./profile.ts";
import { buildReference } from "./reference.ts";
import { codeSamples, referenceDocument } from "./reference-document.ts";
import type { Sample, Target } from "./samples/sample.ts";
import { writeSamples } from "./samples/write.ts";
import { stringifyYaml } from "./yaml.ts";

export interface SiteInput {
	readonly model: Model;
	readonly profile: Profile;
	/** The newest first. */
	readonly versions: readonly Version[];
	/** Where the samples send their requests, instead of to the operations' own servers. */
	readonly target?: Target;
	/** The address that the site will have, for the site map. */
	readonly address?: string;
}

/**
 * Builds the site: the same input gives the same files, byte for byte. Nothing is written.
 *
 * @throws {Error} where the profile links to what is not there, or Redocly fails
 */
export async function buildSite({ model, profile, versions, target, address }: SiteInput): Promise<GeneratedFile[]> {
	const operations = readOperations(model);
	const ids = new Set(operations.map(({ operation }) => operation.id));
	const sampled = operations.map((facts) => ({
		facts,
		samples: writeSamples(facts, profile.writers, target ?? published(profile)),
	}));
	const reference = buildReference(
		referenceDocument({
			document: model.document,
			operations: sampled,
			deprecation: profile.deprecation,
			context: { from: "reference", extension: "html", operations: ids },
		}),
		sampled.flatMap(({ samples }) => codeSamples(samples)),
	);
	// While Redocly works, the rest is made; a failure there is told when it is waited for.
	reference.catch(() => {});
	const pages = pagesOf({ model, profile, versions }, sampled);
	const files = [...printPages(pages, { siteName: profile.name, operations }, ids), ...descriptionFiles(model)];
	files.push({ path: "reference.html", content: await reference });
	const html = files.map(({ path }) => path).filter((path) => path.endsWith(".html"));
	files.push({ path: "sitemap.xml", content: printSitemap([...html].sort(), address) });
	return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function published({ credentials }: Profile): Target {
	if (credentials === undefined) return {};
	return { credentials: { username: { variable: credentials.username }, password: { variable: credentials.password } } };
}

function pagesOf(
	{ model, profile, versions }: Pick<SiteInput, "model" | "profile" | "versions">,
	operations: readonly { facts: OperationFacts; samples: readonly Sample[] }[],
): Page[] {
	const sources = model.document["x-sources"] ?? {};
	const { deprecation } = profile;
	return [
		startPage(
			profile,
			operations.map(({ facts }) => facts),
		),
		...operations.map(({ facts, samples }) => operationPage({ facts, samples, deprecation, sources })),
		changePage(versions, model.document.info.version),
	];
}

function printPages(pages: readonly Page[], frame: Frame, operations: ReadonlySet<string>): GeneratedFile[] {
	const printed = pages.map((page) => {
		const markdown = printMarkdown(page.blocks, { from: page.path, extension: "md", operations });
		return { page, markdown, html: printPage(page, frame) };
	});
	const [start] = pages;
	return [
		...printed.flatMap(({ page, markdown, html }) => [
			{ path: `${page.path}.html`, content: html },
			{ path: `${page.path}.md`, content: markdown },
		]),
		{ path: "llms.txt", content: printLlms(pages, frame.siteName, start?.summary ?? "") },
		// The links of the pages are relative to where they stand, and mean nothing elsewhere.
		{
			path: "llms-full.txt",
			content: printLlmsFull(
				pages.map(({ blocks }) => ({ markdown: printMarkdown(blocks, { from: "llms-full", extension: "md", operations }) })),
			),
		},
	];
}

function descriptionFiles({ document }: Model): GeneratedFile[] {
	return [
		{ path: "openapi.json", content: `${JSON.stringify(document, null, 2)}\n` },
		{ path: "openapi.yaml", content: stringifyYaml(document) },
	];
}
