import { addTabKeys, markTab } from "../../../src/core/explorer/tabs.ts";
import { readChoice, rememberChoice } from "./choices.ts";

/** One of the alternatives, and the tab that shows it. */
interface Alternative {
	readonly label: string;
	readonly tab: HTMLButtonElement;
	readonly panel: HTMLElement;
}

/** Alternatives of which one is shown. */
interface TabGroup {
	/** Groups of a kind show the same: the language of all samples. Undefined where each group is on its own. */
	readonly kind: string | undefined;
	readonly alternatives: readonly Alternative[];
}

const groups: TabGroup[] = [];

/** Shows one alternative at a time of all that a page has below each other. The last choice of a language applies to all pages. */
export function addTabs(): void {
	for (const element of document.querySelectorAll<HTMLElement>(".tabs")) groups.push(addTabList(element));
	for (const { kind, alternatives } of groups) {
		const choice = kind === undefined ? undefined : readChoice(kind);
		showOne(alternatives, alternatives.find(({ label }) => label === choice) ?? alternatives[0]);
	}
	openTarget();
	addEventListener("hashchange", openTarget);
}

let count = 0;

function addTabList(element: HTMLElement): TabGroup {
	const kind = element.classList.contains("languages") ? "language" : undefined;
	const list = document.createElement("div");
	list.setAttribute("role", "tablist");
	list.setAttribute("aria-label", element.classList.contains("examples") ? "Examples" : "Samples");
	const panels = [...element.children].filter((child): child is HTMLElement => child.classList.contains("panel"));
	const alternatives = panels.map(createAlternative);
	list.append(...tabsOf(alternatives));
	element.prepend(list);
	const group = { kind, alternatives };
	for (const alternative of alternatives) listenTo(alternative, group);
	addTabKeys(tabsOf(alternatives), (index) => choose(alternatives[index], group));
	return group;
}

function createAlternative(panel: HTMLElement): Alternative {
	const title = panel.querySelector("h3, h4");
	const label = (title?.querySelector(".label") ?? title)?.textContent?.trim() ?? "";
	const tab = document.createElement("button");
	count += 1;
	tab.type = "button";
	tab.id = `tab-${count}`;
	tab.textContent = label;
	tab.setAttribute("role", "tab");
	panel.setAttribute("role", "tabpanel");
	panel.setAttribute("aria-labelledby", tab.id);
	return { label, tab, panel };
}

function listenTo(alternative: Alternative, group: TabGroup): void {
	alternative.tab.addEventListener("click", () => choose(alternative, group));
	// The browser found something in the panel: by its search, or by an anchor.
	alternative.panel.addEventListener("beforematch", () => showOne(group.alternatives, alternative));
}

function tabsOf(alternatives: readonly Alternative[]): HTMLButtonElement[] {
	return alternatives.map(({ tab }) => tab);
}

function choose(chosen: Alternative | undefined, { kind, alternatives }: TabGroup): void {
	if (chosen === undefined) return;
	const before = chosen.tab.getBoundingClientRect().top;
	showOne(alternatives, chosen);
	if (kind === undefined) return;
	rememberChoice(kind, chosen.label);
	for (const other of groups) {
		const same = other.kind === kind ? other.alternatives.find(({ label }) => label === chosen.label) : undefined;
		if (same) showOne(other.alternatives, same);
	}
	// Groups above may have another height now: what was clicked stays where it is.
	scrollBy(0, chosen.tab.getBoundingClientRect().top - before);
}

function showOne(alternatives: readonly Alternative[], chosen: Alternative | undefined): void {
	if (chosen === undefined) return;
	markTab(tabsOf(alternatives), alternatives.indexOf(chosen));
	for (const alternative of alternatives) {
		const { panel } = alternative;
		// Browsers search in it all the same, where they know how to.
		if (alternative === chosen) panel.removeAttribute("hidden");
		else panel.setAttribute("hidden", "until-found");
	}
}

/** Shows the panels around the target of the address. */
function openTarget(): void {
	const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
	if (target === null) return;
	const around = groups.flatMap(({ alternatives }) =>
		alternatives.filter(({ panel }) => panel.contains(target)).map((alternative) => ({ alternatives, alternative })),
	);
	for (const { alternatives, alternative } of around) showOne(alternatives, alternative);
	if (around.length > 0) target.closest(".tabs")?.scrollIntoView();
}
