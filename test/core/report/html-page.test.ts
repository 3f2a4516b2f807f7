import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMPARISON_REPORTS } from "../../../src/core/compare/report/index.ts";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import { launchBrowser, noBrowser, openPage } from "../../support/browser.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { comparisonResult, contractResult, finding } from "./support/results.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const sending = { retries: { 429: 1 }, failures: {} };
const usual = contractResult(
	[
		finding(),
		finding({ check: "response-status", pointer: "/response/status", received: "418" }),
		finding({ operationId: "addNoteToABookOfAnotherLibraryByItsSlug", severity: "additive", pointer: "/response/body/extra" }),
		finding({ operationId: "addNote", baseline: { reason: "ticket 7", expired: false } }),
	],
	{ details: { ...contractResult().details, sending }, notes: ["little was tested"] },
);

/** Markup and code, in every place that a target can write to, among much else. */
const HOSTILE = "</pre></script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\"'`";
const { exchange } = finding();
const flood = finding({
	check: HOSTILE,
	operationId: `${HOSTILE}${"x".repeat(400)}`,
	pointer: `/response/body/${HOSTILE.replaceAll("/", "~1")}`,
	documented: HOSTILE,
	received: HOSTILE.repeat(50),
	source: [HOSTILE],
	case: HOSTILE,
	exchange: {
		...exchange,
		request: { method: "POST", url: `http://x/?${HOSTILE}=${HOSTILE}`, headers: { [HOSTILE]: HOSTILE }, body: HOSTILE },
		response: {
			status: 200,
			headers: { [HOSTILE]: HOSTILE, "content-type": HOSTILE },
			body: JSON.stringify({ [HOSTILE]: HOSTILE, more: Array.from({ length: 20_000 }, () => HOSTILE.slice(0, 40)) }),
		},
	},
});
const hostile = contractResult([flood, { ...flood, check: "other" }], {
	target: HOSTILE,
	notes: [HOSTILE],
	skips: [{ id: HOSTILE, kind: "example", operationIds: [], reason: HOSTILE }],
	details: {
		covered: { operations: [HOSTILE], statuses: [], constraints: [] },
		sending: { ...sending, failures: { [HOSTILE]: 1 } },
	},
});

describe.skipIf(noBrowser)("the report in Chromium", () => {
	let browser: Browser;
	const folder = temporaryFolder("report", { whenDone: afterAll });

	beforeAll(async () => {
		browser = await launchBrowser();
	});

	afterAll(() => browser?.close());

	/** Opens a report from a file, at the width of a phone. */
	async function open(html: string, options: BrowserContextOptions = {}) {
		const file = join(folder, "report.html");
		writeFileSync(file, html);
		return openPage(await browser.newContext({ viewport: { width: 390, height: 800 }, ...options }), pathToFileURL(file).href);
	}

	const widthOf = (page: Page) => page.evaluate("document.documentElement.scrollWidth");
	const unfold = (page: Page) => page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
	const shown = (page: Page) => page.locator("article:visible").count();

	test("a choice and a text show some findings, by the keyboard, and that is announced", async () => {
		const { page, watch } = await open(REPORTS.html?.(usual) ?? "");
		const status = page.getByRole("status");
		expect(await status.textContent()).toBe("Shows 4 of 4 findings");
		await page.getByLabel("Operation").focus();
		for (const key of ["Tab", "response-s", "Tab", "Tab"])
			await (key === "Tab" ? page.keyboard.press(key) : page.keyboard.type(key));
		expect(await status.textContent()).toBe("Shows 1 of 4 findings");
		expect(await page.locator("section[data-part]:visible").count()).toBe(1);
		await page.keyboard.type("No such Text");
		expect(await shown(page)).toBe(0);
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await page.waitForFunction("document.querySelector('output').textContent === 'Shows 4 of 4 findings'");
		await page.getByLabel("Severity").selectOption("known");
		await page.getByLabel("Text").fill("TICKET 7");
		expect(await shown(page)).toBe(1);
		// A link to a finding that is not shown shows it.
		await page.getByRole("link", { name: "fetchBook", exact: true }).click();
		await page.waitForFunction("document.querySelector('output').textContent === 'Shows 4 of 4 findings'");
		expect(watch).toEqual({ foreign: [], errors: [] });
	});

	test.each([
		["a run", REPORTS.html?.(usual) ?? ""],
		["a comparison", COMPARISON_REPORTS.html?.(comparisonResult()) ?? ""],
	])("%s fits a phone, and axe has no fault of any impact in either scheme", async (_, html) => {
		const { page, watch } = await open(html);
		await unfold(page);
		expect(await widthOf(page)).toBe(390);
		await page.evaluate(AXE);
		for (const colorScheme of ["light", "dark"] as const) {
			await page.emulateMedia({ colorScheme });
			const faults = await page.evaluate(
				"axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html)))",
			);
			expect(faults).toEqual([]);
		}
		expect(watch).toEqual({ foreign: [], errors: [] });
	});

	test("without a script, everything can be read, and nothing is offered that does not work", async () => {
		const { page } = await open(REPORTS.html?.(usual) ?? "", { javaScriptEnabled: false });
		expect(await page.locator("form:visible").count()).toBe(0);
		expect(await shown(page)).toBe(4);
		await page.locator("article .place a").first().click();
		expect(await page.locator("#finding-1-here").textContent()).toContain('"title": 5');
		expect(await page.locator("#finding-1-here").isVisible()).toBe(true);
		await page.getByText("Passed: ").or(page.getByText("Failed: ")).first().click();
		expect(await page.getByText("example fetchBook:").isVisible()).toBe(true);
	});

	test("a hostile target runs nothing, breaks nothing, and does not make the report huge", async () => {
		const html = REPORTS.html?.(hostile) ?? "";
		expect(html.length).toBeLessThan(500_000);
		const { page, watch } = await open(html);
		await unfold(page);
		expect(watch).toEqual({ foreign: [], errors: [] });
		expect(await page.locator("img, script:not(main + script), main form:not(#filter)").count()).toBe(0);
		expect(await page.title()).toContain("contract: </pre>");
		expect(await widthOf(page)).toBe(390);
		expect(await page.locator("mark").count()).toBe(2);
		await page.getByLabel("Check").selectOption(HOSTILE);
		expect(await page.getByRole("status").textContent()).toBe("Shows 1 of 2 findings");
	});
});
