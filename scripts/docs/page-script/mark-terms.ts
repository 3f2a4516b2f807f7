/** How many characters of a text are shown before what was found, and in all. */
const BEFORE = 40;
const EXCERPT = 150;

/** The part of a text around the first term in it. */
export function excerptOf(text: string, terms: readonly string[]): string {
	const found = text.search(patternFor(terms));
	const from = found <= BEFORE ? 0 : text.lastIndexOf(" ", found - BEFORE) + 1;
	const end = from + EXCERPT >= text.length ? text.length : text.lastIndexOf(" ", from + EXCERPT);
	const until = end <= from ? from + EXCERPT : end;
	return `${from > 0 ? "… " : ""}${text.slice(from, until)}${until < text.length ? " …" : ""}`;
}

/** A text with the terms in it marked. */
export function markTerms(text: string, terms: readonly string[]): DocumentFragment {
	const marked = document.createDocumentFragment();
	let end = 0;
	for (const { 0: found, index } of text.matchAll(patternFor(terms))) {
		const mark = document.createElement("mark");
		mark.textContent = found;
		marked.append(text.slice(end, index), mark);
		end = index + found.length;
	}
	marked.append(text.slice(end));
	return marked;
}

/** Finds the terms at the beginning of words, the longest first. Terms are in the singular, and their plural is found, too. */
function patternFor(terms: readonly string[]): RegExp {
	const sorted = [...terms].sort((one, other) => other.length - one.length);
	const alternatives = sorted.map((term) => term.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/y$/, "(?:y|ies)"));
	return alternatives.length === 0 ? /(?!)/g : new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})s?`, "giu");
}
