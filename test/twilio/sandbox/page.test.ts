import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withoutRuntimeTransport } from "../../../scripts/build/without-runtime-transport.ts";
import { launchBrowser, noBrowser, openPage } from "../../support/browser.ts";
import { startServer } from "../../support/servers.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { ACCOUNT, CHANNEL, checkedSandbox, SERVICE } from "./helpers.ts";

/** What a page does with the client, whichever sandbox answers it. */
const STEPS = `async (client) => {
	const channel = { ServiceSid: "${SERVICE}", ChannelSid: "${CHANNEL}" };
	for (const Body of ["a", "b ü", "c"]) await client.createChannelMessage({ ...channel, Body });
	const messages = await client.listChannelMessages({ ...channel, PageSize: 2 }).toArray();
	await client.deleteChannelMessage({ ...channel, Sid: messages[0].sid });
	const gone = await client.fetchChannelMessage({ ...channel, Sid: messages[0].sid }).catch((error) => error);
	const options = { headers: { "X-Sandbox-Fault": "status=500" }, retries: 0 };
	const failed = await client.fetchChannelMessage({ ...channel, Sid: messages[1].sid }, options).catch((error) => error);
	return { bodies: messages.map(({ body }) => body), gone: [gone.name, gone.code], failed: [failed.name, failed.status] };
}`;
const EXPECTED = { bodies: ["a", "b ü", "c"], gone: ["NotFoundError", 20404], failed: ["ServerError", 500] };

/** The scripts of a page that imports the package, as a bundler for browsers makes them: in chunks, or in one file. */
async function bundle(program: string, splitting: boolean): Promise<Map<string, string>> {
	const { outputFiles } = await build({
		stdin: { contents: program, resolveDir: process.cwd(), loader: "ts" },
		bundle: true,
		splitting,
		format: "esm",
		platform: "browser",
		external: ["node:*"],
		plugins: [withoutRuntimeTransport],
		outdir: "/",
		write: false,
	});
	return new Map(outputFiles.map(({ path, text }) => [path, text]));
}

/** Serves a page that runs the program, from a port of its own. */
async function startPage(program: string): Promise<string> {
	const scripts = await bundle(program, true);
	const { url } = await startServer((request, response) => {
		const script = scripts.get(request.url);
		response.writeHead(200, { "content-type": script === undefined ? "text/html; charset=utf-8" : "text/javascript" });
		response.end(script ?? `<!doctype html><link rel="icon" href="data:,"><script type="module" src="/stdin.js"></script>`);
	});
	return url;
}

describe.skipIf(noBrowser)("in Chromium", () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launchBrowser();
	});
	afterAll(() => browser?.close());

	/** Opens a page and waits for what its program leaves in `globalThis.result`. */
	const resultOf = async (url: string): Promise<unknown> => {
		const context = await browser.newContext();
		const { page } = await openPage(context, url);
		await page.waitForFunction("globalThis.result !== undefined");
		const result = await page.evaluate("globalThis.result");
		await context.close();
		return result;
	};

	const clientOf = (baseUrl: string) => `
		import { createClient } from "./src/index.ts";
		const client = createClient({ accountSid: "${ACCOUNT}", authToken: "token", baseUrl: "${baseUrl}" });
		const steps = ${STEPS};
		globalThis.result = await steps(client).catch((error) => ({ name: error.name, outcome: error.outcome }));`;

	test("a page of another port of this machine calls the sandbox: it writes, reads all pages, and sees every error", async () => {
		const { url, close } = await checkedSandbox().listen({ port: 0 });
		expect(await resultOf(await startPage(clientOf(url)))).toEqual(EXPECTED);
		await close();
	});

	test("a page of elsewhere gets nothing from it", async () => {
		const sandbox = checkedSandbox();
		const { url, close } = await sandbox.listen({ port: 0 });
		const scripts = await bundle(clientOf(url), false);
		const file = join(temporaryFolder("page"), "page.html");
		const script = scripts.get("/stdin.js")?.replaceAll("</script", "<\\/script");
		writeFileSync(file, `<!doctype html><script type="module">${script}</script>`);
		expect(await resultOf(pathToFileURL(file).href)).toMatchObject({ name: "ConnectionError" });
		expect(sandbox.snapshot().resources).toEqual([]);
		await close();
	});

	test("the sandbox runs in the page itself", async () => {
		const url = await startPage(`
			import { createClient } from "./src/index.ts";
			import { createSandbox } from "./src/sandbox.ts";
			const client = createClient({ accountSid: "${ACCOUNT}", authToken: "token", fetch: createSandbox().fetch });
			const steps = ${STEPS};
			globalThis.result = await steps(client).catch((error) => String(error.stack));`);
		expect(await resultOf(url)).toEqual(EXPECTED);
	});
});
