import { actionButton, element, newId, saveFile } from "./dom.ts";
import type { SandboxAdmin } from "./sandbox-admin.ts";

/**
 * Creates what resets, seeds and exports the state of the sandbox.
 *
 * @param run carries out a change, and says what came of it
 * @param forget forgets the history
 */
export function createStatePanel(
	admin: SandboxAdmin,
	run: (act: () => Promise<void>, done: string) => void,
	forget: () => void,
): HTMLElement {
	const [id, help] = [newId(), newId()];
	const seed = element("textarea", {
		id,
		rows: 6,
		spellcheck: "false",
		"aria-describedby": help,
		placeholder: '{ "resources": [] }',
	});
	const reset = async () => {
		await admin.reset();
		forget();
	};
	const save = async (name: string, read: () => Promise<unknown>) => saveFile(name, JSON.stringify(await read(), null, 2));
	return element(
		"div",
		{},
		element(
			"div",
			{ class: "x-actions" },
			actionButton("Reset", () => run(reset, "The sandbox is as it was at the start.")),
			actionButton("Export HAR", () => run(() => save("sandbox.har", admin.har), "Exported the exchanges.")),
			actionButton("Export state", () => run(() => save("state.json", admin.state), "Exported the state.")),
		),
		element("div", { class: "x-field" }, element("label", { for: id }, "Seed"), seed),
		element(
			"p",
			{ id: help, class: "x-help" },
			"Resources to add, as JSON: an exported state has the form. A seed that is rejected adds nothing.",
		),
		actionButton("Add to the sandbox", () => run(async () => admin.seed(JSON.parse(seed.value)), "Added the seed.")),
	);
}
