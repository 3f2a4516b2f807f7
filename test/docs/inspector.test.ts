import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { buildInspector } from "../../scripts/docs/inspector.ts";
import { createSandbox, type SandboxOptions } from "../../src/sandbox.ts";
import { SANDBOX_CREDENTIALS } from "../../src/twilio/placeholders.ts";
import { AXE, violationsOn } from "../support/accessibility.ts";
import { launchBrowser, noBrowser, openPage, waitUntilDrawn } from "../support/browser.ts";
import { startServer } from "../support/servers.ts";
import { readModel } from "./project-site.ts";

const files = await buildInspector(await readModel(), "docs/inspector.ts");
const page = new Map(files.map(({ path, content }) => [path, content]));
const { username, password } = SANDBOX_CREDENTIALS;
const EVIL = `<img src=x onerror="window.pwned=1"><script>window.pwned=2</script>`;

/** A sandbox with its page, and how a program calls it. */
async function serve(options: SandboxOptions = {}) {
	const sandbox = createSandbox({ inspector: async () => page, ...options });
	const { url, close } = await sandbox.listen({ port: 0 });
	onTestFinished(close);
	const headers = { authorization: `Basic ${btoa(`${username}:${password}`)}`, "x-twilio-webhook-enabled": "true" };
	const messages = `${url}/v1/Conversations/CH${"d".repeat(32)}/Messages`;
	const create = (Body: string) => fetch(messages, { method: "POST", headers, body: new URLSearchParams({ Body }) });
	return { url, create, list: () => fetch(messages, { headers }) };
}

describe.skipIf(noBrowser)("in Chromium", () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launchBrowser();
	});
	afterAll(() => browser?.close());

	async function open(url: string, options: Parameters<Browser["newContext"]>[0] = {}) {
		const context = await browser.newContext({ reducedMotion: "reduce", ...options });
		onTestFinished(() => context.close());
		const opened = await openPage(context, `${url}/`);
		await opened.page.getByRole("tab", { name: "History" }).waitFor();
		return opened;
	}

	test("the page shows what programs did before and do now, and what was sent to their receivers; it sends, too", async () => {
		const receiver = await startServer((_, response) => response.end());
		const { url, create } = await serve({ webhooks: { url: `${receiver.url}/hook` } });
		await create("before");
		const { page, watch } = await open(url);
		await page.getByRole("tab", { name: "History" }).click();
		await page.getByRole("button", { name: /201 POST .*createConversationMessage/ }).waitFor();
		await create("now");
		await page
			.getByRole("button", { name: /201 POST/ })
			.nth(1)
			.waitFor();
		await page.getByRole("tab", { name: "Webhooks sent" }).click();
		await page.locator("summary", { hasText: "onMessageAdded" }).nth(1).waitFor();
		await page.getByRole("tab", { name: "In the sandbox" }).click();
		await page.getByText("Messages (2)").waitFor();
		await page.getByRole("button", { name: "Send", exact: true }).click();
		await page.getByRole("tab", { name: "History" }).click();
		await page.getByRole("button", { name: /200 GET/ }).waitFor();
		expect(watch).toEqual({ foreign: [], errors: [] });
	});

	test("a fault that is switched on in the page strikes the call of a program, and the page says so", async () => {
		const { url, list } = await serve();
		const { page } = await open(url);
		expect((await list()).status).toBe(200);
		await page.getByRole("tab", { name: "Faults" }).click();
		await page.getByRole("button", { name: "503 once" }).click();
		await page.getByText("No fault is switched on.").waitFor({ state: "hidden" });
		expect((await list()).status).toBe(503);
		await page.getByRole("tab", { name: "History" }).click();
		await page.getByRole("button", { name: /503 GET .*fault/ }).waitFor();
	});

	test("what programs send runs nothing in it", async () => {
		const { url, create } = await serve();
		const { page, watch } = await open(url);
		await create(EVIL);
		await fetch(`${url}/${encodeURIComponent(EVIL)}`, { method: "POST", headers: { "x-evil": EVIL }, body: EVIL });
		await page.getByRole("tab", { name: "History" }).click();
		await page.getByRole("button", { name: /404 POST/ }).press("Enter");
		await page.getByRole("button", { name: /201 POST/ }).press("Enter");
		await page.getByRole("tab", { name: "In the sandbox" }).click();
		await page.getByText("Messages (1)").waitFor();
		await page.evaluate(() => {
			for (const details of document.querySelectorAll("details")) details.open = true;
		});
		await waitUntilDrawn(page);
		expect(await page.evaluate("window.pwned")).toBeUndefined();
		expect(await page.locator("img, main script").count()).toBe(0);
		expect(watch).toEqual({ foreign: [], errors: [] });
	});

	test.each([1280, 390])("at a width of %i, it fits, and axe finds nothing serious in either scheme", async (width) => {
		const { url, create, list } = await serve({ faults: [{ status: 503, times: 1, operationId: "listConversationMessages" }] });
		await create("Hello");
		await list();
		const { page } = await open(url, { viewport: { width, height: 800 }, colorScheme: "light" });
		await page.evaluate(AXE);
		const found: string[] = [];
		for (const tab of await page.getByRole("tablist", { name: "The sandbox" }).getByRole("tab").all()) {
			await tab.click();
			await waitUntilDrawn(page);
			for (const colorScheme of ["light", "dark"] as const) {
				await page.emulateMedia({ colorScheme });
				found.push(...(await violationsOn(page, colorScheme === "dark" ? ["color-contrast"] : undefined)));
			}
			expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
		}
		expect(found).toEqual([]);
	});
});
