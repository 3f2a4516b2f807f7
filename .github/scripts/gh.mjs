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
	const shown = wholeLines(report);
	return shown === report ? report : `${shown}${pointTo(run)}`;
}

/** Prints a report as a block of code, which no line of it can end, and shortens it in the same way. */
export function codeBlock(report, run) {
	const longest = Math.max(2, ...Array.from(report.matchAll(/`+/g), ([{ length }]) => length));
	const fence = "`".repeat(longest + 1);
	const shown = wholeLines(report);
	return `${fence}text\n${shown.trimEnd()}\n${fence}\n${shown === report ? "" : pointTo(run)}`;
}

function wholeLines(report) {
	return report.length <= MAX_CHARACTERS ? report : report.slice(0, report.lastIndexOf("\n", MAX_CHARACTERS) + 1);
}

const pointTo = (run) => `\nThe report is longer: see the [run](${run}).\n`;
