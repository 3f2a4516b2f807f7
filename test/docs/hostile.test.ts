import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readProfile } from "../../docs/profile.ts";
import { code, namedTable, text } from "../../scripts/docs/nodes.ts";
import { nodesToMarkdown } from "../../scripts/docs/print-markdown.ts";
import { serveFiles } from "../../scripts/docs/serve.ts";
import { buildSite } from "../../scripts/docs/site.ts";
import { buildModel } from "../../scripts/pipeline/build-model.ts";
import { extensionsOn } from "../../scripts/pipeline/extensions.ts";
import type { GeneratedFile } from "../../scripts/pipeline/model.ts";
import type { OpenApi } from "../../scripts/pipeline/openapi.ts";
import { groupBy } from "../../src/core/operation/group-by.ts";
import { payloads } from "../fixtures/toy/generated/payloads.ts";
import { renderPermissively } from "../render-markdown.ts";
import { launchBrowser, noBrowser, openPage, waitForHeading, waitUntilDrawn } from "../support/browser.ts";
import { readModel, textOf } from "./project-site.ts";

/** Every way that text could become something that runs, loads or changes the page around it. */
const EVIL = [
	"<script>window.pwned=1</script>",
	'<img src=x onerror="window.pwned=2">',
	'"onerror="window.pwned=3" x="',
	"'onmouseover='window.pwned=3",
	"[click](javascript:window.pwned=4)",
	"[click]( java\tscript:window.pwned=4 )",
	"[data](data:text/html,<script>window.pwned=4</script>)",
	"![picture](https://evil.invalid/x.png)",
	"<https://evil.invalid/auto> <javascript:window.pwned=4>",
	"</code></pre></script></style></title><svg onload=window.pwned=5>",
	"<!-- --><iframe srcdoc='<script>parent.pwned=6</script>'></iframe>",
	"{{constructor.constructor('window.pwned=7')()}} {% include 'x' %} {% partial file='x' /%} $\x7bwindow.pwned=7}",
	"`<b onclick=window.pwned=8>` ``` ~~~ $& $` $'",
	"&lt;script&gt;window.pwned=9&lt;/script&gt; &#60;script>window.pwned=9&#60;/script>",
].join(" ");
const BLOCKS = [
	EVIL,
	"# HEADING-INJECTED",
	"HEADING-INJECTED\n===",
	"| CELL-INJECTED | b |\n| --- | --- |\n| c | d |",
	"```\n</code></pre><script>window.pwned=10</script>\n```",
	"    <script>window.pwned=11</script>",
	"> quote <img src=x onerror=window.pwned=12>",
	"1. one\n2. [two](javascript:window.pwned=13)",
	"[ref]: javascript:window.pwned=14\n\n[ref] [x][ref]",
	"<div onclick='window.pwned=15'>\n\nblock\n\n</div>",
	"---",
	'{% code src="x" %}\n{% /code %}',
].join("\n\n");

/** Members that hold Markdown, or a text of one line. */
const TEXTS: Readonly<Record<string, string>> = {
	description: BLOCKS,
	summary: EVIL,
	title: EVIL,
	termsOfService: "javascript:window.pwned=16",
	"x-displayName": EVIL,
};

/** Puts the text everywhere that text can be: titles, descriptions, names, values. */
function poison(node: unknown, parent = ""): unknown {
	if (Array.isArray(node)) return node.map((item) => poison(item, parent));
	if (typeof node !== "object" || node === null) return node;
	const named = ["properties", "examples", "headers"].includes(parent);
	// Facts for the contract tests, which are read in the bodies of operations only; most operations are left out.
	const shown = Object.entries(node).filter(([key]) => named || !extensionsOn("schema").includes(key));
	const entries = shown.map(([key, value]): [string, unknown] => {
		if (!named && key === "x-source") return [key, EVIL];
		if (!named && typeof value === "string" && key in TEXTS) return [key, TEXTS[key]];
		if (!named && ["default", "const", "pattern"].includes(key) && typeof value === "string") return [key, EVIL];
		return [key, poison(value, key)];
	});
	const poisoned = Object.fromEntries(entries) as Record<string, unknown>;
	if (parent === "properties")
		poisoned[EVIL] = { type: "string", description: BLOCKS, default: EVIL, enum: [EVIL], example: EVIL };
	if (parent === "examples") poisoned[EVIL] = { summary: EVIL, value: { [EVIL]: EVIL } };
	// Whatever can have a description gets one.
	if ("operationId" in poisoned || "schema" in poisoned || "type" in poisoned || "content" in poisoned)
		poisoned.description = BLOCKS;
	if ("operationId" in poisoned)
		Object.assign(poisoned, {
			summary: EVIL,
			"x-source": EVIL,
			externalDocs: { url: "javascript:window.pwned=17", description: EVIL },
		});
	return poisoned;
}

const isOfBooks = (operation: object) => "tags" in operation && (operation.tags as string[]).includes("Books");

async function hostileSite(): Promise<{ files: readonly GeneratedFile[]; pageNames: readonly string[]; ids: readonly string[] }> {
	const toy = structuredClone((await readModel("test/fixtures/toy/redocly.yaml")).document);
	// Each operation is opened in the browser: those of one tag have every kind of text.
	toy.paths = Object.fromEntries(Object.entries(toy.paths ?? {}).filter(([, item]) => Object.values(item).some(isOfBooks)));
	// Two would have the same event.
	toy.webhooks = Object.fromEntries(Object.entries(toy.webhooks ?? {}).slice(0, 1));
	const document = poison(toy) as OpenApi & Record<string, unknown>;
	Object.assign(document.info, {
		title: EVIL,
		description: BLOCKS,
		summary: EVIL,
		contact: { name: EVIL, url: "javascript:window.pwned=18" },
	});
	document["x-sources"] = { [EVIL]: EVIL };
	document.tags = [
		{ name: "Books", description: BLOCKS, "x-displayName": EVIL, externalDocs: { url: "javascript:window.pwned=19" } },
	];
	for (const component of Object.values(document.components ?? {})) {
		for (const node of Object.values(component as Record<string, Record<string, unknown>>)) node["x-source"] = EVIL;
	}
	const model = buildModel(document);
	const texts = {
		start: textOf("# Toy\n\nBooks."),
		deprecation: textOf("Gone."),
		verification: textOf("Look at it."),
		changes: textOf("## Version 1.0.0"),
	};
	// The playground has a test of its own.
	const { playground: _, ...own } = readProfile();
	const profile = { ...own, ...texts, guides: [], name: EVIL };
	const files = await buildSite({
		model,
		profile,
	});
	const [operations, webhooks] = [model.operations.map(({ id }) => id), model.webhooks.map(({ id }) => id)];
	const pageNames = [...operations.map((id) => `operations/${id}`), ...webhooks.map((id) => `webhooks/${id}`)];
	return { files, pageNames, ids: [...operations, ...webhooks] };
}

const { files, pageNames, ids } = await hostileSite();
const pages = files.filter(({ path }) => path.endsWith(".html"));

test("the text is in the pages", () => {
	const shown = files.filter(({ path }) => /^(?:operations|webhooks)\//.test(path));
	expect(new Set(shown.map(({ path }) => path.slice(0, path.lastIndexOf("."))))).toEqual(new Set(pageNames));
	for (const { path, content } of shown) expect(content, path).toContain("pwned=1");
	const described = Object.entries(payloads.operations).filter(([, { tags }]) => tags.includes("Books"));
	expect(ids).toEqual([...described.map(([id]) => id), "bookLend"]);
});

test("in Markdown, even for readers that take HTML, it stays text", () => {
	for (const { path, content } of files.filter((file) => /\.(?:md|txt)$/.test(file.path))) {
		const html = renderPermissively(content);
		const text = html.replace(/<(?:code|pre)[^>]*>[\s\S]*?<\/(?:code|pre)>/g, "");
		expect(
			text.match(/<(?!\/?(?:h[1-6]|p|ul|ol|li|a|strong|em|code|pre|table|thead|tbody|tr|t[hd]|blockquote|hr|br)\b)[^>]*>/g),
			path,
		).toBeNull();
		expect(text.match(/<[^>]* (?:on\w+|src|style)=/g), path).toBeNull();
		const targets = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, to = ""]) => to);
		expect(
			targets.filter((to) => /^(?!https?:)[a-z]+:/i.test(to)),
			path,
		).toEqual([]);
		expect(html.match(/<(h\d|td|th)[^>]*>(?:HEADING|CELL)-INJECTED/g), path).toBeNull();
	}
});

test.each(["|", "\\|", "\\\\|", "`|", "|`", "\\"])("code with %s in a table ends neither its cell nor itself", (bars) => {
	const value = `a${bars}<b onclick=window.pwned=20>`;
	const markdown = nodesToMarkdown([namedTable("x", ["x", "y"], [[[code(value)], [text("end")]]])], (to) => to);
	const html = renderPermissively(markdown);
	expect(html).not.toContain("<b ");
	expect(html).toMatch(/<td>end<\/td>/);
	expect(html.replace(/<\/?code>/g, "").replaceAll("&lt;", "<")).toContain(`<td>${value}</td>`);
});

test("in HTML it makes no tag, no attribute and no address", () => {
	for (const { path, content } of pages.filter((page) => page.path !== "reference.html")) {
		const script = /<script defer src="(?:\.\.\/)?site\.js"><\/script>/;
		const tags = content.replace(script, "").match(/<[a-z!/][^>]*>/gi) ?? [];
		expect(
			tags.filter((tag) =>
				/pwned|<script|<iframe|<svg|<img| on\w+=|javascript:/i.test(
					tag.replace(/"[^"]*"/g, (value) => (value.startsWith('"javascript:') ? value : '""')),
				),
			),
			path,
		).toEqual([]);
		expect(content.match(/<h\d[^>]*>HEADING-INJECTED/g), path).toBeNull();
	}
});

describe.skipIf(noBrowser)("in Chromium", () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launchBrowser();
	});
	afterAll(() => browser?.close());

	test.each(["with its policy", "without its policy"])("nothing of it runs or loads on any page, %s", async (kind) => {
		const shown =
			kind === "with its policy"
				? files
				: files.map(({ path, content }) => ({
						path,
						content: content.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""),
					}));
		const server = await serveFiles(shown, 0);
		const context = await browser.newContext();
		const all = [...pages.map(({ path }) => path), ...ids.map((id) => `reference.html#operation/${id}`)];
		// With the policy, the reference alone could differ: the static pages have nothing that it forbids.
		// The reference draws its operations by the same code: three of them are gone to.
		const views = all.filter((view, at) => (view.includes("#") ? at < pages.length + 3 : kind === "without its policy"));
		// One tab for the reference: when it is left, what it loads for its workers fails.
		for (const group of groupBy(views, (view) => view.startsWith("reference.html")).values()) {
			const { page, watch } = await openPage(context, `${server.url}/${group[0]}`);
			for (const view of group) {
				if (view !== group[0]) await page.goto(`${server.url}/${view}`);
				if (view.includes("#")) {
					// Redoc replaces the address when it gets to the operation.
					await page.waitForURL(/#\/\w+\/\w+$/);
					await waitForHeading(page, "window.pwned=1");
					await waitUntilDrawn(page);
				}
				const found = await page.evaluate(() => {
					const elements = [...document.querySelectorAll("*")];
					const handlers = elements.filter((element) => [...element.attributes].some(({ name }) => /^on/.test(name)));
					const targets = [...document.querySelectorAll("[href], [src], [srcdoc]")].flatMap((element) =>
						["href", "src", "srcdoc"].map((name) => element.getAttribute(name) ?? ""),
					);
					const bad = targets.filter((target) => /^\s*(?:j\s*a\s*v\s*a\s*script|data:text|vbscript)/i.test(target));
					for (const element of document.querySelectorAll<HTMLElement>("main a, #redoc [title]"))
						element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
					return {
						handlers: handlers.map(({ outerHTML }) => outerHTML.slice(0, 200)),
						bad,
						pwned: (globalThis as { pwned?: unknown }).pwned ?? null,
					};
				});
				expect({ view, ...found }).toEqual({ view, handlers: [], bad: [], pwned: null });
				expect({ view, ...watch }).toEqual({ view, foreign: [], errors: [] });
			}
		}
		await context.close();
		await server.close();
	});
});
