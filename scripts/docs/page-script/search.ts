import type { SearchResult, SearchSite } from "../search/search-data.ts";
import { SearchList } from "./search-list.ts";

/** The script with the index, beside the start page. */
const INDEX = "search-index.js";

/**
 * Adds the search to the header: a box that opens a list of results. The key `/` goes to it, the arrows choose, Enter opens
 * and Escape closes. The index is loaded once the box is used.
 */
export function addSearch(): void {
	const place = document.querySelector<HTMLElement>("[data-search-root]");
	if (place === null) return;
	const root = place.dataset.searchRoot ?? "";
	const box = createBox();
	const list = new SearchList(box, root);
	place.append(box, createKeyHint(), list.panel, list.status);
	box.addEventListener("input", () => search(box, list, root));
	box.addEventListener("focus", () => search(box, list, root));
	box.addEventListener("keydown", (event) => {
		if (useKey(event, box, list)) event.preventDefault();
	});
	place.addEventListener("focusout", ({ relatedTarget }) => {
		if (!place.contains(relatedTarget as Node | null)) list.close();
	});
	document.addEventListener("keydown", (event) => {
		if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
		event.preventDefault();
		box.focus();
		box.select();
	});
}

async function search(box: HTMLInputElement, list: SearchList, root: string): Promise<void> {
	const searchSite = await loadSearch(root).catch(() => undefined);
	const query = box.value.trim();
	// What is typed while the index is loaded is searched by an event of its own.
	if (query === "" || document.activeElement !== box) list.close();
	else if (searchSite === undefined) list.showMessage("The search could not be loaded. Reload the page to try again.");
	else showResults(list, searchSite(query), query);
}

function showResults(list: SearchList, results: readonly SearchResult[], query: string): void {
	if (results.length > 0) list.show(results);
	else list.showMessage(`Nothing found for “${query}”. Try another word, or fewer.`);
}

function createBox(): HTMLInputElement {
	const box = document.createElement("input");
	box.type = "search";
	box.placeholder = "Search";
	box.autocomplete = "off";
	box.spellcheck = false;
	const attributes = { role: "combobox", "aria-label": "Search", "aria-autocomplete": "list", "aria-expanded": "false" };
	for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);
	return box;
}

function createKeyHint(): HTMLElement {
	const hint = document.createElement("kbd");
	hint.textContent = "/";
	hint.ariaHidden = "true";
	return hint;
}

/** @returns whether the key did something */
function useKey({ key, isComposing }: KeyboardEvent, box: HTMLInputElement, list: SearchList): boolean {
	if (isComposing) return false;
	if (key === "ArrowDown") return list.move(1);
	if (key === "ArrowUp") return list.move(-1);
	if (key === "Enter") return list.open();
	if (key !== "Escape") return false;
	if (!list.close()) box.value = "";
	return true;
}

/** Whether keys go into a text. */
function isWriting(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

let loading: Promise<SearchSite> | undefined;

function loadSearch(root: string): Promise<SearchSite> {
	loading ??= new Promise<SearchSite>((done, fail) => {
		const script = document.createElement("script");
		script.src = root + INDEX;
		script.addEventListener("load", () => done((globalThis as unknown as { searchSite: SearchSite }).searchSite));
		script.addEventListener("error", () => {
			loading = undefined;
			fail(new Error(`expected ${INDEX}, found none`));
		});
		document.head.append(script);
	});
	return loading;
}
