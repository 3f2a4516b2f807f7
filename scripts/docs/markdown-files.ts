import type { GeneratedFile } from "../pipeline/model.ts";
import { printLlms } from "./indexes.ts";
import { type OperationPaths, relativeTo, resolveLink } from "./links.ts";
import type { Page } from "./nodes.ts";
import { nodesToMarkdown } from "./print-markdown.ts";

/** What the Markdown of a site is printed from: values alone, which can be sent to another thread. */
export interface MarkdownInput {
	readonly pages: readonly Page[];
	readonly siteName: string;
	readonly operations: OperationPaths;
}

/** Prints each page as Markdown, all of them in one file, and their index. */
export function markdownFiles({ pages, siteName, operations }: MarkdownInput): GeneratedFile[] {
	const fromRoot = (to: string) => resolveLink(to, { from: "", extension: "md", operations });
	const printed = pages.map(({ path, content }) => ({
		path,
		markdown: nodesToMarkdown(content, (to) => markRoot(fromRoot(to))),
	}));
	const [start] = pages;
	return [
		...printed.map(({ path, markdown }) => ({ path: `${path}.md`, content: relinkFrom(path, markdown) })),
		{ path: "llms.txt", content: printLlms(pages, siteName, start?.summary ?? "", fromRoot) },
		{ path: "llms-full.txt", content: printed.map(({ markdown }) => relinkFrom("llms-full", markdown)).join("\n---\n\n") },
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
