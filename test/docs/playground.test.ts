import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readProfile } from "../../docs/profile.ts";
import { bundleScript } from "../../scripts/docs/bundle-script.ts";
import { documentedCalls } from "../../scripts/docs/calls.ts";
import { iconOf } from "../../scripts/docs/icon.ts";
import { pageStyle, SITE_SCRIPT } from "../../scripts/docs/layout.ts";
import { buildPlayground } from "../../scripts/docs/playground.ts";
import { publish } from "../../scripts/docs/publish.ts";
import { SEARCH_SCRIPT } from "../../scripts/docs/search/search-index.ts";
import { exampleSeed } from "../../scripts/docs/seed.ts";
import { serveFiles } from "../../scripts/docs/serve.ts";
import { describeOperations } from "../../scripts/pipeline/describe-operations.ts";
import { isWebhook } from "../../scripts/pipeline/model.ts";
import { connectOverHttp } from "../../src/core/explorer/connection.ts";
import { createClient } from "../../src/index.ts";
import { createSandbox } from "../../src/sandbox.ts";
import { SANDBOX_CREDENTIALS } from "../../src/twilio/placeholders.ts";
import { AXE, violationsOn } from "../support/accessibility.ts";
import { launchBrowser, noBrowser, openPage } from "../support/browser.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { contentOf, readModel } from "./project-site.ts";

const model = await readModel();
const profile = readProfile();
const icon = iconOf(profile);
const frame = {
	siteName: profile.name,
	version: "1.0.0",
	guides: [],
	operations: describeOperations(model),
	playground: true,
	style: await pageStyle({}),
	head: { siteName: profile.name, address: undefined, look: {}, icon },
};
const seed = exampleSeed(model, profile.canonicalPath);
const siteFiles = [
	{ path: SITE_SCRIPT, content: await bundleScript("scripts/docs/page-script/main.ts") },
	// The search has tests of its own.
	{ path: SEARCH_SCRIPT, content: "" },
	{ path: icon.path, content: icon.content ?? "" },
];
const files = [...(await buildPlayground({ model, profile, frame, sandbox: undefined })), ...siteFiles];
const { username, password } = SANDBOX_CREDENTIALS;
const clientOptions = { accountSid: username, authToken: password };

test("all scripts of the playground have at most 80 KB, compressed", () => {
	const scripts = files.filter(({ path }) => /^playground.*\.js$/.test(path));
	const sizes = scripts.map(({ content }) => gzipSync(content, { level: 9 }).length);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(80_000);
});

test("the page runs only its own scripts, and connects to nothing, or to a sandbox on this machine", async () => {
	const policy = (html: string) => /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
	const html = contentOf(files, "playground.html");
	expect(policy(html)).toMatch(/^default-src 'none';.* script-src 'self';/);
	expect(policy(html)).not.toContain("connect-src");
	expect(html).not.toMatch(/<script(?![^>]* src=)| on\w+=/);
	const there = await buildPlayground({ model, profile, frame, sandbox: "http://127.0.0.1:4010" });
	expect(policy(contentOf(there, "playground.html"))).toMatch(/connect-src http:\/\/127\.0\.0\.1:4010$/);
});

test.each(["https://conversations.twilio.com", "http://127.0.0.1.example.com", "file:///etc", "nonsense"])(
	"it never connects to %s",
	async (sandbox) => {
		await expect(buildPlayground({ model, profile, frame, sandbox })).rejects.toThrow(/this machine|Invalid URL/);
		expect(() => connectOverHttp(sandbox)).toThrow(/expected the address of a sandbox on this machine/);
	},
);

describe.skipIf(noBrowser)("in Chromium", () => {
	let browser: Browser;
	let context: BrowserContext;
	let server: Awaited<ReturnType<typeof serveFiles>>;
	const folder = join(temporaryFolder("playground", { whenDone: afterAll }), "docs");

	beforeAll(async () => {
		browser = await launchBrowser();
		// What a reader copies, the test reads.
		context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 } });
		context.setDefaultTimeout(10_000);
		await context.addInitScript(() => {
			const copied = async (text: string) => {
				(globalThis as { copied?: string }).copied = text;
			};
			if (navigator.clipboard) Object.defineProperty(navigator.clipboard, "writeText", { value: copied });
		});
		server = await serveFiles(files, 0, "/some/path");
		publish(folder, files);
	});

	afterAll(async () => {
		await browser?.close();
		await server?.close();
	});

	const open = (hash = "", url = `${server.url}/playground.html`) => openPage(context, url + hash);

	test.each([
		["a folder", () => `${pathToFileURL(folder).href}/playground.html`],
		["a path of a server", () => `${server.url}/playground.html`],
	])("from %s, a request is sent, nothing is asked of others, and nothing is complained of", async (_, url) => {
		const { page, watch } = await open("#operation=listChatMessages", url());
		await send(page);
		expect(await page.textContent(".x-status b")).toBe("200");
		expect(await codeOf(page, "HTTP")).toContain("GET /v2/Services/IS");
		expect(await codeOf(page, "curl")).toContain("curl --fail-with-body 'https://chat.twilio.com/v2/Services/IS");
		expect(await codeOf(page, "twilio-messages")).toContain("client.listChatMessages({");
		expect(await codeOf(page, "twilio")).toContain("client.chat.v2");
		await page.locator("summary", { hasText: /^Headers/ }).click();
		expect(await page.textContent(".x-json")).toContain("docs:");
		// The script of static pages adds none.
		expect(await page.getByRole("button", { name: "Copy", exact: true }).count()).toBe(1);
		expect(watch).toEqual({ foreign: [], errors: [] });
		await page.close();
	});

	test("every example of every operation gets what a client in Node gets, but for identifiers and dates", {
		timeout: 120_000,
	}, async () => {
		const { page, watch } = await open();
		await page.getByRole("tab", { name: "Reset" }).click();
		const calls = describeOperations(model)
			.filter(({ operation }) => !isWebhook(operation))
			.flatMap((doc) =>
				documentedCalls(doc).map((call, example) => ({
					id: doc.operation.id,
					values: call.values,
					example,
					count: documentedCalls(doc).length,
				})),
			);
		for (const { id, values, example, count } of calls) {
			await page.getByRole("button", { name: "Reset" }).click();
			await page.waitForFunction(() => document.querySelector(".x-say")?.textContent?.includes("as it was at the start"));
			if (example === 0) await choose(page, id);
			if (count > 1) await page.getByLabel("Example").selectOption(String(example));
			await send(page);
			const shown = { id, example, ...(await responseOn(page)) };
			expect(shown).toEqual({ id, example, ...(await responseInNode(id, values)) });
			expect(shown.status, JSON.stringify(shown)).toMatch(/^2/);
		}
		expect(new Set(calls.map(({ id }) => id)).size).toBe(model.operations.length);
		expect(watch).toEqual({ foreign: [], errors: [] });
		await page.close();
	});

	test("with the keyboard alone, one creates, lists, edits and deletes a message", async () => {
		const { page, watch } = await open();
		const type = async (label: string, text: string) => {
			await tabTo(page, label);
			await page.keyboard.press("ControlOrMeta+a");
			await page.keyboard.type(text);
		};
		const press = async (label: string) => {
			await tabTo(page, label);
			await page.keyboard.press("Enter");
		};
		const sendByKey = async (status: string) => {
			await clearStatus(page);
			await press("Send");
			await page.waitForFunction((wanted) => document.querySelector(".x-say")?.textContent?.startsWith(wanted), status);
		};
		await type("Find an operation", "createChatMessage");
		await press("POST Send a message to a channel");
		expect(await focused(page)).toBe("Send a message to a channel (v2)");
		await type("Body", "By hand");
		await sendByKey("201");
		const created = page.locator(".x-list li", { hasText: "body: By hand" });
		await created.waitFor();
		const [, id = ""] = /(IM[0-9a-f]{32})/.exec((await created.textContent()) ?? "") ?? [];

		await type("Find an operation", "listChatMessages");
		await press("GET List the messages of a channel");
		await sendByKey("200");
		expect(await page.textContent(".x-json")).toContain('"body": "By hand"');

		await press(`POST updateChatMessage with ${id}`);
		await type("Body", "Edited");
		await sendByKey("200");
		await page.locator(".x-list li", { hasText: "body: Edited" }).waitFor();

		await press(`DELETE deleteChatMessage with ${id}`);
		await sendByKey("204");
		await page.locator(".x-list li", { hasText: "body: Edited" }).waitFor({ state: "detached" });
		expect(watch).toEqual({ foreign: [], errors: [] });
		await page.close();
	});

	test("a rule that is broken is explained at the field; the client sends nothing, and the sandbox says why it rejects it", async () => {
		const { page } = await open("#operation=fetchChatMessage");
		const field = page.getByLabel("ServiceSid");
		await field.fill("IS1");
		const [, problem = ""] = (await field.getAttribute("aria-describedby"))?.split(" ") ?? [];
		expect(await page.locator(`#${problem}`).textContent()).toMatch(/^Must be .*This is "IS1"\.$/);
		expect(await field.getAttribute("aria-invalid")).toBe("true");
		await page.getByRole("button", { name: "Send", exact: true }).click();
		expect(await page.textContent(".x-say")).toBe("Not sent: ServiceSid breaks a rule.");
		expect(await focused(page)).toBe("ServiceSid");
		expect(await page.locator(".x-status").count()).toBe(0);
		await send(page, "Send anyway");
		expect(await page.textContent(".x-status b")).toMatch(/^4/);
		expect(await page.textContent(".x-json")).toContain('"code":');
		await field.fill("");
		await page.getByRole("button", { name: "Send", exact: true }).click();
		expect(await page.locator(`#${problem}`).textContent()).toBe("Required: enter a value.");
		await page.close();
	});

	test.each([
		["503 once", "listChatMessages", ["503", "200"]],
		["429 once", "createChatMessage", ["429", "201"]],
		["Lost connection", "listChatMessages", ["lost", "200"]],
		["Cut off body", "listChatMessages", ["200 cut off", "200"]],
	])("the client retries after the fault %s, and the history shows both exchanges", async (fault, operation, statuses) => {
		const { page } = await open(`#operation=${operation}`);
		await page.getByRole("tab", { name: "Faults" }).click();
		await page.getByRole("button", { name: fault }).click();
		await page.locator(".x-active code").waitFor();
		await send(page);
		expect(await page.textContent(".x-say")).toMatch(/^20\d.* and 2 attempts\.$/);
		expect(await page.locator(".x-attempts li").count()).toBe(2);
		await page.getByRole("tab", { name: "History" }).click();
		const rows = await page.locator(".x-row").allTextContents();
		expect(rows.map((row) => /\d\d:\d\d:\d\d (.*?) (?:GET|POST)/.exec(row)?.[1])).toEqual(statuses.toReversed());
		expect(rows.map((row) => row.includes("fault: {"))).toEqual([false, true]);
		await page.locator(".x-row").last().click();
		expect(await focused(page)).toBe("Response");
		await page.close();
	});

	test("a row of the history shows its exchange with the other attempts; it is marked, and the form stays, also after a reload", async () => {
		const { page } = await open("#operation=listChatMessages");
		await send(page);
		await page.getByRole("tab", { name: "Faults" }).click();
		await page.getByRole("button", { name: "503 once" }).click();
		await page.locator(".x-active code").waitFor();
		await send(page);
		await page.getByLabel("ServiceSid").fill("edited");
		const current = () => page.locator(":is(.x-row, .x-attempts button)[aria-current]").allTextContents();
		for (const _ of ["as it is", "after a reload"]) {
			await page.getByRole("tab", { name: "History" }).click();
			await page.locator(".x-row", { hasText: "503" }).click();
			expect(await page.locator(".x-attempts button").allTextContents()).toEqual(["Attempt 1: 503", "Attempt 2: 200"]);
			expect(await current()).toEqual(["Attempt 1: 503", expect.stringMatching(/ 503 GET .*fault: /)]);
			await page.locator(".x-attempts button", { hasText: "200" }).click();
			expect(await page.textContent(".x-status b")).toBe("200");
			expect(await focused(page)).toBe("Attempt 2: 200");
			expect(await current()).toEqual(["Attempt 2: 200", expect.stringMatching(/ 200 GET /)]);
			await page.locator(".x-row").last().click();
			expect(await current()).toEqual([expect.stringMatching(/ 200 GET /)]);
			expect(await page.locator(".x-attempts button").count()).toBe(0);
			expect(await page.getByLabel("ServiceSid").inputValue()).toBe("edited");
			await page.reload();
		}
		await page.close();
	});

	test("while a call runs, the button says so, keeps the focus, and sends nothing", async () => {
		const { page } = await open("#operation=listChatMessages");
		const running = await page.evaluate(() => {
			const button = document.querySelector<HTMLElement>(".x-primary");
			button?.focus();
			for (let presses = 0; presses < 5; presses++) button?.click();
			const isFocused = document.activeElement === button;
			return { text: button?.textContent, busy: button?.ariaBusy, disabled: button?.ariaDisabled, isFocused };
		});
		expect(running).toEqual({ text: "Sending…", busy: "true", disabled: "true", isFocused: true });
		await page.locator(".x-status").waitFor();
		expect(await page.locator(".x-primary").textContent()).toBe("Send");
		expect(await focused(page)).toBe("Send");
		expect(await page.locator(".x-row").count()).toBe(1);
		await send(page);
		expect(await page.locator(".x-row").count()).toBe(2);
		await page.close();
	});

	test("the keys of tabs go to the next tab, the first and the last; with forced colours, the selected one stands out", async () => {
		const { page } = await open("#operation=listChatMessages");
		await page.getByRole("tab", { name: "In the sandbox" }).focus();
		const reached: string[] = [];
		for (const key of ["End", "ArrowRight", "ArrowLeft", "Home"]) {
			await page.keyboard.press(key);
			reached.push(await focused(page));
		}
		expect(reached).toEqual(["Reset, seed, export", "In the sandbox", "Reset, seed, export", "In the sandbox"]);
		await page.emulateMedia({ forcedColors: "active" });
		const lines = await page
			.getByRole("tab")
			.evaluateAll((tabs) =>
				tabs.map((tab) => [tab.getAttribute("aria-selected"), getComputedStyle(tab).borderBottomColor] as const),
			);
		const coloursOf = (selected: string) => lines.filter(([state]) => state === selected).map(([, colour]) => colour);
		expect(coloursOf("true")).toHaveLength(2);
		expect(coloursOf("false")).not.toContainEqual(expect.toBeOneOf(coloursOf("true")));
		await page.close();
	});

	test("after a reload, the state, the faults, the history and what is entered are there; another tab has none of it", async () => {
		const { page } = await open("#operation=createChatMessage");
		await page.getByLabel("Body").fill("Kept");
		await send(page);
		await page.locator(".x-list li", { hasText: "body: Kept" }).waitFor();
		await page.getByRole("tab", { name: "Faults" }).click();
		for (const name of ["429 once", "500 always"]) await page.getByRole("button", { name }).click();
		await page.locator(".x-active li").nth(1).waitFor();
		await page.reload();
		await page.locator(".x-list li", { hasText: "body: Kept" }).waitFor();
		expect(await page.getByLabel("Body").inputValue()).toBe("Kept");
		expect(await page.locator(".x-row").count()).toBe(1);
		const faults = ['{"status":429,"retryAfter":1,"times":1}', '{"status":500}'];
		expect(await page.locator(".x-active code").allTextContents()).toEqual(faults);
		const other = await open("#operation=createChatMessage");
		await other.page.locator(".x-list li").first().waitFor();
		expect(await other.page.locator(".x-list li", { hasText: "body: Kept" }).count()).toBe(0);
		await other.page.close();
		await page.close();
	});

	test("a link carries the operation and its arguments, and what is seeded, exported and reset is", async () => {
		const { page } = await open("#operation=createChatMessage&Body=a%26b&From=me");
		await page.getByRole("button", { name: "Copy link" }).click();
		const link = await page.evaluate(() => (globalThis as { copied?: string }).copied ?? "");
		expect(Object.fromEntries(new URL(link.replace("#", "?")).searchParams)).toEqual({
			operation: "createChatMessage",
			Body: "a&b",
			From: "me",
		});
		await page.getByRole("tab", { name: "Reset" }).click();
		await page.getByRole("textbox", { name: "Seed" }).fill('{"resources":[{"path":"/nowhere","items":[]}]}');
		await page.getByRole("button", { name: "Add to the sandbox" }).click();
		await page.getByText("/resources/0/path: expected the path of a collection of this API").waitFor();
		const [download] = await Promise.all([
			page.waitForEvent("download"),
			page.getByRole("button", { name: "Export HAR" }).click(),
		]);
		expect(download.suggestedFilename()).toBe("sandbox.har");
		await page.goto(`${server.url}/playground.html#operation=nosuch`);
		expect(await page.locator(".x-form h2").textContent()).toBe(model.operations[0]?.summary);
		await page.close();
	});

	test("in no state is there a serious fault for axe, in either scheme", async () => {
		const { page } = await open("#operation=createChatMessage");
		await page.evaluate(AXE);
		const faults: string[] = [];
		const look = async (state: string) => {
			// The schemes differ in their colours only.
			for (const colorScheme of ["dark", "light"] as const) {
				await page.emulateMedia({ colorScheme });
				const found = await violationsOn(page, colorScheme === "dark" ? ["color-contrast"] : undefined);
				faults.push(...found.map((fault) => `${state}, ${colorScheme}: ${fault}`));
			}
		};
		await look("start");
		await page.getByText("More arguments").click();
		await page.getByLabel("ServiceSid").fill("x");
		await page.getByRole("button", { name: "Send", exact: true }).click();
		await look("problem");
		await send(page, "Send anyway");
		await look("rejected");
		await page.getByLabel("Example").selectOption("0");
		await page.getByRole("tab", { name: "Faults" }).click();
		await page.getByRole("button", { name: "429 once" }).click();
		await page.locator(".x-active code").waitFor();
		await look("faults");
		await send(page);
		await page.locator("summary", { hasText: /^Headers/ }).click();
		await look("response");
		for (const name of ["In the sandbox", "History", "Webhooks sent", "Reset"]) {
			await page.getByRole("tab", { name }).click();
			for (const summary of await page.locator(".x-sandbox summary:visible").all()) await summary.click();
			await look(name);
		}
		expect(faults).toEqual([]);
		await page.setViewportSize({ width: 390, height: 800 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
		await page.close();
	});

	test("it shows what others do in a sandbox on this machine", async () => {
		const { url, close } = await createSandbox({ seed }).listen({ port: 0 });
		const there = await serveFiles([...(await buildPlayground({ model, profile, frame, sandbox: url })), ...siteFiles], 0);
		const { page, watch } = await openPage(context, `${there.url}/playground.html#operation=listChatMessages`);
		await send(page);
		expect(await codeOf(page, "curl")).toContain(url);
		const client = createClient({ ...clientOptions, baseUrl: url });
		await client.createChatMessage({
			ServiceSid: `IS${"a".repeat(32)}`,
			ChannelSid: `CH${"a".repeat(32)}`,
			Body: "From elsewhere",
		});
		await page.locator(".x-list li", { hasText: "body: From elsewhere" }).waitFor();
		expect(watch.foreign.filter((address) => !address.startsWith(url))).toEqual([]);
		expect(watch.errors).toEqual([]);
		await page.close();
		await there.close();
		await close();
	});

	test("without a script, the page says what it is", async () => {
		const plain = await browser.newContext({ javaScriptEnabled: false });
		const page = await plain.newPage();
		await page.goto(`${server.url}/playground.html`);
		expect(await page.textContent("main")).toMatch(/Playground.*sandbox responds in this page.*needs JavaScript/s);
		await plain.close();
	});
});

/** Chooses an operation in the list. */
async function choose(page: Page, id: string): Promise<void> {
	await page.locator(`.x-operations a[href="#operation=${id}"]`).click();
	await page.locator(`.x-operations a[href="#operation=${id}"][aria-current]`).waitFor();
}

const clearStatus = (page: Page) => page.evaluate(() => document.querySelector(".x-say")?.replaceChildren());

/** Presses a button that sends, and waits until a response is shown. */
async function send(page: Page, name = "Send"): Promise<void> {
	await page.getByRole("button", { name, exact: true }).waitFor();
	await clearStatus(page);
	await page.getByRole("button", { name, exact: true }).click();
	await page.waitForFunction(() => /^(?:\d{3}|The client throws)/.test(document.querySelector(".x-say")?.textContent ?? ""));
}

/** The code in a tab of the request. */
async function codeOf(page: Page, name: string): Promise<string> {
	await page.getByRole("tab", { name, exact: true }).click();
	return (await page.locator(`pre[aria-label="${name}"]`).textContent()) ?? "";
}

/** Goes on with the tabulator until something with a label has the focus. */
async function tabTo(page: Page, label: string): Promise<void> {
	for (let steps = 0; steps < 300; steps++) {
		await page.keyboard.press("Tab");
		if ((await focused(page)).startsWith(label)) return;
	}
	throw new Error(`expected the tabulator to reach ${label}`);
}

/** The name of what has the focus. */
function focused(page: Page): Promise<string> {
	return page.evaluate(() => {
		const { activeElement } = document;
		const { labels } = activeElement as HTMLInputElement;
		return labels?.[0]?.textContent ?? activeElement?.getAttribute("aria-label") ?? activeElement?.textContent?.trim() ?? "";
	});
}

/** The status and the bytes of the body that the page shows, without identifiers and dates. */
async function responseOn(page: Page): Promise<{ status: string; body: string }> {
	const status = (await page.textContent(".x-status b")) ?? "";
	const copy = page.getByRole("button", { name: /^(?:Copy body|Copied)$/ });
	if ((await copy.count()) === 0) return { status, body: "" };
	await copy.last().click();
	return { status, body: withoutIds(await page.evaluate(() => (globalThis as { copied?: string }).copied ?? "")) };
}

/** The same call in Node. */
async function responseInNode(id: string, values: unknown): Promise<{ status: string; body: string }> {
	const sandbox = createSandbox({ seed });
	let got: { status: string; body: string } | undefined;
	const fetch = async (url: string, init: RequestInit) => {
		const response = (await sandbox.fetch(url, init)) as Response;
		got = { status: String(response.status), body: withoutIds(await response.clone().text()) };
		return response;
	};
	const client = createClient({ ...clientOptions, fetch: fetch as never }) as unknown as Record<
		string,
		(values: unknown) => unknown
	>;
	const result = client[id]?.(values) as Promise<unknown> | { firstPage(): Promise<unknown> };
	await ("firstPage" in result ? result.firstPage() : result);
	if (got === undefined) throw new Error(`expected ${id} to send a request`);
	return got;
}

function withoutIds(body: string): string {
	return body.replace(/\b([A-Z]{2})[0-9a-f]{32}\b/g, "$1…").replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "…");
}
