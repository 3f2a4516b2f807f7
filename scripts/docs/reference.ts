import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { OpenApi } from "../pipeline/openapi.ts";
import { runProgram } from "../process/run-program.ts";
import { inTemporaryFolder } from "../process/temporary-folder.ts";
import { hashOf, policyMeta } from "./content-security-policy.ts";
import { OPTIMIZE_LATE } from "./optimize-late.ts";
import type { CodeSample } from "./reference-document.ts";
import { REPAIRS } from "./reference-repairs.ts";

export interface ReferenceParts {
	/** The description, with all Markdown in it made safe. */
	readonly document: OpenApi;
	readonly samples: readonly CodeSample[];
	/** What the page says of itself, as HTML. */
	readonly head: string;
	/** What changes the look of Redoc. */
	readonly theme: string;
}

/**
 * Builds the interactive reference with Redocly's `build-docs`, as one file that loads nothing else.
 *
 * @param signal ends Redocly early, and then the result is an error
 * @throws {Error} with the output of Redocly if it fails, or if this module does not know how to make its page safe
 */
export function buildReference({ document, samples, head, theme }: ReferenceParts, signal: AbortSignal): Promise<string> {
	return inTemporaryFolder("reference", async (folder) => {
		writeFileSync(join(folder, "openapi.json"), JSON.stringify(document));
		writeFileSync(join(folder, "options.json"), JSON.stringify(optionsFor(samples)));
		writeFileSync(join(folder, "template.hbs"), templateWith(theme));
		await runRedocly(folder, signal);
		return secure(readFileSync(join(folder, "reference.html"), "utf8"), head);
	});
}

/** What the reference is, for its head. */
export function referenceTitle({ info }: OpenApi): { readonly title: string; readonly summary: string } {
	return { title: `Interactive reference: ${info.title}`, summary: `All operations and webhooks of ${info.title} on one page.` };
}

/** Redoc shows only samples with the labels listed here. */
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

const POLICY_MARK = "<!-- policy -->";
const REFERENCE_HEAD = "<!-- head -->";

const templateWith = (theme: string) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${POLICY_MARK}
<meta name="viewport" content="width=device-width, initial-scale=1">
${REFERENCE_HEAD}
{{{redocHead}}}
<style>${theme}</style>
</head>
<body>
<noscript><p>This page needs JavaScript. The <a href="index.html">start page</a> and the pages of the operations do not.</p></noscript>
{{{redocHTML}}}
<script>${REPAIRS}</script>
</body>
</html>
`;

/** Runs in a folder without the configuration of the project, which must not apply. */
async function runRedocly(cwd: string, signal: AbortSignal): Promise<void> {
	const cli = resolve("node_modules/@redocly/cli/bin/cli.js");
	const args = "build-docs openapi.json --inlineBundle --openapi options.json --template template.hbs --output reference.html";
	const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_NOTIFICATIONS: "true", NO_COLOR: "1", CI: "true" };
	// React prints faster without its warnings to developers.
	const env = { ...process.env, ...quiet, NODE_ENV: "production" };
	const options = { cwd, env, signal };
	const { code, output } = await runProgram(process.execPath, [...OPTIMIZE_LATE, cli, ...args.split(" ")], options);
	if (code !== 0) throw new Error(`redocly build-docs failed:\n${output.trim()}`);
}

/** Pictures that Redoc would load from its maker, and their empty replacement. */
const PICTURES = /https:\/\/cdn\.redoc\.ly\/redoc\/[\w-]+\.svg/g;
const EMPTY_PICTURE = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E";

/**
 * Removes what would be loaded from elsewhere, and adds a policy that allows only what Redoc needs:
 *
 * - `script-src`: its two scripts and ours, each by its hash, so that no other runs;
 * - `style-src 'unsafe-inline'`: the style elements and attributes that it writes while it runs;
 * - `font-src data:`: a font within its style;
 * - `img-src`: the empty picture, and the icon of the site.
 *
 * Redoc also tries `eval` and workers, but works without them, and needs no connection.
 */
function secure(html: string, head: string): string {
	if (html.search(PICTURES) < 0) throw new Error("expected the pictures that Redoc loads, found none; check what it loads now");
	if (!html.includes('"disableTelemetry":true')) throw new Error("expected Redoc with its telemetry off");
	const own = relativeRoutes(html.replace(PICTURES, EMPTY_PICTURE));
	const scripts = [...own.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gi)].map(([, source = ""]) => source);
	// A further script would come from the description.
	const known = [/redoc\.colorMode/, /__redoc_definition/, /^\s*\/\* repairs \*\//];
	if (scripts.length !== known.length || !known.every((mark, index) => mark.test(scripts[index] ?? ""))) {
		throw new Error(`expected Redoc's two scripts and ours in the reference, found ${scripts.length}`);
	}
	const policy = policyMeta({
		"script-src": scripts.map(hashOf),
		"style-src": ["'unsafe-inline'"],
		"img-src": ["'self'", "data:"],
		"font-src": ["data:"],
	});
	return own.replace(POLICY_MARK, () => policy).replace(REFERENCE_HEAD, () => head);
}

/**
 * Redoc's menu links to routes of a server (`/route`); on a static host they are fragments (`#/route`). The replacement
 * finds only attributes, because quotes in text are escaped.
 */
function relativeRoutes(html: string): string {
	const end = html.indexOf('<script type="module">');
	return html.slice(0, end).replaceAll('href="/', 'href="#/') + html.slice(end);
}
