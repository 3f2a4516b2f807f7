/** What the storage of the browser names our choices with. */
const CHOICE_PREFIX = "docs-";

/** Reads what was chosen on this page or another one. Undefined if nothing was, or the browser keeps nothing, as for some files. */
export function readChoice(kind: string): string | undefined {
	try {
		return localStorage.getItem(CHOICE_PREFIX + kind) ?? undefined;
	} catch {
		return undefined;
	}
}

/** Remembers a choice for other pages, if the browser does. */
export function rememberChoice(kind: string, choice: string): void {
	try {
		localStorage.setItem(CHOICE_PREFIX + kind, choice);
	} catch {
		// It applies to this page alone.
	}
}
