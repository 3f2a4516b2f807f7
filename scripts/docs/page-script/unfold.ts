/** Where the style shows lists beside the page, it shows them unfolded: here they are opened, for assistive technology too. */
const UNFOLDED = { ".pages details": "(min-width: 60.01rem)", ".contents details": "(min-width: 75.01rem)" };

/** Opens the lists of pages and of contents where there is room for them, and folds them elsewhere. */
export function unfoldLists(): void {
	for (const [selector, query] of Object.entries(UNFOLDED)) {
		const list = document.querySelector<HTMLDetailsElement>(selector);
		const media = matchMedia(query);
		const apply = () => {
			if (list) list.open = media.matches;
		};
		media.addEventListener("change", apply);
		apply();
	}
}
