import type { CollectionSeed, Snapshot } from "../sandbox/seed.ts";
import { actionButton, type Content, element, fill } from "./dom.ts";
import type { Arguments, ExplorerOptions } from "./explorer-options.ts";
import { type ResourceUse, usesIn } from "./resource-uses.ts";

/** Enters the identifiers of a resource into the form of an operation. */
type UseResource = (operationId: string, values: Arguments) => void;

/** Shows the resources that are in the sandbox, by collection, each with the operations that it can be used with. */
export function showResources(target: HTMLElement, state: Snapshot, options: ExplorerOptions, use: UseResource): void {
	const isOpen = new Set([...target.querySelectorAll("details[open]")].map((details) => details.getAttribute("data-path")));
	const collections = state.resources.filter(({ items }) => items.length > 0);
	fill(
		target,
		collections.length === 0 && element("p", {}, "There is nothing in the sandbox. Create something, or seed it."),
		collections.map((collection) => collectionNode(collection, options, use, isOpen)),
	);
}

function collectionNode(
	collection: CollectionSeed,
	options: ExplorerOptions,
	use: UseResource,
	isOpen: ReadonlySet<string | null>,
): HTMLElement {
	const { path, account, items } = collection;
	const owner = account === undefined ? "" : ` of ${account}`;
	const usesOf = usesIn(collection, options);
	return element(
		"section",
		{},
		element("h3", {}, `${path.split("/").at(-1)} (${items.length})`),
		element("p", { class: "x-trait" }, element("code", {}, path), owner),
		element(
			"ul",
			{ class: "x-list" },
			[...items].reverse().map((item) => itemNode(item, path, usesOf(item), options, use, isOpen)),
		),
	);
}

function itemNode(
	item: CollectionSeed["items"][number],
	path: string,
	usable: readonly ResourceUse[],
	options: ExplorerOptions,
	use: UseResource,
	isOpen: ReadonlySet<string | null>,
): HTMLElement {
	const id = String(Object.values(item)[0]);
	const place = `${path}/${encodeURIComponent(id)}`;
	const buttons: Content = usable.map(({ operationId, operation, values }) =>
		actionButton(operation.method, () => use(operationId, values), {
			class: `x-small x-method x-${operation.method.toLowerCase()}`,
			title: operationId,
			"aria-label": `${operation.method} ${operationId} with ${id}`,
		}),
	);
	const details = element(
		"details",
		{ "data-path": place, open: isOpen.has(place) },
		element("summary", {}, element("code", {}, id), element("span", { class: "x-trait" }, preview(item, options))),
		element("pre", { tabindex: 0 }, JSON.stringify(item, null, 2)),
	);
	return element("li", {}, details, element("span", { class: "x-uses" }, buttons));
}

/** The members that fields of requests set, which tell resources apart. */
function preview(item: Readonly<Record<string, unknown>>, { operations, propertyNameFor }: ExplorerOptions): string {
	const fields = Object.values(operations).flatMap(({ body }) => Object.keys(body?.fields ?? {}).map(propertyNameFor));
	const shown = Object.entries(item).filter(
		([name, value]) => fields.includes(name) && typeof value === "string" && !DATE_TEXT.test(value),
	);
	return shown.map(([name, value]) => ` ${name}: ${value}`).join();
}

const DATE_TEXT = /^\d{4}-\d\d-\d\dT/;
