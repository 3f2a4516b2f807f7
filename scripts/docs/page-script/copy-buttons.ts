import { copyButton } from "../../../src/core/explorer/dom.ts";

/** Adds a button to each block of code that copies it, in the frame of the block. */
export function addCopyButtons(): void {
	for (const block of document.querySelectorAll<HTMLElement>("main pre")) {
		block.after(copyButton("Copy", () => block.textContent ?? "", "copy"));
	}
}
