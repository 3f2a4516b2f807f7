import { resolve } from "node:path";
import { readProfile } from "../../docs/profile.ts";
import type { ProfileText } from "../../scripts/docs/profile.ts";
import { exampleSeed } from "../../scripts/docs/seed.ts";
import { buildSite } from "../../scripts/docs/site.ts";
import { buildModel } from "../../scripts/pipeline/build-model.ts";
import { createLoader } from "../../scripts/pipeline/load.ts";
import type { GeneratedFile, Model } from "../../scripts/pipeline/model.ts";

/** Reads the description of the project, or of a fixture. */
export async function readModel(config = "redocly.yaml"): Promise<Model> {
	const loader = await createLoader(resolve(config));
	const [api] = loader.apis;
	if (api === undefined) throw new Error(`${config}: expected a description`);
	return buildModel((await loader.bundle(api)).bundle);
}

/** The site as it is published. */
export async function buildProjectSite(): Promise<{ model: Model; files: readonly GeneratedFile[] }> {
	const model = await readModel();
	return { model, files: await buildSite({ model, profile: readProfile() }) };
}

/** The content of a file of a site. */
export function contentOf(files: readonly GeneratedFile[], path: string): string {
	const file = files.find((candidate) => candidate.path === path);
	if (file === undefined) throw new Error(`expected the site to have ${path}`);
	return file.content;
}

export { exampleSeed };

/** A text of a project. */
export function textOf(markdown: string): ProfileText {
	return { file: "docs/text.md", markdown };
}

/** Takes the escapes of HTML away. */
export function unescapeHtml(html: string): string {
	const characters: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
	return html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => characters[name] ?? "");
}

/** A sample as a static page shows it. */
export interface ShownSample {
	/** Or the webhook. */
	readonly operation: string;
	readonly writer: string;
	readonly call: string;
	readonly source: string;
}

/** Reads every sample off the static pages of operations, or of webhooks. */
export function samplesOn(files: readonly GeneratedFile[], folder: "operations" | "webhooks" = "operations"): ShownSample[] {
	return files.flatMap(({ path, content }) => {
		const [, shownIn, operation = ""] = /^(\w+)\/(.+)\.html$/.exec(path) ?? [];
		if (shownIn !== folder) return [];
		const blocks = content.matchAll(/<code class="[^"]*" data-sample="([^"]*)" data-call="([^"]*)">([\s\S]*?)<\/code>/g);
		return [...blocks].map(([, writer = "", call = "", source = ""]) => ({
			operation,
			writer,
			call,
			source: codeText(source),
		}));
	});
}

/** The text of code whose words are marked. */
export function codeText(html: string): string {
	return unescapeHtml(html.replace(/<\/?span[^>]*>/g, ""));
}

/** The texts of all blocks of code of a page in a language. */
export function codeBlocks(html: string, language: string): string[] {
	const blocks = html.matchAll(new RegExp(`<pre[^>]*><code class="language-${language}"[^>]*>([\\s\\S]*?)</code>`, "g"));
	return [...blocks].map(([, code = ""]) => codeText(code));
}

/** Reads a form that a page shows as `name = value` lines, as it is encoded. */
export function encodedForm(shown: string): string {
	const fields = shown.split("\n").map((line) => {
		const [, name = "", value = ""] = /^(.+?) = (.*)$/.exec(line) ?? [];
		return [name, value.startsWith('"') ? JSON.parse(value) : value];
	});
	return new URLSearchParams(fields).toString();
}

/** The content of a page, without what is around it. */
export function mainOf(html: string): string {
	return html.slice(html.indexOf("<main"));
}
