import { copyButton, element } from "../../../src/core/explorer/dom.ts";

/** Adds a button to each block of code that copies it. */
export function addCopyButtons(): void {
	for (const block of document.querySelectorAll<HTMLElement>("main pre")) {
		const frame = element("div", { class: "code" });
		block.replaceWith(frame);
		frame.append(
			block,
			copyButton("Copy", () => block.textContent ?? "", "copy"),
		);
	}
}
