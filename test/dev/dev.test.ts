import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createDevCommand } from "../../scripts/dev/dev-command.ts";
import { serveLive } from "../../scripts/dev/live-site.ts";
import { hashOf, ICON, policyMeta } from "../../scripts/docs/content-security-policy.ts";
import { runCommand } from "../../src/core/command/run-command.ts";
import { launchBrowser, noBrowser, openPage } from "../support/browser.ts";
import { startProcess } from "../support/process.ts";
import { startServer } from "../support/servers.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const LIMIT = "openapi/schemas/CreateConversationMessageForm.yaml";
const PAGE = "/operations/createConversationMessage.html";
const MESSAGES = `/v1/Conversations/CH${"a".repeat(32)}/Messages`;

test("a save is on the site and in the sandbox, pages get an event, and a problem leaves all as it was", {
	timeout: 180_000,
}, async () => {
	const folder = copyOfProject();
	const dev = startProcess(process.execPath, ["scripts/run.js", "dev", "--port", "0", "--sandbox-port", "0"], { cwd: folder });
	const started = await dev.until("Ctrl-C stops.");
	const [, site = "", sandbox = ""] = /Site: +(\S+)\/\nSandbox: +(\S+) /.exec(dev.output()) ?? [];
	const pageNow = async () => (await fetch(site + PAGE)).text();
	const create = async () => {
		const body = new URLSearchParams({ Body: "x".repeat(21) });
		const headers = { authorization: `Basic ${btoa(`AC${"a".repeat(32)}:secret`)}` };
		return (await fetch(sandbox + MESSAGES, { method: "POST", body, headers })).status;
	};
	expect(await pageNow()).toContain(sandbox);
	expect(await create()).toBe(201);
	const nextVersion = await listen(site);
	const first = await nextVersion();

	edit(join(folder, LIMIT), "maxLength: 1600", "maxLength: 20");
	const saved = await dev.until("ms)\n", started);
	expect(dev.output().slice(started, saved)).toMatch(
		new RegExp(`^\n✓ ${LIMIT}: wrote generated/openapi\\.json, .*; started the sandbox, built the site \\(\\d+ ms\\)\n$`),
	);
	const second = await nextVersion();
	expect(second).not.toBe(first);
	expect(await pageNow()).toContain(second);
	expect(readFileSync(join(folder, "generated/openapi.json"), "utf8")).toContain('"maxLength": 20');
	expect(await create()).toBe(400);

	edit(join(folder, LIMIT), "maxLength: 20", "maxLength: [20");
	await dev.until(`✗ ${LIMIT}:`, saved);
	expect(await pageNow()).toContain(second);
	expect(await create()).toBe(400);

	dev.child.kill("SIGTERM");
	expect(await dev.ended).toMatchObject({ code: 0 });
	for (const address of [site, sandbox]) await expect(fetch(address), address).rejects.toThrow();
});

describe.skipIf(noBrowser)("in Chromium", () => {
	test("a page reloads when the site has changed, and only then, under the policy that it has", async () => {
		const browser = await launchBrowser();
		onTestFinished(() => browser.close());
		const site = await serveLive(filesOf("first"), 0);
		onTestFinished(() => site.close());
		const { page, watch } = await openPage(await browser.newContext(), `${site.url}/index.html`);
		expect(await page.title()).toBe("first, and its script ran");

		let loads = 0;
		page.on("load", () => loads++);
		site.show(filesOf("first"));
		site.show(filesOf("second"));
		await page.waitForFunction(() => document.title === "second, and its script ran");
		expect(loads).toBe(1);
		// The stream of the page that was reloaded.
		expect(watch).toEqual({ foreign: [], errors: [`failed: ${site.url}/_dev/events`] });
	});
});

test("a page without a policy is an error, because it would reload nowhere else", async () => {
	await expect(serveLive([{ path: "index.html", content: "<html><body></body></html>" }], 0)).rejects.toThrow("found none");
});

test.each([
	["--port", (port: number) => `Port ${port} is in use. Choose another one with --port; --port 0 picks a free one.`],
	["--sandbox-port", (port: number) => new RegExp(`^--sandbox-port ${port}: .* Choose another port; 0 picks a free one\\.$`)],
])("%s of another server is reported in one line", async (option, line) => {
	const { url } = await startServer(() => {});
	const { port } = new URL(url);
	const command = createDevCommand({ readProfile: () => expect.unreachable(), texts: "docs" });
	const errors: string[] = [];
	const args = ["--port", "0", "--sandbox-port", "0"].with(option === "--port" ? 1 : 3, port);
	expect(await runCommand(command, args, { out: () => {}, error: (text) => errors.push(text) })).toBe(2);
	expect(errors).toEqual([expect.stringMatching(line(Number(port)))]);
});

function copyOfProject(): string {
	const folder = temporaryFolder("dev", { inProject: true });
	for (const path of ["openapi", "docs", "src", "generated", "scripts", "package.json", "redocly.yaml"]) {
		cpSync(resolve(path), join(folder, path), { recursive: true });
	}
	symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
	return folder;
}

function edit(file: string, from: string | RegExp, to: string): void {
	const text = readFileSync(file, "utf8");
	const edited = text.replace(from, to);
	expect(edited).not.toBe(text);
	writeFileSync(file, edited);
}

/** Listens as a page does. Returns the function that waits for the next version that the server names. */
async function listen(site: string): Promise<() => Promise<string>> {
	const { body } = await fetch(`${site}/_dev/events`);
	const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
	return async () => /^data: (\w+)\n\n$/.exec((await reader?.read())?.value ?? "")?.[1] ?? "";
}

/** A page with a script of its own. */
function filesOf(title: string) {
	const script = 'document.title += ", and its script ran"';
	const policy = policyMeta({ "script-src": [hashOf(script)], "img-src": ["data:"] });
	const head = `<meta charset="utf-8">${policy}${ICON}<title>${title}</title>`;
	return [
		{
			path: "index.html",
			content: `<!DOCTYPE html>\n<html lang="en">\n<head>${head}</head>\n<body><script>${script}</script>\n</body>\n</html>\n`,
		},
	];
}
