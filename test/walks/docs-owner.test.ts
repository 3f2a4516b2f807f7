import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serveFiles } from "../../scripts/docs/serve.ts";
import { blockWith, commandsOf } from "../support/documents.ts";
import { beginWalk } from "./walk.ts";

test("a docs owner looks at the site with a sandbox, and publishes it under a path", { timeout: 180_000 }, async () => {
	const walk = beginWalk("docs-owner");
	const clone = walk.clone();
	const [serve = ""] = commandsOf(blockWith("docs/site.md", "--serve"));
	const served = await walk.start(`${serve} --port 0 --sandbox-port 0`, { cwd: "twilio-messages" });
	expect(await textAt(`${served}/client.html`)).toContain("<h1");

	const [, build = ""] = commandsOf(blockWith("docs/site.md", "--address"));
	expect(await walk.run(build, { cwd: "twilio-messages" })).toMatchObject({ code: 0, stderr: "" });
	const site = join(clone, "dist/docs");
	expect(readFileSync(join(site, "sitemap.xml"), "utf8")).toContain("<loc>https://docs.example/messages/client.html</loc>");

	const published = await serveFiles(filesOf(site), 0, "/messages");
	const pages = ["index.html", "client.html", "operations/createConversationMessage.html"];
	const broken = await Promise.all(pages.map((page) => brokenOn(`${published.url}/${page}`)));
	await published.close();
	expect(broken.flat()).toEqual([]);
});

async function textAt(url: string): Promise<string> {
	const response = await fetch(url);
	expect(response.status).toBe(200);
	return response.text();
}

const filesOf = (folder: string) =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name))
		.map((file) => ({ path: file.slice(folder.length + 1), content: readFileSync(file, "utf8") }));

/** The links within the site that lead nowhere. */
async function brokenOn(page: string): Promise<string[]> {
	const hrefs = [...(await textAt(page)).matchAll(/ href="([^"#]+)[^"]*"/g)].map(([, href = ""]) => new URL(href, page));
	const own = [...new Set(hrefs.filter(({ origin }) => origin === new URL(page).origin).map(String))];
	expect(own.length).toBeGreaterThan(20);
	const found = await Promise.all(own.map(async (url) => ((await fetch(url)).status === 200 ? [] : [url])));
	return found.flat();
}
