/** Scrolls the list of all pages to the one that is shown. */
export function showCurrentPage(): void {
	const list = document.querySelector<HTMLElement>(".pages");
	const link = list?.querySelector<HTMLElement>("[aria-current]");
	if (!list || !link) return;
	const below = link.getBoundingClientRect().bottom - list.getBoundingClientRect().top;
	if (below > list.clientHeight) list.scrollTop = below - list.clientHeight / 2;
}

/** Marks in the list of contents which section is read. */
export function markCurrentSection(): void {
	const links = [...document.querySelectorAll<HTMLAnchorElement>(".contents a")];
	const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
	const mark = () => {
		// The last section that begins in the upper third of the window.
		const limit = innerHeight / 3;
		const current = sections.findLastIndex((section) => section !== null && section.getBoundingClientRect().top < limit);
		for (const [index, link] of links.entries()) {
			if (index === current) link.setAttribute("aria-current", "true");
			else link.removeAttribute("aria-current");
		}
	};
	let isDue = false;
	const markSoon = () => {
		if (isDue) return;
		isDue = true;
		requestAnimationFrame(() => {
			isDue = false;
			mark();
		});
	};
	addEventListener("scroll", markSoon, { passive: true });
	mark();
}
