import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createContext, runInContext } from "node:vm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { readProfile } from "../../docs/profile.ts";
import { plainProfile } from "../../scripts/docs/plain-profile.ts";
import { publish } from "../../scripts/docs/publish.ts";
import { trusted } from "../../scripts/docs/read-markdown.ts";
import type { SearchData, SearchSite } from "../../scripts/docs/search/search-data.ts";
import { serveFiles } from "../../scripts/docs/serve.ts";
import { buildWithoutReference } from "../../scripts/docs/site.ts";
import { describeOperations } from "../../scripts/pipeline/describe-operations.ts";
import type { GeneratedFile } from "../../scripts/pipeline/model.ts";
import { launchBrowser, noBrowser, openPage } from "../support/browser.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { contentOf, readModel, textOf } from "./project-site.ts";

const model = await readModel();
const profile = readProfile();
const files = await buildWithoutReference({ model, profile });
const { searchSite, siteSearchData } = load(files);
const docs = describeOperations(model);

/** Runs the script of the search as a page does. */
function load(site: readonly GeneratedFile[]): { searchSite: SearchSite; siteSearchData: SearchData } {
	const scope = createContext({});
	runInContext(contentOf(site, "search-index.js"), scope);
	return scope as ReturnType<typeof load>;
}

/** The page that is found first, and the part of it. */
function firstOf(query: string): string {
	const [first] = searchSite(query);
	const anchor = first?.hits[0]?.anchor;
	return first === undefined ? "nothing" : `${first.page.path}${anchor ? `#${anchor}` : ""}`;
}

const pageOf = (id: string) => `${model.webhooks.some((webhook) => webhook.id === id) ? "webhooks" : "operations"}/${id}.html`;

test("an operationId or the name of a webhook finds its page first, in any case", () => {
	const ids = [...model.operations, ...model.webhooks].map(({ id }) => id);
	expect(ids.length).toBeGreaterThan(10);
	expect(ids.map(firstOf)).toEqual(ids.map(pageOf));
	expect(ids.map((id) => firstOf(id.toLowerCase()))).toEqual(ids.map(pageOf));
	expect(ids.map((id) => firstOf(` ${id.slice(0, -1)}`)).filter((page) => !/^(?:operations|webhooks)\//.test(page))).toEqual([]);
});

test("a method with a path, a title, and an address with values find the operation first, and a path one that has it", () => {
	for (const { id, summary, descriptor } of model.operations) {
		const { method, path, server } = descriptor;
		const address = `${server}${path.replace(/\{\w+\}/g, "aa11")}?x=1`;
		expect([`${method} ${path}`, summary, `${method.toLowerCase()} ${address}`].map(firstOf)).toEqual(Array(3).fill(pageOf(id)));
		const same = model.operations.filter((other) => other.descriptor.path === path).map((other) => pageOf(other.id));
		expect(same).toContain(firstOf(path));
		expect(same).toContain(firstOf(address));
	}
});

test("the name of a parameter or a field finds a page that has it first, and a code or message of an error one that documents it", () => {
	const named = new Map<string, string[]>();
	const note = (name: string, id: string) => named.set(name, [...(named.get(name) ?? []), pageOf(id)]);
	for (const { operation, parameters, body, responses } of docs) {
		for (const { name } of [...parameters, ...(body?.members ?? [])]) note(name, operation.id);
		for (const { examples } of responses.filter(({ status }) => !status.startsWith("2"))) {
			for (const { value } of examples) {
				const { code, message } = value as { code?: number; message?: string };
				if (code !== undefined && message !== undefined) for (const said of [String(code), message]) note(said, operation.id);
			}
		}
	}
	expect(named.size).toBeGreaterThan(40);
	const wrong = [...named].filter(([name, pages]) => !pages.includes(searchSite(name)[0]?.page.path ?? ""));
	expect(wrong.map(([name]) => `${name}: ${firstOf(name)}`)).toEqual([]);
});

test.each([
	["paging", "index.html#paging"],
	["sandbox", "sandbox.html"],
	["retry", "client.html#errors-and-retries"],
	["verify a signature", "webhooks.html#verify"],
	["signatrue pitfalls", "webhooks.html#pitfalls"],
	["changes", "changes.html"],
])("%s finds %s first", (query, first) => {
	expect(firstOf(query)).toBe(first);
});

test("each heading of a guide finds its section, and what is nowhere finds nothing", () => {
	for (const { path, markdown } of profile.guides ?? []) {
		const ids = trusted(markdown).flatMap((node) =>
			node.type === "heading" && node.depth > 1 ? [node.data?.hProperties?.id] : [],
		);
		const entries = siteSearchData.entries.filter(({ page }) => siteSearchData.pages[page]?.path === `${path}.html`);
		expect(entries.map(({ anchor }) => anchor)).toEqual(["", ...ids]);
		for (const { name } of entries)
			expect(
				searchSite(name).map(({ page }) => page.path),
				name,
			).toContain(`${path}.html`);
	}
	expect([searchSite(""), searchSite(" \n"), searchSite("xyzzyx")]).toEqual([[], [], []]);
});

test("every result leads to a place that exists", () => {
	for (const { page, anchor } of siteSearchData.entries) {
		const { path = "" } = siteSearchData.pages[page] ?? {};
		const html = contentOf(files, path);
		expect(anchor === "" || html.includes(` id="${anchor}"`), `${path}#${anchor}`).toBe(true);
	}
	expect(siteSearchData.entries.length).toBeGreaterThan(300);
});

/** Names that objects of JavaScript have, and texts that would be markup or end a script. */
const EVIL = "__proto__ constructor </script><img src=x onerror=window.pwned=1> \u2028 $& \\";

async function hostileSite(): Promise<readonly GeneratedFile[]> {
	const toy = await readModel("test/fixtures/toy/redocly.yaml");
	const guides = [{ path: "evil", ...textOf(`# ${EVIL}\n\n${EVIL}\n\n## ${EVIL}\n\n\`${EVIL}\` hostile`) }];
	const footer = textOf(`${EVIL} [x](index.html)`);
	return buildWithoutReference({ model: toy, profile: { ...plainProfile(toy), name: EVIL, guides, footer } });
}

test("a hostile text is found as text", async () => {
	const evil = load(await hostileSite());
	for (const query of ["__proto__", "constructor", "onerror", "$&", "\\", "[", "(a+)+$", EVIL, "x".repeat(10_000)]) {
		expect(() => evil.searchSite(query), query).not.toThrow();
	}
	expect(evil.searchSite("onerror")[0]?.page).toMatchObject({ path: "evil.html" });
});

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(noBrowser)("in Chromium", () => {
	let browser: Browser;
	let server: Awaited<ReturnType<typeof serveFiles>>;
	const folder = join(temporaryFolder("search", { whenDone: afterAll }), "docs");

	beforeAll(async () => {
		browser = await launchBrowser();
		server = await serveFiles(files, 0, "/some/path");
		publish(folder, files);
	});

	afterAll(async () => {
		await browser?.close();
		await server.close();
	});

	const openAt = async (url: string, options: Parameters<Browser["newContext"]>[0] = {}) => {
		const context = await browser.newContext(options);
		onTestFinished(() => context.close());
		return openPage(context, url);
	};
	const box = (page: Page) => page.getByRole("combobox", { name: "Search" });
	const said = (page: Page) => page.locator(".search [role=status]");
	const type = async (page: Page, query: string) => {
		await page.keyboard.type(query);
		await page.waitForFunction(() => document.querySelector(".search [role=status]")?.textContent !== "");
	};

	test.each([
		["a folder", () => pathToFileURL(folder).href],
		["a path of a host", () => server.url],
	])("with a keyboard alone one gets from a page to a section of another, in %s", async (_, site) => {
		const { page, watch } = await openAt(`${site()}/operations/createServiceConversationMessage.html`);
		await page.keyboard.press("/");
		await type(page, "receiver pitfalls");
		expect(await said(page).textContent()).toMatch(/^\d+ results? on \d+ pages?$/);
		await page.keyboard.press("ArrowUp");
		await page.keyboard.press("ArrowDown");
		const option = page.getByRole("option", { selected: true });
		expect(await box(page).getAttribute("aria-activedescendant")).toBe(await option.getAttribute("id"));
		expect(await option.locator("mark").allTextContents()).toContain("Pitfalls");
		await page.keyboard.press("Enter");
		await page.waitForURL(`${site()}/webhooks.html#pitfalls`);
		await page.waitForFunction(() => (document.querySelector("#pitfalls")?.getBoundingClientRect().top ?? 9_999) < 400);
		expect(watch).toEqual({ foreign: [], errors: [] });
	});

	test("Escape closes the list and then clears the box, a slash is written in it, and what is not found is said", async () => {
		const { page } = await openAt(`${server.url}/index.html`);
		await page.keyboard.press("/");
		await type(page, "/v1/nowhere-xyzzyx");
		expect(await box(page).inputValue()).toBe("/v1/nowhere-xyzzyx");
		await page.keyboard.press("Escape");
		expect([await box(page).getAttribute("aria-expanded"), await box(page).inputValue()]).toEqual([
			"false",
			"/v1/nowhere-xyzzyx",
		]);
		await page.keyboard.press("Escape");
		expect(await box(page).inputValue()).toBe("");
		await type(page, "xyzzyx");
		expect(await said(page).textContent()).toBe("Nothing found for “xyzzyx”. Try another word, or fewer.");
		await page.mouse.click(5, 500);
		expect(await box(page).getAttribute("aria-expanded")).toBe("false");
	});

	test.each([1280, 390])("open at a width of %i, it has no fault for axe in either scheme, and fits", async (width) => {
		const { page, watch } = await openAt(`${server.url}/webhooks/onMessageAdd.html`, { viewport: { width, height: 800 } });
		await box(page).focus();
		await type(page, "message sid");
		await page.keyboard.press("ArrowDown");
		const fits = await page.evaluate(() => {
			const { left = -1, right = 9_999 } = document.querySelector(".search .results")?.getBoundingClientRect() ?? {};
			return left >= 0 && right <= innerWidth && document.documentElement.scrollWidth <= innerWidth;
		});
		await page.evaluate(AXE);
		const violations: string[] = [];
		for (const colorScheme of ["light", "dark"] as const) {
			await page.emulateMedia({ colorScheme });
			violations.push(...(await violationsOn(page)));
		}
		expect({ fits, violations, ...watch }).toEqual({ fits: true, violations: [], foreign: [], errors: [] });
	});

	test("the page for unknown paths has the search at any depth, and its results lead to their pages", async () => {
		const site = await buildWithoutReference({ model, profile, root: "/some/path/" });
		const other = await serveFiles(site, 0, "/some/path");
		onTestFinished(() => other.close());
		const { page, watch } = await openAt(`${other.url}/operations/deep/nowhere.html`);
		await page.keyboard.press("/");
		await type(page, "receiver pitfalls");
		await page.keyboard.press("Enter");
		await page.waitForURL(`${other.url}/webhooks.html#pitfalls`);
		const missing = [`404: ${other.url}/operations/deep/nowhere.html`, expect.stringContaining("404 (Not Found)")];
		expect(watch).toEqual({ foreign: [], errors: missing });
	});

	test("without a script there is no box, and without the index the box says so", async () => {
		const { page } = await openAt(`${server.url}/index.html`, { javaScriptEnabled: false });
		expect(await page.locator(".search").isVisible()).toBe(false);
		const partial = await serveFiles(
			files.filter(({ path }) => path !== "search-index.js"),
			0,
		);
		onTestFinished(() => partial.close());
		const { page: other } = await openAt(`${partial.url}/index.html`);
		await box(other).focus();
		await type(other, "x");
		expect(await said(other).textContent()).toBe("The search could not be loaded. Reload the page to try again.");
	});

	test("a hostile text that is found runs nothing", async () => {
		const hostile = await serveFiles(await hostileSite(), 0);
		onTestFinished(() => hostile.close());
		const { page, watch } = await openAt(`${hostile.url}/evil.html`);
		await box(page).focus();
		await type(page, "hostile onerror");
		expect(await page.locator(".search .results").textContent()).toContain("<img src=x onerror=window.pwned=1>");
		expect(await page.evaluate(() => (globalThis as { pwned?: unknown }).pwned ?? document.querySelectorAll("img").length)).toBe(
			0,
		);
		expect(watch).toEqual({ foreign: [], errors: [] });
	});
});

/** What axe, which the page has run, finds in the search. */
function violationsOn(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		interface Axe {
			run(place: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
		}
		const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(".search");
		return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`));
	});
}
