import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { defineCommand } from "../../src/core/command/define-command.ts";
import type { ExplorerData } from "../../src/core/explorer/explorer-data.ts";
import { escapeXml } from "../../src/core/operation/escape-xml.ts";
import { INSPECTOR_FILE, packInspector } from "../../src/core/sandbox/inspector-files.ts";
import { describeOperations } from "../pipeline/describe-operations.ts";
import { createLoader } from "../pipeline/load.ts";
import type { GeneratedFile, Model } from "../pipeline/model.ts";
import { bundleScript } from "./bundle-script.ts";
import { ICON } from "./content-security-policy.ts";
import { explorerData } from "./explorer-data.ts";
import { printDocument } from "./html-document.ts";
import { readExplorerStyle } from "./playground.ts";
import { printData } from "./print-data.ts";
import { readModel } from "./read-model.ts";
import { readPageStyle } from "./read-style.ts";

/** What the script of the inspector finds in the page, as `globalThis.inspectorInput`. */
export interface InspectorInput {
	readonly data: ExplorerData;
}

/**
 * The command that builds the page by which a sandbox shows itself, as the files that the sandbox serves.
 *
 * @param entry the path of the script of the page
 */
export const createInspectorCommand = (entry: string) =>
	defineCommand({
		usage: "node scripts/run.js inspector",
		description:
			"Builds the page that a sandbox shows in a browser: its files, compressed into one. The build and the sandbox call this.",
		options: { out: { type: "string", value: "file", default: `dist/lib/${INSPECTOR_FILE}`, help: "the file to write" } },
		exitCodes: "0 done; 2 could not run.",
		async run({ out }, context) {
			const model = await readModel(await createLoader(resolve("redocly.yaml")));
			const files = await buildInspector(model, entry);
			mkdirSync(dirname(resolve(out)), { recursive: true });
			writeFileSync(out, await packInspector(new Map(files.map(({ path, content }) => [path, content]))));
			context.out(`${out}: ${files.map(({ path }) => path).join(", ")}`);
			return 0;
		},
	});

/**
 * Builds the page, its style and its two classic scripts.
 *
 * @throws {Error} for a script that cannot be bundled
 */
export async function buildInspector(model: Model, entry: string): Promise<GeneratedFile[]> {
	const data = explorerData(model.document, describeOperations(model));
	const input: InspectorInput = { data };
	return [
		{ path: "index.html", content: printInspector(data.title) },
		{ path: "inspector.css", content: `${await readPageStyle()}\n${await readExplorerStyle()}` },
		{ path: "inspector-data.js", content: `globalThis.inspectorInput=${printData(input)};\n` },
		{ path: "inspector.js", content: await bundleScript(entry) },
	];
}

/** Addresses are relative, because a proxy can serve the sandbox below a path. */
function printInspector(title: string): string {
	const files = "_sandbox/inspector";
	return printDocument({
		head: `<title>Sandbox – ${escapeXml(title)}</title>
${ICON}
<link rel="stylesheet" href="${files}/inspector.css">
<script src="${files}/inspector-data.js" defer></script>
<script src="${files}/inspector.js" defer></script>`,
		body: `<a class="skip" href="#explorer">Skip to the sandbox</a>
<main class="playground">
<h1>Sandbox</h1>
<p>${escapeXml(title)}. What programs do here appears at once.</p>
<div id="explorer"><p>This page shows the sandbox while it runs, and needs JavaScript. Without it, <a href="_sandbox">/_sandbox</a> lists what can be read and changed.</p></div>
</main>`,
	});
}
