import type { OperationDescriptor } from "../operation/descriptor.ts";
import { groupBy } from "../operation/group-by.ts";
import { linkTo } from "./deep-link.ts";
import { element, newId } from "./dom.ts";
import type { OperationData } from "./explorer-data.ts";

/** The operations by tag, with a box that filters them. */
export interface OperationList {
	readonly node: HTMLElement;
	/** Marks the operation that is shown. */
	mark(operationId: string): void;
}

/** Creates the list. */
export function createOperationList(
	operations: readonly OperationData[],
	descriptors: Readonly<Record<string, OperationDescriptor>>,
): OperationList {
	const id = newId();
	const entries = operations.map((operation) => {
		const descriptor = descriptors[operation.id];
		const { method = "GET", path = "", deprecated } = descriptor ?? {};
		const badge = element("b", { class: `x-method x-${method.toLowerCase()}` }, method);
		const link = element("a", { href: linkTo("", operation.id, {}) }, badge, " ", operation.title);
		const node = element("li", { class: deprecated && "x-deprecated" }, link);
		return {
			operation,
			link,
			node,
			words: `${operation.id} ${operation.title} ${operation.tag} ${method} ${path}`.toLowerCase(),
		};
	});
	const groups = [...groupBy(entries, ({ operation }) => operation.tag)].map(([tag, group]) => {
		const node = element(
			"section",
			{},
			element("h2", {}, tag || "Operations"),
			element(
				"ul",
				{},
				group.map((entry) => entry.node),
			),
		);
		return { node, group };
	});
	const none = element("p", { hidden: true, role: "status" }, "No operation has these words.");
	const filter = element("input", { id, type: "search", autocomplete: "off", oninput: () => apply() });
	const apply = () => {
		const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
		for (const { node, words } of entries) node.hidden = !wanted.every((word) => words.includes(word));
		for (const { node, group } of groups) node.hidden = group.every((entry) => entry.node.hidden);
		none.hidden = groups.some(({ node }) => !node.hidden);
	};
	return {
		node: element(
			"nav",
			{ class: "x-operations", "aria-label": "Operations" },
			element("div", { class: "x-field" }, element("label", { for: id }, "Find an operation"), filter),
			none,
			groups.map(({ node }) => node),
		),
		mark(operationId) {
			for (const { operation, link } of entries) {
				if (operation.id === operationId) link.setAttribute("aria-current", "true");
				else link.removeAttribute("aria-current");
			}
		},
	};
}
