import type { ExplorerData } from "../../src/core/explorer/explorer-data.ts";
import { escapeXml } from "../../src/core/operation/escape-xml.ts";
import { isLoopback } from "../../src/core/operation/loopback.ts";
import type { Seed } from "../../src/core/sandbox/seed.ts";
import type { GeneratedFile, Model } from "../pipeline/model.ts";
import { bundleScript } from "./bundle-script.ts";
import { hashOf, policyMeta } from "./content-security-policy.ts";
import { explorerData } from "./explorer-data.ts";
import { printHead } from "./head.ts";
import { printDocument } from "./html-document.ts";
import { type Frame, printTop, SITE_SCRIPT } from "./layout.ts";
import { printData } from "./print-data.ts";
import type { Profile } from "./profile.ts";
import { readStyle } from "./read-style.ts";
import { exampleSeed } from "./seed.ts";

/** What the script of the playground finds in the page, as `globalThis.playgroundInput`. */
export interface PlaygroundInput {
	readonly data: ExplorerData;
	/** What is in the sandbox of the page at the start. */
	readonly seed: Seed;
	/** The origin of a sandbox on this machine, which takes the place of that in the page. */
	readonly sandbox?: string;
}

/** The page of the playground. */
export const PLAYGROUND = "playground.html";

export interface PlaygroundParts {
	readonly model: Model;
	readonly profile: Profile;
	/** What surrounds the playground, as on every page. */
	readonly frame: Frame;
	/** The origin of a sandbox on this machine; without it, the sandbox is in the page, which then connects to nothing. */
	readonly sandbox: string | undefined;
}

/**
 * Builds the playground: a page, and its two classic scripts; no file if the profile has none.
 *
 * @throws {Error} for an address that is not of this machine, or a script that cannot be bundled
 */
export async function buildPlayground({ model, profile, frame, sandbox }: PlaygroundParts): Promise<GeneratedFile[]> {
	if (profile.playground === undefined) return [];
	if (sandbox !== undefined && !isLoopback(new URL(sandbox).hostname)) {
		throw new Error(`expected the playground to use a sandbox on this machine, got ${sandbox}`);
	}
	const input: PlaygroundInput = {
		data: explorerData(model.document, frame.operations),
		seed: exampleSeed(model, profile.canonicalPath),
		...(sandbox !== undefined && { sandbox }),
	};
	const [style, script] = await Promise.all([readExplorerStyle(), bundleScript(profile.playground)]);
	return [
		{ path: PLAYGROUND, content: printPlayground(frame, style, sandbox) },
		{ path: "playground-data.js", content: `globalThis.playgroundInput=${printData(input)};\n` },
		{ path: "playground.js", content: script },
	];
}

const PAGE = {
	path: "playground",
	title: "Playground",
	summary: "Calls every operation of the API against a sandbox in the page.",
};

function printPlayground(frame: Frame, explorerStyle: string, sandbox: string | undefined): string {
	const style = `${frame.style}\n${explorerStyle}`;
	const policy = policyMeta({
		"script-src": ["'self'"],
		"style-src": [hashOf(style)],
		"img-src": ["'self'", "data:"],
		...(sandbox !== undefined && { "connect-src": [sandbox] }),
	});
	const place = sandbox === undefined ? "in this page: it needs no account, and nothing leaves the tab" : `at ${sandbox}`;
	return printDocument({
		policy,
		head: `${printHead(PAGE, frame.head)}
<style>${style}</style>
<script src="${SITE_SCRIPT}" defer></script>
<script src="playground-data.js" defer></script>
<script src="playground.js" defer></script>`,
		body: `<a class="skip" href="#explorer">Skip to the playground</a>
${printTop(PAGE.path, frame, escapeXml)}
<main class="playground">
<h1>Playground</h1>
<p>Call every operation of the API. A sandbox responds ${escapeXml(place)}.</p>
<div id="explorer"><p>The playground runs in the browser and needs JavaScript. Without it, the <a href="index.html">pages of the operations</a> have all calls as samples.</p></div>
</main>`,
	});
}

/** The style of the application. The current folder must be the root of the project. */
export function readExplorerStyle(): Promise<string> {
	return readStyle(...["base", "operations", "exchange"].map((sheet) => `src/core/explorer/styles/${sheet}.css`));
}
