import { FAULT_MEMBERS, type Fault, parseFault } from "../sandbox/fault.ts";
import { actionButton, element, fill, newId } from "./dom.ts";
import type { SandboxAdmin } from "./sandbox-admin.ts";

/** Faults that show something at one press. */
const PRESETS: readonly (readonly [label: string, fault: Fault])[] = [
	["429 once", { status: 429, retryAfter: 1, times: 1 }],
	["503 once", { status: 503, times: 1 }],
	["500 always", { status: 500 }],
	["2 s latency", { latency: 2000, times: 1 }],
	["Lost connection", { reset: true, times: 1 }],
	["Cut off body", { truncate: true, times: 1 }],
];

/** The switches of faults. */
export interface FaultPanel {
	readonly node: HTMLElement;
	/** Shows the faults that are switched on. */
	show(faults: readonly Fault[]): void;
}

/**
 * Creates the switches.
 *
 * @param run carries out a change, and says what came of it
 * @param current the operation that is shown
 */
export function createFaultPanel(
	admin: SandboxAdmin,
	run: (act: () => Promise<void>, done: string) => void,
	current: () => string,
): FaultPanel {
	const [scope, text, help] = [newId(), newId(), newId()];
	const only = element("input", { type: "checkbox", id: scope });
	const add = (read: () => Fault) =>
		run(() => admin.addFault({ ...(only.checked && { operationId: current() }), ...read() }), "Fault switched on.");
	const input = element("input", { id: text, "aria-describedby": help, placeholder: "status=503,times=2", autocomplete: "off" });
	const active = element("div", { class: "x-active" });
	const form = element(
		"form",
		{
			class: "x-inline",
			onsubmit: (event) => {
				event.preventDefault();
				add(() => parseFault(input.value));
			},
		},
		element("label", { for: text }, "Another fault"),
		input,
		element("button", { type: "submit" }, "Switch on"),
	);
	const node = element(
		"div",
		{},
		element(
			"p",
			{},
			"A fault makes the sandbox fail on request. Send a request and watch the client: it retries what is safe to repeat.",
		),
		element(
			"div",
			{ class: "x-actions" },
			PRESETS.map(([label, fault]) => actionButton(label, () => add(() => fault))),
		),
		element("p", {}, only, " ", element("label", { for: scope }, "for this operation only")),
		form,
		element(
			"p",
			{ id: help, class: "x-help" },
			`Members with a value, separated by commas: ${Object.keys(FAULT_MEMBERS).join(", ")}.`,
		),
		active,
	);
	return {
		node,
		show(faults) {
			const list = faults.map((fault) => element("li", {}, element("code", {}, JSON.stringify(fault))));
			const off = actionButton("Switch all off", () => run(() => admin.clearFaults(), "All faults are switched off."));
			fill(active, faults.length === 0 ? element("p", {}, "No fault is switched on.") : [element("ul", {}, list), off]);
		},
	};
}
