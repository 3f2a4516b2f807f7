import type { OperationDescriptor, ValueDescriptor } from "../operation/descriptor.ts";
import { decodeValue } from "../operation/value.ts";
import { actionButton, type Content, element, fill, newId, textWithCode } from "./dom.ts";
import type { ValueData } from "./explorer-data.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The input of one argument, with its label, what the description says, and what is wrong with its value. */
export interface ArgumentField {
	readonly name: string;
	readonly required: boolean;
	readonly node: HTMLElement;
	readonly control: Control;
	/** The value; undefined where nothing is entered. */
	read(): unknown;
	write(value: unknown): void;
	/** Shows what is wrong; nothing takes it away. */
	report(problems: readonly string[]): void;
}

/** Texts longer than this have several lines. */
const ONE_LINE = 200;

/**
 * Creates the field of an argument.
 *
 * @param onChange called after each change by the reader
 */
export function createField(operation: OperationDescriptor, value: ValueData, onChange: () => void): ArgumentField {
	const { name, required = false } = value;
	const descriptor = descriptorOf(operation, name);
	const [id, help, problem] = [newId(), newId(), newId()];
	const control = createControl(value, descriptor, {
		id,
		"aria-describedby": `${help} ${problem}`,
		"aria-required": required && "true",
	});
	for (const event of ["input", "change"]) control.addEventListener(event, onChange);
	const problems = element("div", { id: problem, class: "x-problem" });
	const write = (given: unknown) => {
		control.value = enteredText(given, descriptor?.array === true);
	};
	const now = descriptor?.dateTime
		? actionButton(
				"Now",
				() => {
					write(new Date().toISOString().replace(/\.\d+Z/, "Z"));
					onChange();
				},
				{ class: "x-small", "aria-label": `${name}: now` },
			)
		: undefined;
	const node = element(
		"div",
		{ class: "x-field" },
		element("div", { class: "x-label" }, element("label", { for: id }, name), argumentTraits(value)),
		element("div", { class: "x-control" }, control, now),
		problems,
		element("div", { id: help, class: "x-help" }, argumentHelp(value)),
	);
	return {
		...{ name, required, node, control, write },
		read: () => (control.value === "" ? undefined : argumentOf(control.value, value, descriptor)),
		report(found) {
			control.setAttribute("aria-invalid", String(found.length > 0));
			const text = found.join(" ");
			if (problems.textContent !== text) fill(problems, text);
		},
	};
}

/** How the value travels; undefined for a member of a JSON body, which is sent as it is. */
function descriptorOf({ parameters, body }: OperationDescriptor, name: string): ValueDescriptor | undefined {
	if (Object.hasOwn(parameters, name)) return parameters[name];
	return body?.mediaType === "application/x-www-form-urlencoded" ? body.fields[name] : undefined;
}

function createControl(
	value: ValueData,
	descriptor: ValueDescriptor | undefined,
	attributes: Readonly<Record<string, string | false>>,
): Control {
	const choices = value.enum ?? (/^boolean/.test(value.type) ? [true, false] : undefined);
	const plain = { ...attributes, spellcheck: "false", autocomplete: "off" };
	if (choices && !descriptor?.array) {
		const none = element("option", { value: "" }, value.required ? "Choose" : "Leave out");
		return element(
			"select",
			attributes,
			none,
			choices.map((choice) => element("option", { value: String(choice) }, String(choice))),
		);
	}
	const placeholder = placeholderOf(value, descriptor);
	const isLong = descriptor?.json || descriptor?.array || /object|list/.test(value.type) || maxLengthOf(value) > ONE_LINE;
	if (isLong) return element("textarea", { ...plain, rows: 3, placeholder });
	const numeric = descriptor?.type === "integer" && "numeric";
	return element("input", { ...plain, type: "text", placeholder, inputmode: numeric });
}

function placeholderOf({ default: initial, example }: ValueData, descriptor: ValueDescriptor | undefined): string | false {
	if (initial !== undefined) return enteredText(initial, false);
	if (descriptor?.dateTime) return "2026-01-31T12:00:00Z";
	return example !== undefined && enteredText(example, descriptor?.array === true);
}

function maxLengthOf({ limits = [] }: ValueData): number {
	const [, digits = "0"] = /at most ([\d,]+) characters/.exec(limits.join()) ?? [];
	return Number(digits.replaceAll(",", ""));
}

function argumentTraits({ type, required, deprecated }: ValueData): Content {
	const traits = [type, required && "required", deprecated && "deprecated"].filter(Boolean);
	return element("span", { class: "x-trait" }, traits.join(", "));
}

function argumentHelp({
	description = "",
	limits = [],
	patternWords,
	pattern,
	default: initial,
	sources = [],
}: ValueData): Content {
	const rules = [...(pattern === undefined ? [] : [patternWords ?? `matches ${pattern}`]), ...limits];
	if (initial !== undefined) rules.push(`default ${enteredText(initial, false)}`);
	return [
		textWithCode(description),
		rules.length > 0 && element("span", { class: "x-rules" }, rules.join("; ")),
		sources.length > 0 && element("span", { class: "x-source" }, sources.join(", ")),
	];
}

/** A text as it is, a list one item per line, anything else as JSON. */
function enteredText(value: unknown, isList: boolean): string {
	if (value === undefined) return "";
	if (isList && Array.isArray(value)) return value.map((item) => enteredText(item, false)).join("\n");
	return typeof value === "string" ? value : JSON.stringify(value, null, typeof value === "object" ? 2 : 0);
}

function argumentOf(text: string, { type }: ValueData, descriptor: ValueDescriptor | undefined): unknown {
	if (descriptor) return decodeValue(descriptor, descriptor.array ? text.split("\n").filter((line) => line !== "") : [text]);
	if (type === "string") return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
