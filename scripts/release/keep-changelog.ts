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
}

/**
 * The text with what was unreleased under the heading of a version.
 *
 * @param text undefined if there is no file yet
 * @throws {UsageError} if nothing in it is headed "Unreleased"
 */
export function releaseSection(text: string = EMPTY, { version, date, items }: ReleaseSection): string {
	const found = UNRELEASED.exec(text);
	if (found === null) throw new UsageError(`${CHANGELOG_FILE}: expected a heading ## [Unreleased], found none; write it`);
	const start = found.index + found[0].length;
	const length = /^(?:## |\[[^\]]+\]: )/m.exec(text.slice(start))?.index ?? text.length - start;
	const [before, unreleased, after] = [text.slice(0, start), text.slice(start, start + length), text.slice(start + length)];
	const list = items.map((item) => `- ${item}`).join("\n");
	const section = [`## [${version}] - ${date}`, unreleased.trim(), list, after.trim()].filter(Boolean);
	return `${before}\n\n${section.join("\n\n")}\n`;
}
