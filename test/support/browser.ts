import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { isOnCi } from "./ci.ts";

/** Where Chromium is; another place can be named in the environment. */
const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/**
 * The reason to skip the tests in the browser; undefined where they run. On CI they always run, and fail without Chromium.
 */
export const noBrowser: string | undefined =
	existsSync(EXECUTABLE) || isOnCi
		? undefined
		: `There is no Chromium at ${EXECUTABLE}. To include them, install it (apt-get install chromium) or name its path in CHROMIUM`;

/** Starts Chromium with no network but this machine. */
export function launchBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: EXECUTABLE,
		args: [
			"--no-sandbox",
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
			"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
		],
	});
}

/**
 * Milliseconds to wait for something on a page. Beside other tests, the reference may need half a minute for what it draws in two
 * seconds alone.
 */
const PATIENCE = 120_000;

/** What a page did that it must not. */
export interface Watch {
	/** Addresses of other origins that something was asked of. */
	readonly foreign: string[];
	/** Errors and warnings in the console, uncaught exceptions, requests that failed. */
	readonly errors: string[];
}

/** Opens a page and notes what it asks for and complains of. */
export async function openPage(context: BrowserContext, url: string): Promise<{ page: Page; watch: Watch }> {
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE);
	const watch: Watch = { foreign: [], errors: [] };
	const { origin, protocol } = new URL(url);
	const isOwn = (address: string) =>
		/^(?:data|blob|about):/.test(address) ||
		(protocol === "file:" ? address.startsWith("file:") : new URL(address).origin === origin);
	page.on("request", (request) => {
		if (!isOwn(request.url())) watch.foreign.push(request.url());
	});
	page.on("requestfailed", (request) => {
		// Whoever leaves a page at once ends the loading of its icon, which is of the type "other".
		const isLeft = request.resourceType() === "other" && request.failure()?.errorText === "net::ERR_ABORTED";
		if (!isLeft) watch.errors.push(`failed: ${request.url()}`);
	});
	page.on("response", (response) => {
		if (response.status() >= 400) watch.errors.push(`${response.status()}: ${response.url()}`);
	});
	page.on("console", (message) => {
		if (["error", "warning"].includes(message.type())) watch.errors.push(message.text());
	});
	page.on("pageerror", (error) => watch.errors.push(error.message));
	await page.goto(url);
	return { page, watch };
}

/** Waits until Redoc shows an operation, by its heading. */
export async function waitForHeading(page: Page, heading: string): Promise<void> {
	await page.waitForFunction(
		(text) =>
			[...document.querySelectorAll("h1, h2")].some(
				(element) => element.textContent?.includes(text) && element.getBoundingClientRect().top < 400,
			),
		heading,
	);
}

/** Ends all animations of a page, and waits until it has drawn three frames in a row without a change to its elements. */
export async function waitUntilDrawn(page: Page): Promise<void> {
	await page.evaluate(async () => {
		let still = 0;
		const observer = new MutationObserver(() => {
			still = 0;
		});
		observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
		while (still < 3) {
			const animations = document.getAnimations();
			for (const animation of animations) animation.finish();
			still = animations.length > 0 ? 0 : still + 1;
			await new Promise((drawn) => requestAnimationFrame(drawn));
		}
		observer.disconnect();
	});
}
