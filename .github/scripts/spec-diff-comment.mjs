// Keeps one comment with the changes of the description on the pull request that a run was for. The report was written by
// the code of the pull request, so it is only text here; the pull request is found by what GitHub says of the run.
//
// Usage: node spec-diff-comment.mjs <report as Markdown>
// Environment: HEAD_OWNER, HEAD_BRANCH and HEAD_SHA of the run, and its address, RUN_URL
import { readFileSync } from "node:fs";
import { gh, shorten } from "./gh.mjs";

const MARKER = "<!-- spec-diff -->";
const { GH_REPO, HEAD_OWNER, HEAD_BRANCH, HEAD_SHA, RUN_URL } = process.env;
const [file = ""] = process.argv.slice(2);

const pulls = list(`repos/${GH_REPO}/pulls`, "-f", "state=open", "-f", `head=${HEAD_OWNER}:${HEAD_BRANCH}`);
// A branch that has moved on has a run of its own.
const pull = pulls.find(({ head }) => head.sha === HEAD_SHA);
if (pull === undefined) console.log(`No open pull request has the commit ${HEAD_SHA}.`);
else comment(pull.number, readFileSync(file, "utf8").trim());

function comment(number, report) {
	const own = list(`repos/${GH_REPO}/issues/${number}/comments`).find(
		({ user, body }) => user.login === "github-actions[bot]" && body.startsWith(MARKER),
	);
	if (own === undefined && report === "") return;
	const text = report === "" ? "The description does not change." : shorten(report, RUN_URL);
	const place = own === undefined ? `repos/${GH_REPO}/issues/${number}/comments` : `repos/${GH_REPO}/issues/comments/${own.id}`;
	const method = own === undefined ? "POST" : "PATCH";
	gh(["api", "--method", method, place, "--silent", "--input", "-"], JSON.stringify({ body: `${MARKER}\n${text}\n` }));
}

/** All pages of a list. */
function list(path, ...parameters) {
	return JSON.parse(gh(["api", "--method", "GET", path, "--paginate", "--slurp", ...parameters])).flat();
}
