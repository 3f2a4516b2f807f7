import type { Bump } from "../../src/core/compare/result.ts";
import { placeOf } from "../../src/core/report/format.ts";
import { escapeMarkdown } from "../../src/core/report/markdown.ts";
import { describeSides, describeWitness } from "./report/view-changes.ts";
import type { SpecChange } from "./spec-diff.ts";

/** The file with the changes of each version of the description, which the site shows. */
export const CHANGES_FILE = "docs/changes.md";

/** What the entry of a version lists. */
export interface ChangeList {
	readonly version: string;
	/** The version that it is compared with; undefined for the first one. */
	readonly since: string | undefined;
	readonly changes: readonly SpecChange[];
}

const CHANGES_TITLE = "# Changes\n\nWhat changed in the description, by version. The newest is first.\n";
/** The generated part of an entry begins here, and ends with the entry. */
const GENERATED_LIST = /^### Compared with .*$/m;
const GROUPS: Readonly<Record<Bump, string>> = { major: "Breaking", minor: "Added", patch: "Corrected" };

/**
 * The text with the entry of a version: the generated list of an entry that is there is replaced, and what precedes it stays. A new
 * entry is the first. Line ends stay what they are.
 *
 * @param text undefined if there is no file yet
 */
export function withEntry(text: string = CHANGES_TITLE, list: ChangeList): string {
	const heading = `## Version ${list.version}`;
	const [preface = "", ...entries] = text.replaceAll("\r\n", "\n").split(/^(?=## )/m);
	const at = entries.findIndex((entry) => entry.split("\n")[0]?.trimEnd() === heading);
	const [notes = ""] = (entries[at] ?? heading).split(GENERATED_LIST);
	const entry = `${notes.trimEnd()}\n\n${printChanges(list)}`;
	const others = entries.filter((_, index) => index !== at).map((other) => other.trimEnd());
	others.splice(Math.max(at, 0), 0, entry.trimEnd());
	const changed = `${[preface.trimEnd(), ...others].join("\n\n")}\n`;
	return text.includes("\r\n") ? changed.replaceAll("\n", "\r\n") : changed;
}

function printChanges({ since, changes }: ChangeList): string {
	if (since === undefined) return "No version was released before.";
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
