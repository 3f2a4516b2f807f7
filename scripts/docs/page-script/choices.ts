/** What the storage of the browser names our choices with. */
const PREFIX = "docs-";

/** Reads what was chosen on this page or another one. Undefined if nothing was, or the browser keeps nothing, as for some files. */
export function readChoice(kind: string): string | undefined {
	try {
		return localStorage.getItem(PREFIX + kind) ?? undefined;
	} catch {
		return undefined;
	}
}

/** Remembers a choice for other pages, if the browser does. */
export function rememberChoice(kind: string, choice: string): void {
	try {
		localStorage.setItem(PREFIX + kind, choice);
	} catch {
		// It applies to this page alone.
	}
}
