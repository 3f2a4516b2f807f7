import { countOf } from "../../../src/core/operation/count-of.ts";
import type { SearchEntry, SearchResult } from "../search/search-data.ts";
import { excerptOf, markTerms } from "./mark-terms.ts";

/** The list of results below a box. Each method that a key calls says whether there was something to do. */
export class SearchList {
	readonly panel = createElement("div", "results");
	/** Is read to users of a screen reader when it changes. */
	readonly status = createElement("p", "unseen");
	readonly #box: HTMLInputElement;
	readonly #root: string;
	#options: readonly HTMLAnchorElement[] = [];
	#chosen = -1;

	/** @param root the way from this page to the root of the site */
	constructor(box: HTMLInputElement, root: string) {
		this.#box = box;
		this.#root = root;
		this.panel.id = "search-results";
		this.panel.hidden = true;
		this.status.setAttribute("role", "status");
		box.setAttribute("aria-controls", this.panel.id);
		// A result on this page loads none.
		this.panel.addEventListener("click", ({ target }) => target instanceof Element && target.closest("a") && this.close());
		// The focus stays in the box.
		this.panel.addEventListener("mousedown", (event) => event.preventDefault());
	}

	show(results: readonly SearchResult[]): void {
		const count = results.reduce((sum, { hits }) => sum + hits.length, 0);
		const groups = results.map((result, index) => createGroup(result, index, this.#root));
		this.panel.setAttribute("role", "listbox");
		this.panel.setAttribute("aria-label", "Search results");
		this.#fill(groups, `${countOf(count, "result")} on ${countOf(results.length, "page")}`);
	}

	showMessage(message: string): void {
		// A list without options is none.
		this.panel.removeAttribute("role");
		this.panel.removeAttribute("aria-label");
		this.#fill([createElement("p", "none", message)], message);
	}

	/** Chooses the next result, or the previous one. */
	move(step: 1 | -1): boolean {
		const { length } = this.#options;
		if (this.panel.hidden || length === 0) return false;
		const from = this.#chosen < 0 && step < 0 ? 0 : this.#chosen;
		this.#choose((from + step + length) % length);
		return true;
	}

	/** Opens the chosen result, or the first. */
	open(): boolean {
		const option = this.panel.hidden ? undefined : this.#options[Math.max(this.#chosen, 0)];
		option?.click();
		return option !== undefined;
	}

	close(): boolean {
		const wasOpen = !this.panel.hidden;
		this.panel.hidden = true;
		this.#box.setAttribute("aria-expanded", "false");
		this.status.textContent = "";
		this.#choose(-1);
		return wasOpen;
	}

	#fill(content: readonly HTMLElement[], message: string): void {
		this.panel.replaceChildren(...content);
		this.#options = [...this.panel.querySelectorAll("a")];
		this.panel.hidden = false;
		this.panel.scrollTop = 0;
		this.#box.setAttribute("aria-expanded", "true");
		this.status.textContent = message;
		this.#choose(-1);
	}

	#choose(index: number): void {
		this.#options[this.#chosen]?.setAttribute("aria-selected", "false");
		this.#chosen = index;
		const option = this.#options[index];
		option?.setAttribute("aria-selected", "true");
		option?.scrollIntoView({ block: "nearest" });
		if (option) this.#box.setAttribute("aria-activedescendant", option.id);
		else this.#box.removeAttribute("aria-activedescendant");
	}
}

function createGroup({ page, hits, terms }: SearchResult, index: number, root: string): HTMLElement {
	const group = createElement("div", "group");
	const title = createElement("p", "page-title");
	title.id = `search-page-${index}`;
	title.append(createElement("strong", "", page.title), " ", createElement("span", "", page.request ?? page.kind));
	group.setAttribute("role", "group");
	group.setAttribute("aria-labelledby", title.id);
	const options = hits.map((hit, position) => {
		const option = createOption(hit, terms);
		option.id = `search-result-${index}-${position}`;
		option.href = root + page.path + (hit.anchor === "" ? "" : `#${encodeURIComponent(hit.anchor)}`);
		return option;
	});
	group.append(title, ...options);
	return group;
}

function createOption({ name, place, text }: SearchEntry, terms: readonly string[]): HTMLAnchorElement {
	const option = createElement("a", "");
	option.setAttribute("role", "option");
	option.setAttribute("aria-selected", "false");
	option.tabIndex = -1;
	const [named, where, found] = [createElement("b", ""), createElement("i", "", place), createElement("span", "")];
	named.append(markTerms(name, terms));
	found.append(markTerms(excerptOf(text, terms), terms));
	option.append(named, " ", where, " ", found);
	return option;
}

function createElement<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	className: string,
	text = "",
): HTMLElementTagNameMap[Name] {
	const element = document.createElement(name);
	if (className !== "") element.className = className;
	element.textContent = text;
	return element;
}
