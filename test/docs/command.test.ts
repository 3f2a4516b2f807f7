import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publish } from "../../scripts/docs/publish.ts";
import { type RunningProcess, runNode, runShell, startProcess } from "../support/process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { buildProjectSite, readModel, samplesOn } from "./project-site.ts";

const folder = temporaryFolder("docs", { whenDone: afterAll });

const docs = (...args: string[]) => runNode(["scripts/run.js", "docs", ...args]);

test("--help lists the options, and a wrong one is reported in one line", async () => {
	const help = await docs("--help");
	expect(help.code).toBe(0);
	expect(help.stdout).toContain("Usage: npm run docs -- [options]");
	const mistakes: [args: string[], line: string][] = [
		[["--nonsense"], "Unknown option --nonsense: see --help"],
		[["--address", "here"], "--address: expected an absolute http(s) address, got here"],
		[
			["--address", "https://docs.example/?x"],
			"--address: expected an address without user, query and fragment; leave out what is after the path",
		],
		[["--serve", "--port", "70000"], "--port: expected a whole number from 0 to 65535, got 70000"],
	];
	for (const [args, line] of mistakes) expect(await docs(...args)).toMatchObject({ code: 2, stdout: "", stderr: `${line}\n` });
});

test("builds into the folder that it is told, in any locale the same bytes, and replaces what was there", async () => {
	const out = join(folder, "site");
	mkdirSync(out);
	writeFileSync(join(out, "old.html"), "old");
	const env = { ...process.env, LC_ALL: "de_DE.UTF-8", TZ: "Pacific/Chatham" };
	const { code, stdout, stderr } = await runNode(["scripts/run.js", "docs", "--out", out], { env });
	expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
	expect(existsSync(join(out, "old.html"))).toBe(false);
	const { files } = await buildProjectSite();
	expect(stdout).toMatch(new RegExp(`site/: ${files.length} files \\(\\d+ ms\\)\nIt has no sitemap and no canonical addresses`));
	for (const { path, content } of files) expect(readFileSync(join(out, path), "utf8") === content, path).toBe(true);
	expect(readdirSync(folder)).toEqual(["site"]);
});

test("--config of another API builds its site from its own words, and only this project's description has a sandbox", async () => {
	const toy = join(folder, "toy");
	cpSync("test/fixtures/toy", toy, { recursive: true });
	const config = join(toy, "redocly.yaml");
	const out = join(folder, "toy-site");
	mkdirSync(join(toy, "docs/public"), { recursive: true });
	writeFileSync(join(toy, "docs/site.yaml"), "titel: Library");
	expect(await docs("--config", config, "--out", out)).toMatchObject({
		code: 1,
		stderr: expect.stringMatching(
			/toy\/docs\/site\.yaml:1:1 error expected a known setting \(.*\), got "titel"; write title \(site\)\nNothing was written\.\n$/,
		),
	});
	writeFileSync(join(toy, "docs/site.yaml"), "title: Library\npages: [guide.md]");
	writeFileSync(join(toy, "docs/guide.md"), "# Borrow\n\nAsk [first](operation:listBooks).");
	writeFileSync(join(toy, "docs/public/card.bin"), Uint8Array.of(0, 255, 254));
	expect(await docs("--config", config, "--out", out)).toMatchObject({ code: 0, stderr: "" });
	const pages = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((file) => /\.(?:html|md|txt|js)$/.test(file));
	expect(pages.length).toBeGreaterThan(10);
	const { info } = (await readModel(config)).document;
	expect(readFileSync(join(out, "index.md"), "utf8")).toMatch(new RegExp(`^# ${info.title}\n`));
	expect(readFileSync(join(out, "guide.html"), "utf8")).toContain("<title>Borrow – Library</title>");
	expect([...readFileSync(join(out, "card.bin"))]).toEqual([0, 255, 254]);
	for (const page of pages) expect(readFileSync(join(out, page), "utf8"), page).not.toMatch(/twilio/i);
	expect(await docs("--config", config, "--serve")).toMatchObject({
		code: 2,
		stderr: "--serve: the sandbox serves the description of redocly.yaml only. Leave out --config or --serve.\n",
	});
	rmSync(out, { recursive: true });
	rmSync(toy, { recursive: true });
});

test("a problem in the description is told by place, and what was published stays", async () => {
	const toy = join(folder, "toy");
	cpSync("test/fixtures/toy", toy, { recursive: true });
	const file = join(toy, "openapi/paths/book.yaml");
	writeFileSync(file, readFileSync(file, "utf8").replace("operationId: fetchBook", "operationId: fetch a book"));
	const { code, stderr } = await docs("--config", join(toy, "redocly.yaml"), "--out", join(folder, "site"));
	expect(code).toBe(1);
	expect(stderr).toMatch(/book\.yaml:4:\d+ error expected a name that a method can have/);
	expect(existsSync(join(folder, "site/index.html"))).toBe(true);
	rmSync(toy, { recursive: true });
});

test("until the last file is written, the folder stays as it was", () => {
	const out = join(folder, "kept");
	publish(out, [{ path: "a.txt", content: "1" }]);
	const files = [
		{ path: "a.txt", content: "2" },
		{ path: "a.txt/b.txt", content: "cannot be" },
	];
	expect(() => publish(out, files)).toThrow();
	expect(readFileSync(join(out, "a.txt"), "utf8")).toBe("1");
	expect(readdirSync(folder).filter((name) => name.startsWith("kept"))).toEqual(["kept"]);
});

let server: RunningProcess;
let site = "";
let sandbox = "";

beforeAll(async () => {
	const args = ["scripts/run.js", "docs", "--serve", "--port", "0", "--sandbox-port", "0"];
	server = startProcess(process.execPath, args, {}, () => {});
	await server.until("which the samples call");
	[, site = "", sandbox = ""] = /Site: +(\S+)\/ [\s\S]*Sandbox: +(\S+) /.exec(server.output()) ?? [];
});

afterAll(() => void server.child.kill("SIGKILL"));

test("--serve shows the site, and the first command that is copied from it works", async () => {
	const page = await (await fetch(`${site}/operations/createServiceConversationMessage.html`)).text();
	const path = "operations/createServiceConversationMessage.html";
	const command = samplesOn([{ path, content: page }]).find(({ writer }) => writer === "curl");
	expect(command?.source).toContain(sandbox);
	const answer = await runShell(command?.source ?? "");
	expect(JSON.parse(answer.stdout)).toMatchObject({
		body: "Hello",
		author: "message author",
		chat_service_sid: `IS${"a".repeat(32)}`,
	});
	expect((await fetch(`${site}/`)).status).toBe(200);
	const missing = await fetch(`${site}/../package.json`);
	expect(missing.status).toBe(404);
	expect(await missing.text()).toContain('<a href="/index.html">Start page</a>');
});

test("the commands of the start page work", async () => {
	const start = readFileSync("docs/index.md", "utf8");
	const [, command = ""] = /(curl http:\/\/127\.0\.0\.1:4010[\s\S]*?)\n```/.exec(start) ?? [];
	const answer = await runShell(command.replace("http://127.0.0.1:4010", sandbox));
	expect(JSON.parse(answer.stdout)).toMatchObject({ body: "Hello" });
});

test("what is served is for this machine alone", async () => {
	const { hostname, port } = new URL(site);
	expect(hostname).toBe("127.0.0.1");
	const statusFor = (host: string) =>
		new Promise((done, fail) => {
			const ask = request({ hostname, port, path: "/", headers: { host } }, (response) => {
				response.resume();
				done(response.statusCode);
			});
			ask.once("error", fail).end();
		});
	for (const host of ["rebound.example", "127.0.0.1.example:80", "[::2]"]) expect(await statusFor(host), host).toBe(404);
	for (const host of ["localhost", `[::1]:${port}`, "127.1.2.3"]) expect(await statusFor(host), host).toBe(200);
});

test("a signal ends the server and its sandbox", async () => {
	server.child.kill("SIGTERM");
	expect(await server.ended).toMatchObject({ code: 0 });
	await expect(fetch(site)).rejects.toThrow();
	await expect
		.poll(
			() =>
				fetch(sandbox).then(
					() => "there",
					() => "gone",
				),
			{ timeout: 5_000 },
		)
		.toBe("gone");
});
