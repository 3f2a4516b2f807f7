import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { measureRounds, median, medianRatio, mediansOf, type Pairs, type Row } from "./measure.ts";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/**
 * Measures the playground of a built site in Chromium: from the start of its loading to the first response that it shows, beside the
 * loading of an empty page; and the size of its scripts.
 */
export async function measurePlayground(site: string): Promise<Row[]> {
	const scripts = ["playground.js", "playground-data.js"].map(
		(name) => gzipSync(readFileSync(join(site, name)), { level: 9 }).length,
	);
	const size = scripts.reduce((sum, bytes) => sum + bytes, 0) / 1000;
	const pairs = await measureFirstSend(site);
	return [
		{ name: "scripts of the playground, compressed", value: size, target: 80, unit: " KB" },
		{
			name: "first response of the playground after its start",
			value: median(pairs.ours) - median(pairs.theirs),
			target: 100,
			unit: " ms",
			note: `${mediansOf(pairs, "ms")} of an empty page, ratio ${medianRatio(pairs).toFixed(1)}`,
		},
	];
}

async function measureFirstSend(site: string): Promise<Pairs> {
	const empty = join(site, "empty.html");
	writeFileSync(empty, '<!DOCTYPE html><html lang="en"><title>Empty</title><p id="explorer">Empty</p></html>');
	const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
	try {
		const page = await browser.newPage();
		// Runs in the page, before its scripts: presses the button as soon as it is there, and notes when the response is.
		await page.addInitScript(() => {
			// What an earlier round has left would be shown again.
			sessionStorage.clear();
			const found = () => {
				const send = document.querySelector<HTMLElement>(".x-primary:not([data-pressed])");
				send?.setAttribute("data-pressed", "");
				send?.click();
				// Only the first time: much is shown afterwards.
				if ("responded" in globalThis || !document.querySelector(".x-status, p#explorer")) return;
				Object.assign(globalThis, { responded: performance.now() });
			};
			new MutationObserver(found).observe(document, { childList: true, subtree: true });
		});
		const open = async (file: string) => {
			await page.goto(pathToFileURL(file).href);
			await page.waitForFunction(() => "responded" in globalThis);
			return page.evaluate(() => (globalThis as unknown as { responded: number }).responded);
		};
		// A page loads within a few times what the machine is busy with for a moment: many rounds, of which the median counts.
		const rounds = { rounds: 25, warmUp: 2 };
		return await measureRounds(rounds, { theirs: () => open(empty), ours: () => open(join(site, "playground.html")) });
	} finally {
		await browser.close();
	}
}
