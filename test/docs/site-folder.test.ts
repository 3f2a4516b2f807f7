import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { ACCENTS, BACKGROUNDS } from "../../scripts/docs/colours.ts";
import { plainProfile } from "../../scripts/docs/plain-profile.ts";
import { withPublicFiles } from "../../scripts/docs/public-files.ts";
import { publish } from "../../scripts/docs/publish.ts";
import { serveFiles } from "../../scripts/docs/serve.ts";
import { buildWithoutReference, type SiteInput } from "../../scripts/docs/site.ts";
import { readSiteFolder } from "../../scripts/docs/site-folder.ts";
import { DescriptionError } from "../../scripts/pipeline/problem.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { contentOf, readModel } from "./project-site.ts";

const root = temporaryFolder("site-folder", { whenDone: afterAll });
const toy = await readModel("test/fixtures/toy/redocly.yaml");
let count = 0;

/** Writes a folder of a site: texts as they are, and bytes. */
function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
	const folder = join(root, String(count++));
	mkdirSync(folder);
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	return folder;
}

/** The problems of a folder, a line each, by the names of its files. */
function problemsIn(folder: string): string[] {
	try {
		readSiteFolder(folder);
		return [];
	} catch (error) {
		if (!(error instanceof DescriptionError)) throw error;
		return error.message.split("\n").map((line) => line.replaceAll(`${relative(process.cwd(), folder)}/`, ""));
	}
}

const build = (folder: string, input: Partial<SiteInput> = {}) =>
	buildWithoutReference({ model: toy, profile: { ...plainProfile(toy), ...readSiteFolder(folder) }, ...input });

describe("a setting that cannot be used is reported by file, line and column", () => {
	test.each([
		["", "1:1 expected settings by their names, such as title: My API, got nothing"],
		[" !", "1:1 expected settings by their names, such as title: My API, got"],
		["- a", '1:1 expected settings by their names, such as title: My API, got ["a"]'],
		[
			"pages: [",
			"1:9 expected YAML or JSON, got text that does not parse: unexpected end of the stream within a flow collection",
		],
		["title: a\ntitle: b", "2:1 expected YAML or JSON, got text that does not parse: duplicated mapping key"],
		["title: a\ntitel: b", "2:1 expected a known setting (title, start, "],
		["titel: b", 'got "titel"; write title'],
		["title: ''", '1:1 title: expected the name of the site, a text of 1 to 80 characters on one line, got ""'],
		["title: |\n  a\n  b", 'on one line, got "a\\nb\\n"'],
		["pages:\n  - 5", "2:5 pages.0: expected the name of a Markdown file of this folder, such as guide.md, got 5"],
		[
			"start: ../../x.md",
			'1:1 start: expected a Markdown file of this folder for the start page, such as index.md, got "../../x.md"',
		],
		["pages: [a.md]", "1:9 expected a file of this folder, got a.md; create it, or correct the name"],
		["inReference: [a.md]", "1:15 expected a file of pages, got a.md; add it there"],
		["logo: a.svg", "1:1 expected a file of the folder public, got a.svg; put it there"],
		["logo: a/../../b.svg", "1:1 logo: expected a picture of the folder public, such as logo.svg, for the header, got"],
		["editAddress: javascript:alert(1)", "1:1 editAddress: expected the http(s) address before the path of a file"],
		[
			"accent: { light: red, dark: '#84b4ff' }",
			'1:11 accent.light: expected a colour of six hexadecimal digits in quotes, such as "#1f57c3", got "red"',
		],
		[
			"accent: { light: '#888888', dark: '#84b4ff' }",
			"1:11 expected a colour with a contrast of at least 4.5 to #ffffff, got #888888 with 3.5; choose a darker one",
		],
		["credentials: { username: A }", "1:1 credentials: expected the environment variables with the credentials"],
		["title: &a [*a]", "1:13 expected a value that ends, got one that contains itself"],
		["__proto__: { title: a }", "1:1 expected another name, got __proto__"],
	])("%s", (text, problem) => {
		const problems = problemsIn(folderWith({ "site.yaml": text }));
		expect(problems).toEqual([expect.stringMatching(/^site\.yaml:\d+:\d+ (?:[\w.]+: )?expected /)]);
		expect(problems[0]).toContain(problem);
	});

	test("whatever the file holds", () => {
		const names = fc.constantFrom(
			"title",
			"pages",
			"accent",
			"credentials",
			"logo",
			"x",
			"__proto__",
			"constructor",
			"a/b~c",
			"",
		);
		const settings = fc.oneof(
			fc.dictionary(names, fc.jsonValue()).map((value) => JSON.stringify(value)),
			fc.string(),
			fc.uint8Array(),
		);
		fc.assert(
			fc.property(settings, (content) => {
				// No other error, and none that says nothing.
				expect(problemsIn(folderWith({ "site.yaml": content })).filter((line) => !/:\d+:\d+ \S/.test(line))).toEqual([]);
			}),
			{ numRuns: 150 },
		);
	});

	test("a folder in the place of a file, or a text of other bytes, has no stack trace", () => {
		expect(problemsIn(folderWith({ "site.yaml/x": "" }))).toEqual(["site.yaml:1:1 expected a text file in UTF-8, got EISDIR"]);
		const latin1 = folderWith({ "site.yaml": "footer: footer.md", "footer.md": Buffer.from([0x66, 0xfc, 0x72]) });
		expect(problemsIn(latin1)).toEqual(["footer.md:1:1 expected a text file in UTF-8, got other bytes; save it as UTF-8"]);
	});
});

test("the schema of the settings is valid", () => {
	const schema = JSON.parse(readFileSync("scripts/docs/site.schema.json", "utf8"));
	expect(new Ajv2020().validateSchema(schema)).toBe(true);
});

test("docs/site.md lists every setting, and its example can be used", async () => {
	const [, section = ""] = readFileSync("docs/site.md", "utf8").split("\n## Settings\n");
	const { properties } = JSON.parse(readFileSync("scripts/docs/site.schema.json", "utf8")) as { properties: object };
	expect([...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)).toEqual(Object.keys(properties));
	const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(section) ?? [];
	const texts = { "index.md": "# A", "guide.md": "# B", "footer.md": "C", "public/logo.svg": "<svg/>" };
	const files = await build(folderWith({ "site.yaml": example, ...texts }));
	expect(contentOf(files, "guide.html")).toContain("<title>B – Library</title>");
});

const EVIL = `"><script>window.pwned=1</script><img src=x onerror='window.pwned=2'>`;

test("title, pages, footer, edit links, logo and colours are on every page, and texts that are markup stay texts", async () => {
	const folder = folderWith({
		"site.yaml": `title: ${JSON.stringify(EVIL)}
start: index.md
pages: [guide.md]
footer: footer.md
editAddress: https://code.example/edit/
logo: pictures/logo.svg
accent: { light: "#7a1fa2", dark: "#e0a8ff" }`,
		"index.md": `# Books\n\n${EVIL}`,
		"guide.md": "# A guide\n\n## Read\n\nA [picture](public/pictures/logo.svg).",
		"footer.md": `${EVIL} The [guide](guide.md#read).`,
		"public/pictures/logo.svg": "<svg/>",
	});
	const files = await build(folder);
	const html = files.filter(({ path }) => path.endsWith(".html"));
	for (const { path, content } of html) {
		expect(content.replace(/<script defer src="[./]*site\.js"><\/script>/, ""), path).not.toMatch(/<script|<img src=x/);
		expect(content, path).toContain("--accent:#7a1fa2");
	}
	const page = contentOf(files, "operations/createBook.html");
	expect(page).toContain('<img src="../pictures/logo.svg" alt="">');
	expect(page).toContain('<a href="../guide.html#read">guide</a>');
	const guide = contentOf(files, "guide.html");
	expect(guide).toContain(`href="https://code.example/edit/${relative(process.cwd(), folder)}/guide.md"`);
	expect(guide).toContain('<a href="pictures/logo.svg">picture</a>');
});

test("the colours that contrast is measured against are those of the style", () => {
	const [light = "", dark = ""] = readFileSync("scripts/docs/styles/base.css", "utf8").split("prefers-color-scheme: dark");
	const full = (style: string, name: string) =>
		new RegExp(`--${name}: #(\\w+);`).exec(style)?.[1]?.replace(/^(\w)(\w)(\w)$/, "$1$1$2$2$3$3") ?? "";
	expect({ light: `#${full(light, "back")}`, dark: `#${full(dark, "back")}` }).toEqual(BACKGROUNDS);
	expect({ light: `#${full(light, "accent")}`, dark: `#${full(dark, "accent")}` }).toEqual(ACCENTS);
});

test("a broken link in any text is reported by its file, and a page needs a name of its own", async () => {
	const broken = folderWith({ "site.yaml": "footer: footer.md", "footer.md": "A [link](nowhere.md)." });
	await expect(build(broken)).rejects.toThrow("footer.md:1:3 expected a link to a file of the site");
	const repeated = folderWith({ "site.yaml": "pages: [Changes.md]", "Changes.md": "# A" });
	await expect(build(repeated)).rejects.toThrow(
		"Changes.md:1:1 expected a name that no other page of the site has, got that of ",
	);
});

describe("the folder public", () => {
	const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);

	test("is copied and served byte by byte, without settings, too", async () => {
		const profile = readSiteFolder(folderWith({ "public/a b/ü.png": bytes, "public/.nojekyll": "" }));
		const files = withPublicFiles([], profile);
		expect(files.map(({ path }) => path)).toEqual([".nojekyll", "a b/ü.png"]);
		publish(join(root, "published"), files);
		expect(new Uint8Array(readFileSync(join(root, "published/a b/ü.png")))).toEqual(bytes);
		const server = await serveFiles([...files, { path: "404.html", content: "none" }], 0);
		onTestFinished(() => server.close());
		const response = await fetch(`${server.url}/a b/ü.png`);
		expect(response.headers.get("content-type")).toBe("image/png");
		expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
		for (const path of ["/x/y", "/%ff", "/a%20b/../../x"]) {
			const missing = await fetch(server.url + path);
			expect([missing.status, missing.headers.get("content-type"), await missing.text()]).toEqual([
				404,
				"text/html; charset=utf-8",
				"none",
			]);
		}
	});

	test("is rejected by file where names are those of other files, whatever their case, or of folders", async () => {
		const names = ["Site.JS", "index.html", "openapi.json/a.txt", "operations", "reference.html"];
		const folder = folderWith(Object.fromEntries(names.map((name) => [`public/${name}`, ""])));
		const rejected = await build(folder).catch((error: Error) => error.message.split("\n"));
		expect(rejected).toEqual(
			["site.js", "index.html", "openapi.json", "operations/[\\w.]+", "reference.html"].map((other, index) =>
				expect.stringMatching(
					`public/${names[index]}:1:1 expected a name that no other file of the site has, got that of ${other}; rename the file$`,
				),
			),
		);
	});

	test("with a link out of it, or one that leads nowhere, is rejected by file", () => {
		const folder = folderWith({ "public/a.txt": "a" });
		symlinkSync("/etc/passwd", join(folder, "public/out.txt"));
		symlinkSync("nowhere", join(folder, "public/gone.txt"));
		expect(problemsIn(folder)).toEqual([
			"public/gone.txt:1:1 expected a file to copy, got ENOENT",
			"public/out.txt:1:1 expected a file to copy, got a link out of the folder; copy the file there",
		]);
	});
});

describe("what pages and hosts say of the site", () => {
	const folder = folderWith({
		"site.yaml": "title: Books & more\npreview: card.png\nicon: i.png",
		"public/card.png": "",
		"public/i.png": "x",
	});

	test("with its address: canonical addresses, links of the page for unknown paths, the place of the sitemap", async () => {
		const files = await build(folder, { address: "https://docs.example/base" });
		const page = contentOf(files, "operations/createBook.html");
		const address = "https://docs.example/base/operations/createBook.html";
		for (const element of [
			`<link rel="canonical" href="${address}">`,
			`<meta property="og:url" content="${address}">`,
			'<meta property="og:site_name" content="Books &amp; more">',
			'<meta property="og:image" content="https://docs.example/base/card.png">',
			'<link rel="icon" href="../i.png">',
			'<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#15181c">',
		]) {
			expect(page).toContain(element);
		}
		expect(contentOf(files, "index.html")).toContain('<link rel="canonical" href="https://docs.example/base/">');
		expect(contentOf(files, "404.html")).toContain('<a href="/base/index.html">');
		expect(contentOf(files, "404.html")).toContain('<link rel="icon" href="data:image/png;base64,eA==">');
		expect(contentOf(files, "robots.txt")).toBe("User-agent: *\nAllow: /\n\nSitemap: https://docs.example/base/sitemap.xml\n");
		expect(contentOf(files, "sitemap.xml")).not.toContain("404.html");
	});

	test("without it: none of these, and an icon from the title", async () => {
		const files = await build(folderWith({ "site.yaml": "title: <ü>" }));
		for (const { path, content } of files.filter((file) => file.path.endsWith(".html"))) {
			expect(content, path).not.toMatch(/canonical|og:url|og:image/);
		}
		expect(contentOf(files, "404.html")).not.toMatch(/<a |<script|src=/);
		expect(contentOf(files, "404.html")).toContain("add <code>index.html</code>");
		expect(contentOf(files, "favicon.svg")).toMatch(/^<svg [^>]*>.*>Ü<\/text><\/svg>\n$/);
		expect(contentOf(files, "robots.txt")).not.toContain("Sitemap");
		expect(files.map(({ path }) => path)).not.toContain("sitemap.xml");
	});
});
