/** How long a button says that it copied, in milliseconds. */
const CONFIRMATION = 2000;

/** Adds a button to each block of code that copies it, where the page may use the clipboard. */
export function addCopyButtons(): void {
	if (!navigator.clipboard) return;
	for (const block of document.querySelectorAll<HTMLElement>("main pre")) {
		const frame = document.createElement("div");
		frame.className = "code";
		block.replaceWith(frame);
		frame.append(
			block,
			createCopyButton(() => block.textContent ?? ""),
		);
	}
}

function createCopyButton(read: () => string): HTMLButtonElement {
	const button = document.createElement("button");
	button.type = "button";
	button.className = "copy";
	button.textContent = "Copy";
	// Assistive technology reads the new text of the button.
	button.setAttribute("aria-live", "polite");
	button.addEventListener("click", async () => {
		button.textContent = await copyText(read());
		setTimeout(() => {
			button.textContent = "Copy";
		}, CONFIRMATION);
	});
	return button;
}

/** @returns what to say about it */
async function copyText(text: string): Promise<string> {
	try {
		await navigator.clipboard.writeText(text);
		return "Copied";
	} catch {
		return "Not copied: select the text instead";
	}
}
