import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleScript } from "../../scripts/docs/bundle-script.ts";
import { explorerData } from "../../scripts/docs/explorer-data.ts";
import { serveFiles } from "../../scripts/docs/serve.ts";
import { describeOperations } from "../../scripts/pipeline/describe-operations.ts";
import type { ExplorerData } from "../../src/core/explorer/explorer-data.ts";
import { launchBrowser, noBrowser, openPage } from "../support/browser.ts";
import type { HostileInput } from "./hostile-explorer.ts";
import { readModel } from "./project-site.ts";

/** Every way that text could become something that runs or loads. */
const EVIL = [
	"<script>window.pwned=1</script>",
	'<img src=x onerror="window.pwned=2">',
	`"onfocus="window.pwned=3" x='`,
	"javascript:window.pwned=4",
	"</code></pre></script></style><svg onload=window.pwned=5>",
	"<iframe srcdoc='<script>parent.pwned=6</script>'></iframe>",
	"`<b onclick=window.pwned=8>`",
].join(" ");

/** Puts the text into every text and every name. */
function poison(node: unknown): unknown {
	if (typeof node === "string") return node + EVIL;
	if (Array.isArray(node)) return node.map(poison);
	if (typeof node !== "object" || node === null) return node;
	return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, poison(value)]));
}

/** Puts it into the names of members, too. */
function poisonNames(node: unknown): unknown {
	if (Array.isArray(node)) return node.map(poisonNames);
	if (typeof node !== "object" || node === null) return poison(node);
	return { ...Object.fromEntries(Object.entries(node).map(([key, value]) => [key + EVIL, poisonNames(value)])), [EVIL]: EVIL };
}

async function hostileInput(): Promise<HostileInput> {
	const model = await readModel("test/fixtures/toy/redocly.yaml");
	const data = poison(explorerData(model.document, describeOperations(model))) as ExplorerData;
	const operations = Object.fromEntries(
		model.operations.map(({ id, descriptor: { parameters, body, ...rest } }) => {
			const evil = <Value>(named: Readonly<Record<string, Value>>) =>
				Object.fromEntries(Object.entries(named).map(([name, value]) => [name + EVIL, value]));
			const poisoned = body && { ...body, fields: evil<unknown>(body.fields) };
			return [id + EVIL, { ...rest, parameters: evil(parameters), ...(poisoned && { body: poisoned }) }];
		}),
	) as HostileInput["operations"];
	const payload = poisonNames({ id: "1", list: [{ a: "b" }, "c"], self: "d" });
	const message = {
		url: `http://localhost/${EVIL}`,
		method: `GET${EVIL}`,
		headers: { [EVIL]: EVIL },
		body: `${encodeURIComponent(EVIL)}=${EVIL}`,
	};
	const facts = { started: 0, elapsed: 1, notes: [EVIL], ignored: [EVIL], faults: [{ mutation: EVIL }], operationId: EVIL };
	const response = { status: 200, headers: { [EVIL]: EVIL }, body: EVIL };
	return {
		...{ data, operations, payload },
		state: { version: 1, resources: [{ path: `/v1/books${EVIL}`, account: EVIL, items: [payload] }] },
		events: [
			{ type: "exchange", id: "1", exchange: { ...facts, request: message, response, ending: "complete" } },
			{ type: "webhook", id: "2", delivery: { ...facts, name: EVIL, request: message, response, error: EVIL } },
		],
	};
}

describe.skipIf(noBrowser)("in Chromium", () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launchBrowser();
	});
	afterAll(() => browser?.close());

	test("nothing runs or loads of a hostile description, of hostile payloads and of hostile events, without a policy", {
		timeout: 60_000,
	}, async () => {
		const input = await hostileInput();
		// The text would end the element of an inline script: the data is a script of its own, as on the site.
		const html =
			'<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,"><div id="explorer"></div><script src="data.js"></script><script src="page.js"></script>';
		const files = [
			{ path: "index.html", content: html },
			{ path: "data.js", content: `globalThis.hostileInput=${JSON.stringify(input)}` },
			{ path: "page.js", content: await bundleScript("test/docs/hostile-explorer.ts") },
		];
		const server = await serveFiles(files, 0);
		const context = await browser.newContext();
		const { page, watch } = await openPage(context, `${server.url}/index.html`);
		await page.locator(".x-list li").first().waitFor({ state: "attached" });
		for (const { id } of input.data.operations) {
			await page.evaluate(
				(fragment) => {
					location.hash = fragment;
				},
				new URLSearchParams([
					["operation", id],
					[EVIL, EVIL],
				]).toString(),
			);
			await page
				.locator("h2", { hasText: input.data.operations.find((operation) => operation.id === id)?.title ?? "" })
				.waitFor();
			await page.evaluate(() => {
				document.querySelector(".x-say")?.replaceChildren();
				for (const details of document.querySelectorAll("details")) details.open = true;
				const buttons = [...document.querySelectorAll<HTMLElement>("button")].filter(
					({ textContent }) => !/^(?:Clear|Export|Reset$|Copy)/.test(textContent ?? ""),
				);
				for (const button of buttons) {
					button.focus();
					button.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
				}
				document.querySelector<HTMLElement>(".x-row")?.click();
				document.querySelector<HTMLElement>(".x-primary")?.click();
			});
			await page.waitForFunction(() => document.querySelector(".x-say")?.textContent?.includes("The client throws"));
			const found = await page.evaluate(() => ({
				elements: [...document.querySelectorAll("#explorer :is(script, img, iframe, svg, style, object)")].map(
					({ outerHTML }) => outerHTML,
				),
				handlers: [...document.querySelectorAll("*")].filter(({ attributes }) =>
					[...attributes].some(({ name }) => /^on/.test(name)),
				).length,
				links: [...document.querySelectorAll("a")].filter(({ protocol }) => !/^https?:$/.test(protocol)).length,
				pwned: (globalThis as { pwned?: unknown }).pwned ?? null,
				isShown: document.querySelector("#explorer")?.textContent?.includes("window.pwned=1"),
			}));
			expect({ id, ...found }).toEqual({ id, elements: [], handlers: 0, links: 0, pwned: null, isShown: true });
		}
		expect(watch).toEqual({ foreign: [], errors: [] });
		await context.close();
		await server.close();
	});
});
