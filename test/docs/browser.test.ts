import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publish } from "../../scripts/docs/publish.ts";
import { serveFiles } from "../../scripts/docs/serve.ts";
import { describeOperations } from "../../scripts/pipeline/describe-operations.ts";
import { groupBy } from "../../src/core/operation/group-by.ts";
import { AXE, violationsOn } from "../support/accessibility.ts";
import { launchBrowser, noBrowser, openPage, waitForHeading, waitUntilDrawn } from "../support/browser.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { buildProjectSite, samplesOn } from "./project-site.ts";

/** Milliseconds to look at every page. */
const ALL_PAGES = 300_000;
/** What differs between the schemes: both have the same elements. */
const CONTRAST = ["color-contrast"];
const SCHEMES = ["light", "dark"] as const;
const DESKTOP = { width: 1280, height: 800 };

const { model, files } = await buildProjectSite();
/** Webhooks too. */
const operations = [...model.operations, ...model.webhooks].map(({ id, summary, tags }) => ({ id, summary, tag: tags[0] ?? "" }));
const staticPages = files.map(({ path }) => path).filter((path) => path.endsWith(".html") && path !== "reference.html");

/**
 * An operation of each kind: what Redoc draws of it differs by its method, whether its path ends in a parameter, its media types,
 * whether it is deprecated, and whether it is a webhook that is waited for.
 */
function oneOfEachKind(): string[] {
	const kinds = groupBy(
		[...model.operations, ...model.webhooks],
		({ descriptor: { method, path, body, deprecated, responses } }) =>
			[method, path.endsWith("}"), path === "", body?.mediaType, deprecated, Object.keys(responses).join()].join(" "),
	);
	return [...kinds.values()].flatMap(([first]) => (first ? [first.id] : []));
}

/** A guide, and pages that differ in what they hold. */
const ONE_OF_EACH_KIND = [
	...["index.html", "webhooks.html", "operations/createServiceConversationMessage.html"],
	...["operations/deleteChannelMessage.html", "operations/listChatMessages.html", "webhooks/onMessageAdd.html"],
];

/** The page with the most samples and values. */
const LARGEST = "operations/createServiceConversationMessage.html";

/** Shows what is behind tabs. @returns whether there was any */
function revealPanels(page: Page): Promise<boolean> {
	return page.evaluate(() => {
		const panels = [...document.querySelectorAll(".panel[hidden]")];
		for (const panel of panels) panel.removeAttribute("hidden");
		return panels.length > 0;
	});
}

describe.skipIf(noBrowser)("in Chromium", () => {
	let browser: Browser;
	let server: Awaited<ReturnType<typeof serveFiles>>;
	const folder = join(temporaryFolder("site", { whenDone: afterAll }), "docs");

	beforeAll(async () => {
		browser = await launchBrowser();
		// Under a path of its own, as a project's page on a shared host.
		server = await serveFiles(files, 0, "/some/path");
		publish(folder, files);
	});

	afterAll(async () => {
		await browser?.close();
		await server.close();
	});

	/** Waits until a view is drawn whole. */
	const shown = async (page: Page, view: string) => {
		const [, id] = /#operation\/(.+)$/.exec(view) ?? [];
		const operation = operations.find((candidate) => candidate.id === id);
		if (operation) await waitForHeading(page, operation.summary);
		else if (view === "reference.html") await page.waitForSelector("html.light, html.dark");
		await waitUntilDrawn(page);
	};

	/** What is wrong with the layout at the width of a phone. */
	const faultsOnPhone = async (page: Page): Promise<string[]> => {
		const size = page.viewportSize();
		await page.setViewportSize({ width: 360, height: 740 });
		const width = await page.evaluate(async () => {
			await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
			return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
		});
		const unreadable = await unreadableOn(page);
		if (size) await page.setViewportSize(size);
		return [...unreadable, ...(width > 360 ? [`${width} wide at the width of a phone`] : [])];
	};

	/**
	 * Visits pages of a site in two tabs at a time. A new tab for each page would take longer than the page.
	 *
	 * @param look what to do on a page, which is drawn whole. Resolves to what is wrong with it
	 * @returns what is wrong, also what the pages asked for and complained of, with the page
	 */
	const visitEach = async (
		context: BrowserContext,
		site: string,
		views: readonly string[],
		look: (page: Page, view: string) => Promise<string[]> = async () => [],
	): Promise<string[]> => {
		const found: string[] = [];
		const waiting = [...views];
		const visitInTab = async () => {
			let tab: Awaited<ReturnType<typeof openPage>> | undefined;
			for (let view = waiting.shift(); view !== undefined; view = waiting.shift()) {
				if (tab === undefined) tab = await openPage(context, `${site}/${view}`);
				else await tab.page.goto(`${site}/${view}`);
				await shown(tab.page, view);
				const faults = await look(tab.page, view);
				const { foreign, errors } = tab.watch;
				found.push(...[...foreign.splice(0), ...errors.splice(0), ...faults].map((fault) => `${view}: ${fault}`));
			}
		};
		await Promise.all([visitInTab(), visitInTab()]);
		return found;
	};

	test("every static page can be read from a folder: it asks nothing of elsewhere, complains of nothing, fits a phone, and every guide and a page of each kind has no serious fault for axe in either scheme, on any tab", {
		timeout: ALL_PAGES,
	}, async () => {
		// Pages of a kind consist of the same parts.
		const kinds = new Set(oneOfEachKind());
		const isJudged = (view: string) =>
			!view.includes("/") || ONE_OF_EACH_KIND.includes(view) || kinds.has(basename(view, ".html"));
		const context = await browser.newContext({ colorScheme: "light", reducedMotion: "reduce", viewport: DESKTOP });
		const heights: [view: string, height: number][] = [];
		const found = await visitEach(context, pathToFileURL(folder).href, staticPages, async (page, view) => {
			heights.push([view, await page.evaluate(() => document.documentElement.scrollHeight)]);
			const faults = await faultsOnPhone(page);
			if (isJudged(view)) {
				await page.evaluate(AXE);
				faults.push(...(await violationsOn(page)));
				if (await revealPanels(page)) faults.push(...(await violationsOn(page, CONTRAST, ".panel")));
				await page.emulateMedia({ colorScheme: "dark" });
				faults.push(...(await violationsOn(page, CONTRAST)));
				await page.emulateMedia({ colorScheme: "light" });
			}
			return faults;
		});
		await context.close();
		expect(found).toEqual([]);
		expect(heights.length).toBeGreaterThan(operations.length);
		const highest = heights.filter(([view]) => view.includes("/")).sort(([, one], [, other]) => other - one);
		console.info(`The highest page of an operation: ${highest[0]?.join(", ")} pixels`);
		expect(highest.filter(([, height]) => height > 8_000)).toEqual([]);
	});

	test("so can one of each kind under a path of a server", async () => {
		const context = await browser.newContext({ reducedMotion: "reduce", viewport: DESKTOP });
		expect(await visitEach(context, server.url, [...ONE_OF_EACH_KIND, "changes.html"])).toEqual([]);
		await context.close();
	});

	test("the reference lands where its address says, at any operation, and draws all of them without a complaint", {
		timeout: ALL_PAGES,
	}, async () => {
		const context = await browser.newContext({ reducedMotion: "reduce" });
		const tags = [...groupBy(operations, ({ tag }) => tag).values()];
		await inPairs(tags, async (group) => {
			// Redoc draws an operation once it is gone to, and keeps it. The last is landed on from outside, where what stands above it
			// is not drawn yet.
			const views = group.map(({ id }) => `reference.html#operation/${id}`).reverse();
			const { page, watch } = await openPage(context, `${server.url}/${views[0]}`);
			for (const view of views) {
				await page.goto(`${server.url}/${view}`);
				await shown(page, view);
				expect(page.url().toLowerCase().split("/").at(-1)).toBe(view.toLowerCase().split("/").at(-1));
			}
			const drawn = await page.locator("h2").allTextContents();
			expect(group.filter(({ summary }) => !drawn.some((heading) => heading.includes(summary)))).toEqual([]);
			expect(watch).toEqual({ foreign: [], errors: [] });
			await page.close();
		});
		await context.close();
	});

	test("it fits a phone and has no serious fault for axe in either scheme, with an operation of each kind, from a folder", {
		timeout: ALL_PAGES,
	}, async () => {
		const context = await browser.newContext({ colorScheme: "light", reducedMotion: "reduce" });
		const address = pathToFileURL(join(folder, "reference.html")).href;
		const views = oneOfEachKind().map((id) => `reference.html#operation/${id}`);
		const { page, watch } = await openPage(context, address);
		await shown(page, "reference.html");
		for (const view of views) {
			await page.goto(`${pathToFileURL(folder).href}/${view}`);
			await shown(page, view);
		}
		await page.evaluate(AXE);
		// Moderate ones of Redoc's own structure: its menu is in no landmark, and it skips levels of headings.
		const violations = (await violationsOn(page)).filter((violation) => !/^(?:region|heading-order) /.test(violation));
		const faults = [...violations, ...(await faultsOnPhone(page))];
		// Redoc reads the scheme once, and writes it here.
		expect(await page.evaluate(() => document.documentElement.classList.replace("light", "dark"))).toBe(true);
		await waitUntilDrawn(page);
		faults.push(...(await violationsOn(page, CONTRAST)));
		expect([...watch.foreign, ...watch.errors, ...faults]).toEqual([]);
		expect(views.length).toBeGreaterThanOrEqual(7);
		await context.close();
	});

	test.each(SCHEMES)("the %s scheme is what it says", async (colorScheme) => {
		const context = await browser.newContext({ colorScheme });
		for (const view of ["index.html", "operations/createChannelMessage.html", "reference.html"]) {
			const { page } = await openPage(context, `${server.url}/${view}`);
			await shown(page, view);
			const brightness = await page.evaluate(() => {
				const colours = [document.body, document.documentElement, ...document.querySelectorAll("#redoc, #redoc *")].map(
					(element) => getComputedStyle(element).backgroundColor,
				);
				const [red = 255, green = 255, blue = 255] =
					colours
						.find((colour) => !/, 0\)$/.test(colour))
						?.match(/\d+/g)
						?.map(Number) ?? [];
				return (red + green + blue) / 3;
			});
			if (colorScheme === "light") expect(brightness, view).toBeGreaterThan(200);
			else expect(brightness, view).toBeLessThan(60);
		}
		await context.close();
	});

	test("search finds each operation by its ID and the names of its fields, and the guide, and complains of nothing", {
		timeout: ALL_PAGES,
	}, async () => {
		const context = await browser.newContext();
		await context.clock.install();
		const { page, watch } = await openPage(context, `${server.url}/reference.html`);
		await page
			.getByText(/^Search/)
			.first()
			.click();
		const input = page.locator('input[placeholder*="Search"]');
		await input.waitFor();
		const searchFor = async (text: string) => {
			await input.fill(text);
			// Redoc searches half a second after the last key.
			await page.clock.fastForward(1_000);
		};
		const missed: string[] = [];
		for (const [name, summaries] of [...fieldNames(), ...idsAndGuide()]) {
			await searchFor(name);
			const found = page.waitForFunction(
				(wanted) => {
					const dialog = document.querySelector('input[placeholder*="Search"]')?.closest("body > div");
					return wanted.every((summary) => dialog?.textContent?.includes(summary));
				},
				summaries,
				{ timeout: 5_000, polling: 20 },
			);
			await found.catch(() => missed.push(name));
		}
		expect(missed).toEqual([]);
		await searchFor("no-such-thing-anywhere");
		await page.waitForFunction(
			() => !document.querySelector('input[placeholder*="Search"]')?.closest("body > div")?.textContent?.includes("/v1/"),
		);
		expect(watch).toEqual({ foreign: [], errors: [] });
		await context.close();
	});

	test("the reference offers the description for download, and every sample", async () => {
		const context = await browser.newContext();
		const { page } = await openPage(context, `${server.url}/reference.html`);
		await page.waitForSelector('a[href="openapi.json"]');
		for (const name of ["openapi.json", "openapi.yaml"]) {
			const target = await page.getAttribute(`a[href="${name}"]`, "href");
			expect(target).toBe(name);
			expect((await fetch(`${server.url}/${name}`)).status).toBe(200);
		}
		await page.goto(`${server.url}/reference.html#operation/deleteChannelMessage`);
		await waitForHeading(page, "Delete a message of a channel (v1)");
		await page.waitForFunction(() => document.body.textContent?.includes("curl --fail-with-body"));
		await context.close();
	});

	test("from a deprecated operation of the reference one gets to its successor, and from the reference to the start page", async () => {
		const context = await browser.newContext();
		const { page, watch } = await openPage(context, `${server.url}/reference.html#operation/createChannelMessage`);
		await waitForHeading(page, "Send a message to a channel (v1)");
		await page.locator('a[href="#operation/createServiceConversationMessage"]').first().click();
		await waitForHeading(page, "Add a message to a conversation of a service");
		await page.goto(`${server.url}/reference.html`);
		await page.reload();
		await page.locator('a[href="index.html"]').click();
		await page.waitForURL(`${server.url}/index.html`);
		expect(watch).toEqual({ foreign: [], errors: [] });
		await context.close();
	});

	test("one alternative is shown at a time; the language that the keyboard chooses applies to all samples, and on other pages", async () => {
		const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: "reduce" });
		const { page, watch } = await openPage(context, `${server.url}/${LARGEST}`);
		const selected = () => page.locator('.languages [role="tab"][aria-selected="true"]').allTextContents();
		expect(new Set(await selected())).toEqual(new Set(["curl"]));
		expect(await page.locator(".languages .panel:visible code").count()).toBe(1);
		await page.locator('.languages [role="tab"]:visible').first().focus();
		await page.keyboard.press("End");
		expect(new Set(await selected())).toEqual(new Set(["fetch"]));
		expect(await page.locator(".languages .panel:visible code").allTextContents()).toEqual([
			expect.stringContaining("await fetch("),
		]);
		await page.keyboard.press("ArrowRight");
		expect(new Set(await selected())).toEqual(new Set(["curl"]));
		await page.keyboard.press("ArrowLeft");
		await page.goto(`${server.url}/operations/deleteChannelMessage.html`);
		expect(await selected()).toEqual(["fetch"]);
		expect(watch).toEqual({ foreign: [], errors: [] });
		await context.close();
	});

	test("an address with an anchor shows what it names, also behind a tab; every heading has its own, and a link to it", async () => {
		const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: "reduce" });
		const { page } = await openPage(context, `${server.url}/${LARGEST}`);
		const headings = await page
			.locator("main :is(h2, h3, h4)")
			.evaluateAll((elements) =>
				elements.map(({ id, lastElementChild }) => ({ id, href: lastElementChild?.getAttribute("href") })),
			);
		expect(headings.filter(({ id, href }) => href !== `#${id}`)).toEqual([]);
		expect(new Set(headings.map(({ id }) => id)).size).toBe(headings.length);
		const last = page.locator(".calls > .panel:last-child h3");
		expect(await last.locator("xpath=..").isVisible()).toBe(false);
		await page.goto(`${server.url}/${LARGEST}#${await last.getAttribute("id")}`);
		await page.waitForFunction((panel) => panel?.getAttribute("hidden") === null, await last.locator("xpath=..").elementHandle());
		const contents = await page.locator(".contents a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
		expect(contents).toEqual(
			expect.arrayContaining(["#parameters", "#request-body", "#code", "#responses", "#status-201", "#errors"]),
		);
		await context.close();
	});

	test("a button copies the code beside it, as it is", async () => {
		const context = await browser.newContext({ viewport: DESKTOP, permissions: ["clipboard-read", "clipboard-write"] });
		const { page } = await openPage(context, `${server.url}/${LARGEST}`);
		await page.locator(".languages .copy:visible").click();
		await page.getByRole("button", { name: "Copied" }).waitFor();
		const [sample] = samplesOn(files).filter(({ operation, writer }) => LARGEST.includes(`/${operation}.`) && writer === "curl");
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(sample?.source);
		await context.close();
	});

	test("the list of all pages is beside a page, at its place, and folded on a phone", async () => {
		const context = await browser.newContext({ viewport: DESKTOP });
		const id = model.webhooks.at(-1)?.id ?? "";
		const { page } = await openPage(context, `${server.url}/webhooks/${id}.html`);
		const current = page.locator('.pages [aria-current="page"]');
		await page.waitForFunction(() => (document.querySelector(".pages")?.scrollTop ?? 0) > 0);
		const box = await current.boundingBox();
		expect(box && box.y > 0 && box.y + box.height < DESKTOP.height).toBe(true);
		await page.locator(".pages a").first().focus();
		expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Start");
		await page.setViewportSize({ width: 390, height: 844 });
		await page.waitForFunction(() => !document.querySelector<HTMLDetailsElement>(".pages details")?.open);
		expect(await current.isVisible()).toBe(false);
		await page.locator(".pages summary").click();
		expect(await current.isVisible()).toBe(true);
		await page.locator(".neighbours .prev").click();
		await page.waitForURL(`**/webhooks/${model.webhooks.at(-2)?.id}.html`);
		await context.close();
	});

	test.each(["on paper", "without JavaScript"])("%s, everything that tabs hide is shown, below its title", async (where) => {
		const context = await browser.newContext({ viewport: DESKTOP, javaScriptEnabled: where === "on paper" });
		const page = await context.newPage();
		await page.goto(`${server.url}/${LARGEST}`);
		if (where === "on paper") await page.emulateMedia({ media: "print" });
		const titles = page.locator(".panel > :is(h3, h4):first-child");
		expect(await titles.count()).toBeGreaterThan(20);
		for (const shown of [titles, page.locator(".panel pre")]) {
			const heights = await shown.evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().height));
			expect(Math.min(...heights)).toBeGreaterThan(10);
		}
		expect(await page.locator(".copy:visible").count()).toBe(0);
		expect((await page.locator(".pages a:visible").count()) > 0).toBe(where !== "on paper");
		await context.close();
	});

	test("without JavaScript the static pages are whole, and the reference names them", async () => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(`${server.url}/operations/createServiceConversationMessage.html`);
		expect(await page.locator("main h2").allTextContents()).toEqual([
			"Parameters",
			"Request body",
			"Code",
			"Responses",
			"Errors",
			"Response headers",
			"Sources",
		]);
		await page.goto(`${server.url}/reference.html`);
		expect(await page.locator("noscript a").count()).toBeLessThanOrEqual(1);
		await context.close();
	});
});

/**
 * Names of parameters, fields and members, with the operations that have them, by their summaries. Of names that the same
 * operations have, three are enough.
 */
function fieldNames(): [string, readonly string[]][] {
	const names = new Map<string, string[]>();
	for (const { operation, parameters, body, responses } of describeOperations(model)) {
		const members = responses.filter(({ status }) => status.startsWith("2")).flatMap(({ members }) => members);
		for (const { name } of [...parameters, ...(body?.members ?? []), ...members]) {
			if (/^[\w-]{4,}$/.test(name)) names.set(name, [...new Set([...(names.get(name) ?? []), operation.summary])]);
		}
	}
	const seen = new Map<string, number>();
	return [...names].filter(([, summaries]) => {
		const count = (seen.get(summaries.join()) ?? 0) + 1;
		seen.set(summaries.join(), count);
		return count <= 3;
	});
}

/** The ID of each operation with its summary, and words of the guide with the title of the section that holds it. */
function idsAndGuide(): [string, readonly string[]][] {
	const { title } = model.document.info;
	const guide = ["paging", "sandbox", "credentials"].map((word): [string, string[]] => [word, [title]]);
	return [...operations.map(({ id, summary }): [string, string[]] => [id, [summary]]), ...guide];
}

/** Does the work on two items at a time. */
async function inPairs<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
	const waiting = [...items];
	const workOn = async () => {
		for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
	};
	await Promise.all([workOn(), workOn()]);
}

/** Titles that break inside a word, and tables of which a part is out of sight. */
function unreadableOn(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const found: string[] = [];
		for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
			const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
			for (let text = texts.nextNode(); text; text = texts.nextNode()) {
				for (const { 0: word, index } of (text.nodeValue ?? "").matchAll(/[\p{L}\p{N}]+/gu)) {
					const range = document.createRange();
					range.setStart(text, index);
					range.setEnd(text, index + word.length);
					const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
					if (lines.size > 1) found.push(`${word} in a title is broken`);
				}
			}
		}
		for (const table of document.querySelectorAll(".scroll")) {
			if (table.scrollWidth > table.clientWidth) found.push(`a part of the table ${table.ariaLabel} is out of sight`);
		}
		return found;
	});
}
