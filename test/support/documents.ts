import { readdirSync, readFileSync } from "node:fs";

/** The texts for people who use the project: the README, and every text of `docs/`. */
export const GUIDES: readonly string[] = [
	"README.md",
	...readdirSync("docs")
		.filter((name) => name.endsWith(".md"))
		.sort()
		.map((name) => `docs/${name}`),
];

/** A fenced block of code of a text. */
export interface CodeBlock {
	readonly document: string;
	/** The line of its first line of code, from 1. */
	readonly line: number;
	/** Empty without one. */
	readonly language: string;
	readonly code: string;
}

/** The address that the texts give a sandbox. Tests replace it by one of their own. */
export const SANDBOX_ADDRESS = "http://127.0.0.1:4010";

/** Lists the blocks of code of some texts, all or those in a language. */
export function codeBlocks(language?: string, documents: readonly string[] = GUIDES): CodeBlock[] {
	return documents.flatMap(blocksOf).filter((block) => language === undefined || block.language === language);
}

function blocksOf(document: string): CodeBlock[] {
	const text = readFileSync(document, "utf8");
	return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ index, 1: language = "", 2: code = "" }) => ({
		document,
		line: text.slice(0, index).split("\n").length + 1,
		language,
		code,
	}));
}

/**
 * The one block of a text that contains some words.
 *
 * @throws {Error} if there is none, or more than one
 */
export function blockWith(document: string, words: string): CodeBlock {
	const found = codeBlocks(undefined, [document]).filter(({ code }) => code.includes(words));
	const [block] = found;
	if (block === undefined || found.length > 1)
		throw new Error(`${document}: expected one block with ${words}, found ${found.length}`);
	return block;
}

/** The commands of a block of `sh`, without comments; one that continues on the next line is one. */
export function commandsOf({ code }: CodeBlock): string[] {
	return code
		.replace(/\\\n\s*/g, "")
		.split("\n")
		.map((line) => line.replace(/(?:^|\s+)#.*$/, "").trim())
		.filter((line) => line !== "");
}
