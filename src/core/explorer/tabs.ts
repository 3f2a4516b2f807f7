import { type Content, element, newId } from "./dom.ts";

/** One tab and its panel. */
export interface Tab {
	readonly title: string;
	readonly panel: HTMLElement;
}

/** Marks one of several tabs as the one whose panel is shown: the tabulator goes to it alone. */
export function markTab(tabs: readonly HTMLElement[], shown: number): void {
	for (const [index, tab] of tabs.entries()) {
		tab.setAttribute("aria-selected", String(index === shown));
		tab.tabIndex = index === shown ? 0 : -1;
	}
}

/** Adds the keys of tabs: the arrows go to the next ones, in a circle, Home and End to the first and the last. */
export function addTabKeys(tabs: readonly HTMLElement[], choose: (index: number) => void): void {
	for (const [index, tab] of tabs.entries()) {
		const targets: Record<string, number> = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 };
		tab.addEventListener("keydown", (event) => {
			const target = targets[event.key];
			if (target === undefined) return;
			const next = (target + tabs.length) % tabs.length;
			event.preventDefault();
			choose(next);
			tabs[next]?.focus();
		});
	}
}

/** Panels of which one is shown, with a list of tabs. */
export function createTabs(label: string, tabs: readonly Tab[]): { readonly node: HTMLElement; show(index: number): void } {
	const buttons = tabs.map(({ title, panel }, index) => {
		const id = newId();
		Object.assign(panel, { id: newId(), role: "tabpanel", tabIndex: 0 });
		panel.setAttribute("aria-labelledby", id);
		const attributes = { type: "button", role: "tab", id, "aria-controls": panel.id, onclick: () => show(index) };
		return element("button", attributes, title);
	});
	const show = (shown: number) => {
		markTab(buttons, shown);
		for (const [index, { panel }] of tabs.entries()) panel.hidden = index !== shown;
	};
	addTabKeys(buttons, show);
	show(0);
	const list = element("div", { role: "tablist", "aria-label": label, class: "x-tabs" }, buttons);
	const content: readonly Content[] = [list, tabs.map(({ panel }) => panel)];
	return { node: element("div", {}, content), show };
}
