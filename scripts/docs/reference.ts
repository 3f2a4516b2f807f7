import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { OpenApi } from "../pipeline/openapi.ts";
import { escapeHtml } from "./escape.ts";
import { hashOf, ICON, policyMeta } from "./policy.ts";
import type { CodeSample } from "./reference-document.ts";
import { REPAIRS, THEME } from "./reference-theme.ts";

/**
 * Builds the interactive reference by Redocly's `build-docs`, as one file that asks for nothing else.
 *
 * @param document the description as it is to be shown
 * @throws {Error} with what Redocly said, or where its output is not what this module knows how to make safe
 */
export async function buildReference(document: OpenApi, samples: readonly CodeSample[]): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), "reference-"));
	try {
		writeFileSync(join(folder, "openapi.json"), JSON.stringify(document));
		writeFileSync(join(folder, "options.json"), JSON.stringify(optionsFor(samples)));
		writeFileSync(join(folder, "template.hbs"), TEMPLATE);
		await runRedocly(folder);
		return secure(readFileSync(join(folder, "reference.html"), "utf8"), document.info.title);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Redoc shows samples of the languages that it is told of, by their labels. */
function optionsFor(samples: readonly CodeSample[]): object {
	const languages = new Map(samples.map(({ lang, label }) => [label.toLowerCase(), { lang, label }]));
	return {
		downloadUrls: [
			{ title: "openapi.json", url: "openapi.json" },
			{ title: "openapi.yaml", url: "openapi.yaml" },
		],
		codeSamples: { languages: [...languages.values()] },
		jsonSamplesExpandLevel: "all",
		schemasExpansionLevel: 2,
	};
}

const POLICY = "<!-- policy -->";
const TITLE = "<!-- title -->";

const TEMPLATE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${POLICY}
<meta name="viewport" content="width=device-width, initial-scale=1">
${TITLE}
<meta name="referrer" content="no-referrer">
${ICON}
{{{redocHead}}}
<style>${THEME}</style>
</head>
<body>
<noscript><p>This page needs JavaScript. The <a href="index.html">start page</a> and the pages of the operations do not.</p></noscript>
{{{redocHTML}}}
<script>${REPAIRS}</script>
</body>
</html>
`;

/** In a folder of its own, so that no configuration of the project is read. */
function runRedocly(cwd: string): Promise<void> {
	const cli = join(
		dirname(createRequire(join(process.cwd(), "package.json")).resolve("@redocly/cli/package.json")),
		"bin/cli.js",
	);
	const args = [
		"build-docs",
		"openapi.json",
		"--inlineBundle",
		"--openapi",
		"options.json",
		"--template",
		"template.hbs",
		"--output",
		"reference.html",
	];
	const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_NOTIFICATIONS: "true", NO_COLOR: "1", CI: "true" };
	const child = spawn(process.execPath, [cli, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream.on("data", (chunk) => {
			said += chunk;
		});
	}
	return new Promise((done, fail) => {
		child.once("error", fail);
		child.once("close", (status) => (status === 0 ? done() : fail(new Error(`redocly build-docs failed:\n${said.trim()}`))));
	});
}

/** The pictures that Redoc would load of its maker, and a picture of nothing in their place. */
const PICTURES = /https:\/\/cdn\.redoc\.ly\/redoc\/[\w-]+\.svg/g;
const NOTHING = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E";

/**
 * Takes away what would be loaded from elsewhere, and forbids what is left by policy. What Redoc needs, and why:
 *
 * - `script-src`: its two scripts and ours, each by its hash, so that no other runs;
 * - `style-src 'unsafe-inline'`: the style elements and attributes that it writes while it runs;
 * - `font-src data:`: a font that its own style has in it;
 * - `img-src data:`: the empty picture in the place of its maker's.
 *
 * It also tries `eval` and workers, does without where it must not, and needs no connection at all.
 */
function secure(html: string, title: string): string {
	if (html.search(PICTURES) < 0) throw new Error("expected the pictures that Redoc loads, found none; see what it loads now");
	if (!html.includes('"disableTelemetry":true')) throw new Error("expected Redoc with its telemetry off");
	const own = relativeRoutes(html.replace(PICTURES, NOTHING));
	const scripts = [...own.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gi)].map(([, source = ""]) => source);
	// One more would have come in with the description.
	const known = [/redoc\.colorMode/, /__redoc_definition/, /^\s*\/\* repairs \*\//];
	if (scripts.length !== known.length || !known.every((mark, index) => mark.test(scripts[index] ?? ""))) {
		throw new Error(`expected Redoc's two scripts and ours in the reference, found ${scripts.length}`);
	}
	const policy = policyMeta({
		"script-src": scripts.map(hashOf),
		"style-src": ["'unsafe-inline'"],
		"img-src": ["data:"],
		"font-src": ["data:"],
	});
	return own.replace(POLICY, () => policy).replace(TITLE, () => `<title>${escapeHtml(title)}</title>`);
}

/**
 * Redoc prints its menu as if the site had a server that knows its routes (`/route`). They are fragments (`#/route`) on a static
 * host, and Redoc's own once it runs. Only markup has a quote before its attributes' values: text is escaped.
 */
function relativeRoutes(html: string): string {
	const end = html.indexOf('<script type="module">');
	return html.slice(0, end).replaceAll('href="/', 'href="#/') + html.slice(end);
}
