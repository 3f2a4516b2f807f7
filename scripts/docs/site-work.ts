import type { GeneratedFile } from "../pipeline/model.ts";
import { bundleScript } from "./bundle-script.ts";
import { type MarkdownInput, markdownFiles } from "./markdown-files.ts";

/** What can be done for a site in another thread: it takes and returns values alone. */
export interface SiteWork {
	/** See `bundleScript`. */
	bundleScript(entry: string): Promise<string>;
	/** See `markdownFiles`. */
	printMarkdown(input: MarkdownInput): Promise<readonly GeneratedFile[]>;
}

/** Does the work in this thread. */
export const siteWork: SiteWork = { bundleScript, printMarkdown: async (input) => markdownFiles(input) };
