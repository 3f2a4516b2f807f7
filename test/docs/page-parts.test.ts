import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { bundleScript } from "../../scripts/docs/bundle-script.ts";
import { contentsOf, withAnchors } from "../../scripts/docs/headings.ts";
import { pageStyle } from "../../scripts/docs/layout.ts";
import { box, heading } from "../../scripts/docs/nodes.ts";
import { patternWords } from "../../scripts/docs/pattern-words.ts";
import { nodesToMarkdown } from "../../scripts/docs/print-markdown.ts";
import { serveFiles } from "../../scripts/docs/serve.ts";
import { launchBrowser, noBrowser, openPage } from "../support/browser.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test.each([
	["^AB[0-9a-fA-F]{32}$", "`AB` followed by 32 hexadecimal digits"],
	["^AB[a-fA-F0-9]{32}$", "`AB` followed by 32 hexadecimal digits"],
	["^[a-zA-Z]{2}[0-9a-f]{8}$", "2 letters followed by 8 lowercase hexadecimal digits"],
	["^bk_[0-9a-z]{8}$", "`bk_` followed by 8 digits or lowercase letters"],
	["^\\d{1,3}$", "1 to 3 digits"],
	["^v\\d+\\.\\d*$", undefined],
	["^v\\d+\\.$", "`v` followed by one or more digits followed by `.`"],
	["^[A-Z]$", "a capital letter"],
	["^[a-z]{3,}$", "at least 3 lowercase letters"],
	["^x?$", undefined],
	["^ab+$", undefined],
	["^(a|b)$", undefined],
	["^[^a-z]$", undefined],
	["^[a-y]$", undefined],
	["^a.c$", undefined],
	["^a|b$", undefined],
	["[0-9]{4}", undefined],
	["^[0-9]{4}", undefined],
])("the pattern %s in words: %s", (pattern, words) => {
	const phrase = patternWords(pattern);
	const printed = phrase && nodesToMarkdown([{ type: "paragraph", children: phrase }], (to) => to).trim();
	expect(printed?.replaceAll("\\", "")).toBe(words);
});

test("each heading has an anchor of its own, also in boxes, whose headings no list of contents names", () => {
	const content = withAnchors([
		heading(1, "A page"),
		heading(2, "One"),
		box("div", {}, [heading(3, "One")]),
		heading(2, "!"),
		heading(3, "Two", "own"),
	]);
	expect(contentsOf(content).map(({ id, depth }) => `${depth} ${id}`)).toEqual(["2 one", "2 section", "3 own"]);
	expect(JSON.stringify(content)).toContain('"id":"one-1"');
});

test("a script is one classic script; what cannot be bundled is reported by file and line", async () => {
	const script = await bundleScript("scripts/docs/page-script/main.ts");
	expect(script).toMatch(/^(?:"use strict";)?\(\(\)=>\{/);
	expect(script).not.toMatch(/\b(?:eval|import)\b|innerHTML/);
	const folder = temporaryFolder("script", { whenDone: onTestFinished, inProject: true });
	const entry = join(folder, "wrong.ts");
	writeFileSync(entry, 'import { gone } from "./gone.ts";\ngone();\n');
	const error = await bundleScript(entry).catch(String);
	expect(error).toContain(`\n${relative(".", entry)}:1:22 Could not resolve "./gone.ts"`);
});

describe.skipIf(noBrowser)("in Chromium", () => {
	test("code is copied without a clipboard, too; with forced colours, the shown alternative stands out", async () => {
		const panel = (title: string) => `<div class="panel"><h3>${title}</h3><pre>code of ${title}</pre></div>`;
		const tabs = `<div class="tabs languages">${panel("one")}${panel("two")}</div>`;
		const html = `<!DOCTYPE html><link rel="icon" href="data:,"><style>${await pageStyle({})}</style><main>${tabs}</main><script src="site.js"></script>`;
		const script = await bundleScript("scripts/docs/page-script/main.ts");
		const server = await serveFiles(
			[
				{ path: "index.html", content: html },
				{ path: "site.js", content: script },
			],
			0,
		);
		const browser = await launchBrowser();
		onTestFinished(async () => {
			await browser.close();
			await server.close();
		});
		const context = await browser.newContext({ reducedMotion: "reduce", forcedColors: "active" });
		await context.addInitScript(() => {
			Object.defineProperty(navigator, "clipboard", { value: undefined });
			document.addEventListener("copy", () => {
				Object.assign(globalThis, { copied: (document.activeElement as HTMLTextAreaElement).value });
			});
		});
		const { page, watch } = await openPage(context, `${server.url}/index.html`);
		const lines = await page.getByRole("tab").evaluateAll((all) => all.map((tab) => getComputedStyle(tab).borderBottomColor));
		expect(new Set(lines).size).toBe(2);
		await page.getByRole("tab", { name: "two" }).click();
		await page.getByRole("button", { name: "Copy" }).click();
		await page.getByRole("button", { name: "Copied" }).waitFor();
		expect(await page.evaluate(() => (globalThis as { copied?: string }).copied)).toBe("code of two");
		expect(await page.evaluate(() => document.activeElement?.className)).toBe("copy");
		expect(watch).toEqual({ foreign: [], errors: [] });
	});
});
