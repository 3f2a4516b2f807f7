import type { OperationDescriptor } from "../operation/descriptor.ts";
import type { RequestValidators } from "../operation/violation.ts";
import { type ArgumentField, createField } from "./argument-field.ts";
import { checkArguments } from "./check-arguments.ts";
import { linkTo } from "./deep-link.ts";
import { actionButton, type Content, copyButton, element, fill, newId, textWithCode } from "./dom.ts";
import type { CallExample, OperationData, ValueData } from "./explorer-data.ts";
import type { Arguments } from "./explorer-options.ts";

/** The form of an operation. */
export interface CallForm {
	readonly node: HTMLElement;
	/** Gets the focus when the reader has chosen the operation. */
	readonly heading: HTMLElement;
	/** What is entered, by the name of the argument. */
	read(): Arguments;
	/** Enters values, and takes all others away. */
	write(values: Arguments): void;
}

/** What a form is made of, and what it reports. */
export interface CallFormParts {
	readonly operation: OperationData;
	readonly descriptor: OperationDescriptor;
	readonly validators: RequestValidators;
	readonly values: readonly ValueData[];
	/** The address of its page; undefined where there is none. */
	readonly page: string | undefined;
	onChange(): void;
	/** @param isChecked whether the client checks the arguments first */
	onSend(isChecked: boolean): Promise<void>;
	/** Says what keeps a request from being sent. */
	onProblem(message: string): void;
}

/** Creates the form of an operation: required arguments first, others folded. */
export function createForm(parts: CallFormParts): CallForm {
	const { operation, descriptor, values } = parts;
	const touched = new Set<string>();
	let showAll = false;
	const fields: ArgumentField[] = values.map((value) =>
		createField(descriptor, value, () => {
			touched.add(value.name);
			changed();
		}),
	);
	const read = () =>
		Object.fromEntries(fields.map((field) => [field.name, field.read()]).filter(([, value]) => value !== undefined));
	const primary = element("button", { type: "submit", class: "x-primary" }, "Send");
	let isRunning = false;
	/** While a call runs, the button keeps the focus, says so, and sends nothing. */
	const setRunning = (value: boolean) => {
		isRunning = value;
		primary.textContent = value ? "Sending…" : "Send";
		for (const state of ["aria-busy", "aria-disabled"]) primary.setAttribute(state, String(value));
	};
	const send = async (isChecked: boolean) => {
		if (isRunning) return;
		setRunning(true);
		await parts.onSend(isChecked).finally(() => setRunning(false));
	};
	const anyway = actionButton("Send anyway", () => send(false), { hidden: true });
	const check = () => {
		const problems = checkArguments(descriptor, parts.validators, read(), values);
		for (const field of fields) field.report(showAll || touched.has(field.name) ? (problems.get(field.name) ?? []) : []);
		anyway.hidden = problems.size === 0;
		return problems;
	};
	const changed = () => {
		check();
		parts.onChange();
	};
	const submit = () => {
		showAll = true;
		const problems = check();
		if (problems.size === 0) return send(true);
		const first = fields.find(({ name }) => problems.has(name));
		if (first && empty.contains(first.node)) optional.open = true;
		first?.control.focus();
		parts.onProblem(`Not sent: ${[...problems.keys()].join(", ")} ${problems.size === 1 ? "breaks a rule" : "break rules"}.`);
	};
	const [filled, empty] = [element("div", {}), element("div", {})];
	const optional = element("details", { class: "x-optional" }, element("summary", {}), empty);
	/** What is required or entered comes first; the rest is folded. Nothing moves while the reader types. */
	const arrange = () => {
		const isFirst = (field: ArgumentField) => field.required || field.read() !== undefined;
		const rest = fields.filter((field) => !isFirst(field));
		fill(
			filled,
			fields.filter((field) => field.required).map(nodeOf),
			fields.filter((field) => !field.required && isFirst(field)).map(nodeOf),
		);
		fill(empty, rest.map(nodeOf));
		fill(optional.firstElementChild as HTMLElement, `More arguments (${rest.length})`);
		optional.hidden = rest.length === 0;
		// Whoever has entered none of them is about to.
		if (rest.length === fields.filter((field) => !field.required).length) optional.open = true;
	};
	const write = (given: Arguments) => {
		touched.clear();
		showAll = false;
		for (const field of fields) field.write(given[field.name]);
		arrange();
		changed();
	};
	const heading = element("h2", { tabindex: "-1" }, operation.title);
	const node = element(
		"form",
		{
			novalidate: true,
			"aria-label": "Arguments",
			onsubmit: (event) => {
				event.preventDefault();
				submit();
			},
		},
		heading,
		introduction(parts),
		operation.examples.length > 1 && examplePicker(operation.examples, write),
		filled,
		optional,
		element(
			"div",
			{ class: "x-actions x-send" },
			primary,
			anyway,
			actionButton("Clear", () => write({})),
			copyButton("Copy link", () => linkTo(location.href, operation.id, read())),
		),
	);
	return { node, heading, read, write };
}

const nodeOf = ({ node }: ArgumentField) => node;

function introduction({ operation, descriptor, page }: CallFormParts): Content {
	const { method, path, deprecated } = descriptor;
	return [
		element(
			"p",
			{ class: "x-address" },
			element("b", { class: `x-method x-${method.toLowerCase()}` }, method),
			" ",
			element("code", {}, path),
		),
		element(
			"p",
			{ class: "x-about" },
			deprecated && element("span", { class: "x-warn" }, "Deprecated. "),
			textWithCode(operation.description),
			page !== undefined && [" ", element("a", { href: page }, "Documentation")],
		),
	];
}

function examplePicker(examples: readonly CallExample[], write: (values: Arguments) => void): HTMLElement {
	const id = newId();
	const options = examples.map(({ title }, index) => element("option", { value: index }, title));
	const select = element("select", { id, onchange: () => write(examples[Number(select.value)]?.values ?? {}) }, options);
	return element("div", { class: "x-field x-example" }, element("label", { for: id }, "Example"), select);
}
