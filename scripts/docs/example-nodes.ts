import type { RootContent } from "mdast";
import { encodeForm } from "../../src/core/operation/form.ts";
import type { ExampleDoc } from "../pipeline/describe-operations.ts";
import type { OperationModel } from "../pipeline/model.ts";
import { alternatives, codeBlock, heading, span, text } from "./nodes.ts";

/** Examples side by side, each below its title. */
export function examplePanels(examples: readonly { title: string; example: ExampleDoc }[]): RootContent[] {
	return alternatives(
		"examples",
		examples.map(({ title, example }) => exampleNodes(title, example)),
	);
}

/** An example below its title: a text as it is, any other value as JSON. */
export function exampleNodes(title: string, example: ExampleDoc): RootContent[] {
	const { name, mediaType, value } = example;
	const isText = typeof value === "string" && !/\bjson$/.test(mediaType);
	const source = isText ? value : JSON.stringify(value, null, 2);
	return [exampleHeading(title, example), codeBlock(isText ? "text" : "json", source, { dataExample: name })];
}

/** An example of the body of a request below its title. A form is shown as its fields, a line each, decoded. */
export function requestExampleNodes({ descriptor: { body } }: OperationModel, title: string, example: ExampleDoc): RootContent[] {
	if (body?.mediaType !== "application/x-www-form-urlencoded") return exampleNodes(title, example);
	const encoded = encodeForm(body.fields, example.value as Record<string, unknown>);
	const lines = [...new URLSearchParams(encoded)].map(([name, value]) => `${name} = ${fieldText(value)}`);
	return [exampleHeading(title, example), codeBlock("form", lines.join("\n"), { dataExample: example.name })];
}

/** The text of a field; in quotes where its beginning and its end could not be seen. */
function fieldText(value: string): string {
	return /^[^"\s].*\S$|^[^"\s]$/.test(value) && !/\p{Cc}/u.test(value) ? value : JSON.stringify(value);
}

function exampleHeading(title: string, { name, summary }: ExampleDoc): RootContent {
	const label = summary || (name === "default" ? "" : name);
	const node = heading(4, title);
	// A tab has the label alone.
	if (label !== "") node.children.push(text(": "), span("span", { className: ["label"] }, [text(label)]));
	return node;
}
