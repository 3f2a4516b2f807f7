// Prints the part of CHANGELOG.md about the version that a tag names, and fails if the tag does not name the version of package.json.
//
// Usage: node release-notes.mjs <tag>
import { readFileSync } from "node:fs";

const [tag = ""] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
if (tag !== `v${version}`)
	fail(`The tag is ${tag}, but the version in package.json is ${version}: expected the tag v${version}.`);

const parts = readFileSync("CHANGELOG.md", "utf8").split(/^(?=## )/m);
const part = parts.find((text) => new RegExp(`^## \\[?v?${version.replaceAll(".", "\\.")}(?![\\w.-])`).test(text));
if (part === undefined) fail(`CHANGELOG.md has no part about ${version}: expected a heading "## ${version}".`);
console.log(part.slice(part.indexOf("\n")).trim());

function fail(message) {
	console.error(message);
	process.exit(1);
}
