import { element, fill } from "./dom.ts";
import type { ExplorerOptions } from "./explorer-options.ts";
import { createTabs } from "./tabs.ts";

/** The places of the page that change. */
export interface ExplorerLayout {
	readonly node: HTMLElement;
	readonly form: HTMLElement;
	readonly attempts: HTMLElement;
	readonly response: HTMLElement;
	readonly responseHeading: HTMLElement;
	readonly resources: HTMLElement;
	readonly history: HTMLElement;
	readonly webhooks: HTMLElement;
	/** Says something to everybody: it is shown, and read aloud. */
	say(message: string, isProblem?: boolean): void;
}

/** Parts of the page that are made elsewhere. */
export interface LayoutParts {
	readonly list: HTMLElement;
	readonly request: HTMLElement;
	readonly faults: HTMLElement;
	readonly state: HTMLElement;
}

/** Lays out the page: operations, the form, the request and its response, the sandbox. */
export function createLayout(
	{ connection, isWatched }: ExplorerOptions,
	{ list, request, faults, state }: LayoutParts,
): ExplorerLayout {
	const place = () => element("div", {});
	const [form, attempts, response, resources, history, webhooks] = [place(), place(), place(), place(), place(), place()];
	const status = element("p", { class: "x-say", role: "status", "aria-live": "polite" });
	const responseHeading = element("h3", { tabindex: "-1" }, "Response");
	fill(response, element("p", { class: "x-trait" }, "Send the request to see the response."));
	const inside = { title: "In the sandbox", panel: resources };
	const exchanges = { title: "History", panel: history };
	const sandbox = createTabs("The sandbox", [
		...(isWatched ? [exchanges, inside] : [inside, exchanges]),
		{ title: "Webhooks sent", panel: webhooks },
		{ title: "Faults", panel: faults },
		{ title: "Reset, seed, export", panel: state },
	]);
	const panes = element(
		"section",
		{ class: "x-sandbox", "aria-label": "Sandbox" },
		element("h2", {}, `The sandbox ${connection.label}`),
		sandbox.node,
	);
	const node = element(
		"div",
		{ class: "explorer" },
		list,
		element(
			"div",
			{},
			isWatched && panes,
			element(
				"div",
				{ class: "x-call" },
				element("section", { class: "x-form", "aria-label": "Call" }, form),
				element(
					"div",
					{ class: "x-exchange" },
					element("section", { "aria-label": "Request" }, element("h3", {}, "Request"), request),
					element("section", { "aria-label": "Response" }, responseHeading, status, attempts, response),
				),
			),
			!isWatched && panes,
		),
	);
	return {
		...{ node, form, attempts, response, responseHeading, resources, history, webhooks },
		say(message, isProblem = false) {
			status.textContent = message;
			status.classList.toggle("x-bad", isProblem);
		},
	};
}
