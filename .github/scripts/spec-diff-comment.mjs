// Keeps one comment with the changes of the description on the pull request that a run was for. The report was written by
// the code of the pull request, so the comment shows it as plain text, in a block of code: no link, image or mention in it
// works. The pull request is found by what GitHub says of the run.
//
// Usage: node spec-diff-comment.mjs <folder with spec-diff.txt and spec-diff.json>
// Environment: HEAD_OWNER, HEAD_BRANCH and HEAD_SHA of the run, and its address, RUN_URL
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { codeBlock, gh } from "./gh.mjs";

const MARKER = "<!-- spec-diff -->";
const { GH_REPO, HEAD_OWNER, HEAD_BRANCH, HEAD_SHA, RUN_URL } = process.env;
const [folder = ""] = process.argv.slice(2);

const pulls = list(`repos/${GH_REPO}/pulls`, "-f", "state=open", "-f", `head=${HEAD_OWNER}:${HEAD_BRANCH}`);
// A branch that has moved on has a run of its own.
const pull = pulls.find(({ head }) => head.sha === HEAD_SHA);
if (pull === undefined) console.log(`No open pull request has the commit ${HEAD_SHA}.`);
else comment(pull.number);

function comment(number) {
	const own = list(`repos/${GH_REPO}/issues/${number}/comments`).find(
		({ user, body }) => user.login === "github-actions[bot]" && body.startsWith(MARKER),
	);
	const { bump } = JSON.parse(readFileSync(join(folder, "spec-diff.json"), "utf8"));
	// Most pull requests do not touch the description.
	if (own === undefined && bump === "none") return;
	const report = codeBlock(readFileSync(join(folder, "spec-diff.txt"), "utf8"), RUN_URL);
	const place = own === undefined ? `repos/${GH_REPO}/issues/${number}/comments` : `repos/${GH_REPO}/issues/comments/${own.id}`;
	const body = JSON.stringify({ body: `${MARKER}\n${report}` });
	gh(["api", "--method", own === undefined ? "POST" : "PATCH", place, "--silent", "--input", "-"], body);
}

/** All pages of a list. */
function list(path, ...parameters) {
	return JSON.parse(gh(["api", "--method", "GET", path, "--paginate", "--slurp", ...parameters])).flat();
}
