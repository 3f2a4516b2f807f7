// Keeps one issue about the contract test of the real service: opens it, updates it, closes it when the service conforms.
//
// Usage: node contract-issue.mjs <exit code of the test> <report as Markdown> <address of the run>
import { existsSync, readFileSync } from "node:fs";
import { gh, shorten } from "./gh.mjs";

const LABEL = "contract-test";
const TITLES = {
	0: undefined,
	1: "The real service deviates from the description",
	2: "The contract test of the real service proved nothing",
};

const [code = "", file = "", run = ""] = process.argv.slice(2);
if (!Object.hasOwn(TITLES, code)) throw new Error(`expected the exit code 0, 1 or 2 of the contract test, got ${code}`);
const title = TITLES[code];
const [open] = JSON.parse(gh(["issue", "list", "--label", LABEL, "--state", "open", "--json", "number"]));

if (title === undefined) {
	if (open) gh(["issue", "close", String(open.number), "--comment", `The service conforms again: ${run}`]);
} else if (open) {
	gh(["issue", "edit", String(open.number), "--title", title, "--body-file", "-"], body());
} else {
	gh(["label", "create", LABEL, "--description", "About the nightly contract test", "--force"]);
	gh(["issue", "create", "--title", title, "--label", LABEL, "--body-file", "-"], body());
}

function body() {
	const report = existsSync(file) ? readFileSync(file, "utf8") : "The run wrote no report. Its log says why.\n";
	const intro = `From the [last run](${run}). Each run updates this issue, and the first one without a finding closes it.`;
	return `${intro}\n\n${shorten(report, run)}`;
}
