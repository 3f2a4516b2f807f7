import { execFileSync } from "node:child_process";

/** Runs the GitHub CLI, which reads GH_TOKEN and GH_REPO. Returns what it prints. */
export function gh(args, input) {
	const stdio = [input === undefined ? "ignore" : "pipe", "pipe", "inherit"];
	return execFileSync("gh", args, { encoding: "utf8", input, stdio });
}

/** Bodies of issues and comments may have 65,536 characters. */
const MAX_CHARACTERS = 60_000;

/** Shortens a report to whole lines that fit into the body of an issue or comment. */
export function shorten(report, run) {
	if (report.length <= MAX_CHARACTERS) return report;
	const shown = report.slice(0, report.lastIndexOf("\n", MAX_CHARACTERS) + 1);
	return `${shown}\nThe report is longer: see the [run](${run}).\n`;
}
