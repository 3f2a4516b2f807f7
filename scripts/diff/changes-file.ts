import { existsSync, readFileSync } from "node:fs";
import { writeTextFile } from "../../src/core/command/files.ts";
import type { Bump } from "../../src/core/compare/result.ts";
import { placeOf } from "../../src/core/report/format.ts";
import { escapeMarkdown } from "../../src/core/report/markdown.ts";
import { describeSides, describeWitness } from "./report/view.ts";
import type { SpecChange } from "./spec-diff.ts";

/** The texts about each version of the description, which the site shows. */
export const CHANGES_FILE = "docs/changes.md";

/** What the entry of a version lists. */
export interface ChangeList {
	readonly version: string;
	/** The version that it is compared with. */
	readonly since: string;
	readonly changes: readonly SpecChange[];
}

const TITLE = "# Changes\n\nWhat changed in the description, by version. The newest is first.\n";
/** The generated part of an entry begins here, and ends with the entry. */
const LIST = /^### Compared with .*$/m;
const GROUPS: Readonly<Record<Bump, string>> = { major: "Breaking", minor: "Added", patch: "Corrected" };

/** Writes the entry of a version to the file of changes. @throws {UsageError} if that cannot be done */
export function writeChangesFile(list: ChangeList): void {
	const text = existsSync(CHANGES_FILE) ? readFileSync(CHANGES_FILE, "utf8") : undefined;
	writeTextFile("--changelog", CHANGES_FILE, withEntry(text, list));
}

/**
 * The text with the entry of a version: the generated list of an entry that is there is replaced, and what precedes it stays. A new
 * entry is the first.
 *
 * @param text undefined if there is no file yet
 */
export function withEntry(text: string = TITLE, list: ChangeList): string {
	const heading = `## Version ${list.version}`;
	const [preface = "", ...entries] = text.replaceAll("\r\n", "\n").split(/^(?=## )/m);
	const at = entries.findIndex((entry) => entry.split("\n")[0]?.trimEnd() === heading);
	const [notes = ""] = (entries[at] ?? heading).split(LIST);
	const entry = `${notes.trimEnd()}\n\n${printList(list)}`;
	const others = entries.filter((_, index) => index !== at).map((other) => other.trimEnd());
	others.splice(Math.max(at, 0), 0, entry.trimEnd());
	return `${[preface.trimEnd(), ...others].join("\n\n")}\n`;
}

function printList({ since, changes }: ChangeList): string {
	const groups = (Object.keys(GROUPS) as Bump[]).flatMap((bump) => {
		const found = changes.filter((change) => change.bump === bump);
		return found.length > 0 ? [`**${GROUPS[bump]}**`, found.map(printChangeItem).join("\n")] : [];
	});
	return [`### Compared with ${since}`, ...(groups.length > 0 ? groups : ["The description did not change."])].join("\n\n");
}

/** One item: where, what was and what is, and an example of a change that breaks. */
function printChangeItem(change: SpecChange): string {
	const { operations, witness } = change;
	const names = operations.map((name) => `\`${name.replaceAll("`", "'")}\``).join(", ");
	const where = `\`${placeOf(change).replaceAll("`", "'")}\``;
	const item = `- ${names}: ${where} ${escapeMarkdown(describeSides(change))}`;
	return witness ? `${item}\n  Example: ${escapeMarkdown(describeWitness(witness))}` : item;
}
