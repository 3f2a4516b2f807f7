import { type Content, element, newId } from "./dom.ts";

/** One tab and its panel. */
export interface Tab {
	readonly title: string;
	readonly panel: HTMLElement;
}

/** Panels of which one is shown, with a list of tabs that arrow keys go through. */
export function createTabs(label: string, tabs: readonly Tab[]): { readonly node: HTMLElement; show(index: number): void } {
	const buttons = tabs.map(({ title, panel }, index) => {
		const id = newId();
		Object.assign(panel, { id: newId(), role: "tabpanel", tabIndex: 0 });
		panel.setAttribute("aria-labelledby", id);
		return element(
			"button",
			{
				type: "button",
				role: "tab",
				id,
				"aria-controls": panel.id,
				onclick: () => show(index),
				onkeydown: (event) => move(event, index),
			},
			title,
		);
	});
	const show = (shown: number) => {
		for (const [index, button] of buttons.entries()) {
			const isShown = index === shown;
			button.setAttribute("aria-selected", String(isShown));
			button.tabIndex = isShown ? 0 : -1;
			const panel = tabs[index]?.panel;
			if (panel) panel.hidden = !isShown;
		}
	};
	const move = (event: Event, index: number) => {
		const step = { ArrowRight: 1, ArrowLeft: -1 }[(event as KeyboardEvent).key];
		if (step === undefined) return;
		const next = (index + step + buttons.length) % buttons.length;
		show(next);
		buttons[next]?.focus();
	};
	show(0);
	const list = element("div", { role: "tablist", "aria-label": label, class: "x-tabs" }, buttons);
	const content: readonly Content[] = [list, tabs.map(({ panel }) => panel)];
	return { node: element("div", {}, content), show };
}
