/*
 * The elements of the application, by the DOM itself. A library that compares trees would pay for what hardly changes here: a form
 * is made once per operation, and a pane is replaced as a whole. All data becomes text nodes and attributes of fixed names; nothing
 * is parsed as HTML.
 */

/** A text, an element, or nothing. */
export type Content = Node | string | number | false | undefined | readonly Content[];

/** Attributes by name. Functions listen to the event `on…`; `false` and `undefined` are left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

/** Creates an element. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Attributes = {},
	...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
	const created = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === "function") created.addEventListener(name.slice(2), value);
		else if (value !== undefined && value !== false) created.setAttribute(name, value === true ? "" : String(value));
	}
	append(created, content);
	return created;
}

/** Replaces all that an element contains. */
export function fill(target: HTMLElement, ...content: readonly Content[]): void {
	const focused = target.contains(document.activeElement) ? labelOf(document.activeElement) : undefined;
	target.replaceChildren();
	append(target, content);
	if (focused === undefined || target === document.activeElement) return;
	// The keyboard stays at the control of the same name, or where it was.
	const same = [...target.querySelectorAll<HTMLElement>("a, button, summary, input, select")].find(
		(control) => labelOf(control) === focused,
	);
	if (!same) target.tabIndex = -1;
	(same ?? target).focus();
}

function labelOf(control: Element | null): string {
	return control?.getAttribute("aria-label") ?? control?.textContent ?? "";
}

function append(target: Element, content: Content): void {
	if (Array.isArray(content)) for (const part of content) append(target, part);
	else if (content !== undefined && content !== false) target.append(content instanceof Node ? content : String(content));
}

/** A button that does something on this page. */
export function actionButton(label: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
	return element("button", { type: "button", onclick: act, ...attributes }, label);
}

let lastId = 0;

/** An id that no other element of the page has. */
export function newId(): string {
	lastId++;
	return `explorer-${lastId}`;
}

/** A text of the description as content: what is in backquotes is code. */
export function textWithCode(text: string): Content {
	return text.split("`").map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part));
}

/** A button that copies a text, and says so. */
export function copyButton(label: string, read: () => string, className = "x-small"): HTMLButtonElement {
	const button = actionButton(
		label,
		async () => {
			const text = read();
			let isCopied = true;
			try {
				await navigator.clipboard.writeText(text);
			} catch {
				// Without the clipboard of a safe origin: by a selection.
				const area = element("textarea", { "aria-hidden": "true" });
				Object.assign(area.style, { position: "fixed", left: "-100vw" });
				area.value = text;
				document.body.append(area);
				area.select();
				isCopied = document.execCommand("copy");
				area.remove();
				button.focus();
			}
			button.textContent = isCopied ? "Copied" : "Not copied: select the text instead";
			setTimeout(() => {
				button.textContent = label;
			}, CONFIRMED);
		},
		{ class: className, "aria-live": "polite" },
	);
	return button;
}

/** How long a button says that it copied, in milliseconds. */
const CONFIRMED = 2000;

/** Lets the reader save a text as a file. */
export function saveFile(name: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
	element("a", { href: url, download: name }).click();
	URL.revokeObjectURL(url);
}
