import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import { launchBrowser, noBrowser, openPage } from "../../support/browser.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { contractResult, finding } from "./support/results.ts";

const long = "x".repeat(400);
const result = contractResult([
	finding(),
	finding({ check: "response-status", operationId: `add${long}`, pointer: `/response/${long}`, received: long }),
]);
const locate = () => ({ file: "openapi/schemas/Book.yaml", line: 7, column: 3 });
const html = (of = result) => REPORTS.html?.(of, { locate, link: ({ file, line }) => `../${file}#L${line}` }) ?? "";

test("HTML says what is not covered, shows the bodies, and links to the line of the YAML", () => {
	const text = html();
	expect(text).toContain("<summary>1 of 2 operations; not covered: 1</summary><ul><li>addNote</li></ul>");
	expect(text).toMatch(/<summary>response 200<\/summary><pre tabindex="0">{&quot;title&quot;:5}<\/pre>/);
	expect(text).toContain('<a href="../openapi/schemas/Book.yaml#L7">openapi/schemas/Book.yaml:7</a>');
	expect(text).not.toMatch(/a undefined|https?:\/\/(?!127)/);
});

test.skipIf(noBrowser)("HTML fits into 390 pixels, and shows the findings of one check where that is chosen", async () => {
	const file = join(temporaryFolder("report"), "report.html");
	writeFileSync(file, html());
	const browser = await launchBrowser();
	try {
		const { page, watch } = await openPage(
			await browser.newContext({ viewport: { width: 390, height: 800 } }),
			pathToFileURL(file).href,
		);
		for (const details of await page.locator("details").all()) await details.evaluate((one) => one.setAttribute("open", ""));
		expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
		expect(await page.locator("article:visible").count()).toBe(2);
		await page.getByLabel("response-status (1)").check();
		expect(await page.locator("article:visible").count()).toBe(1);
		expect(await page.locator("section:visible").count()).toBe(1);
		expect(watch).toEqual({ foreign: [], errors: [] });
	} finally {
		await browser.close();
	}
});
