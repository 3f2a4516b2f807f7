import { UsageError } from "../../src/core/command/define-command.ts";

/** The file with the changes of each version of the package, by the conventions of Keep a Changelog. */
export const CHANGELOG_FILE = "CHANGELOG.md";

const EMPTY = `# Changelog

What changed in the package, by version. The newest is first.

## [Unreleased]
`;
const UNRELEASED = /^## \[?Unreleased\]?[ \t]*$/im;

interface ReleaseSection {
	readonly version: string;
	/** The day, such as `2027-01-31`. */
	readonly date: string;
	/** Further items of its list. */
	readonly items: readonly string[];
	/** The tag of the commit, such as `v1.2.0`. */
	readonly tag: string;
}

/**
 * The text with what was unreleased under the heading of a version. A link that compares the last version with HEAD is followed by
 * the one of the version.
 *
 * @param text undefined if there is no file yet
 * @throws {UsageError} if nothing in it is headed "Unreleased", it has the version already, or the version would have no item
 */
export function releaseSection(text: string = EMPTY, { version, date, items, tag }: ReleaseSection): string {
	const found = UNRELEASED.exec(text);
	if (found === null) throw new UsageError(`${CHANGELOG_FILE}: expected a heading ## [Unreleased], found none; write it`);
	const isHere = text.split(/\r?\n/).some((line) => /^## \[?v?([^\]\s]+)/.exec(line)?.[1] === version);
	if (isHere) throw new UsageError(`${CHANGELOG_FILE}: expected no section of ${version} yet, found one; remove its heading`);
	const end = text.includes("\r\n") ? "\r\n" : "\n";
	const start = found.index + found[0].length;
	const length = /^(?:## |\[[^\]]+\]: )/m.exec(text.slice(start))?.index ?? text.length - start;
	const [before, unreleased, after] = [text.slice(0, start), text.slice(start, start + length), text.slice(start + length)];
	const list = items.map((item) => `- ${item}`).join(end);
	if (`${unreleased}${list}`.trim() === "") {
		const advice = "the description has no change to list, either; write what is new";
		throw new UsageError(`${CHANGELOG_FILE}: expected items below ## [Unreleased], found none, and ${advice}`);
	}
	const section = [`## [${version}] - ${date}`, unreleased.trim(), list, linksWith(after.trim(), version, tag, end)];
	return `${before}${end}${end}${section.filter(Boolean).join(end + end)}${end}`;
}

function linksWith(text: string, version: string, tag: string, end: string): string {
	return text.replace(/^(\[unreleased\]: *)(\S+\/compare\/)(\S+?\.{2,3})HEAD$/im, (_, name, url, range) => {
		const dots = /\.{2,3}$/.exec(range)?.[0];
		return `${name}${url}${tag}${dots}HEAD${end}[${version}]: ${url}${range}${tag}`;
	});
}
