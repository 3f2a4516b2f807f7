import type { RootContent } from "mdast";
import { encodeForm } from "../../src/core/operation/form.ts";
import type { ExampleDoc } from "../pipeline/describe-operations.ts";
import type { OperationModel } from "../pipeline/model.ts";
import { alternatives, codeBlock, heading, span, text } from "./nodes.ts";

/** Examples side by side, each below its title. */
export function examplePanels(examples: readonly { title: string; example: ExampleDoc }[]): RootContent[] {
	return alternatives(
		"examples",
		examples.map(({ title, example }) => [exampleHeading(4, title, example), exampleCode(example)]),
	);
}

/** An example of the body of a request below its title. A form is shown as its fields, a line each, decoded. */
export function requestExampleNodes({ descriptor: { body } }: OperationModel, title: string, example: ExampleDoc): RootContent[] {
	const ownHeading = exampleHeading(3, title, example);
	if (body?.mediaType !== "application/x-www-form-urlencoded") return [ownHeading, exampleCode(example)];
	const encoded = encodeForm(body.fields, example.value as Record<string, unknown>);
	const lines = [...new URLSearchParams(encoded)].map(([name, value]) => `${name} = ${fieldText(value)}`);
	return [ownHeading, codeBlock("form", lines.join("\n"), { dataExample: example.name })];
}

/** A text as it is, any other value as JSON. */
function exampleCode({ name, mediaType, value }: ExampleDoc): RootContent {
	const isText = typeof value === "string" && !/\bjson$/.test(mediaType);
	return codeBlock(isText ? "text" : "json", isText ? value : JSON.stringify(value, null, 2), { dataExample: name });
}

/** The text of a field; in quotes where its beginning and its end could not be seen. */
function fieldText(value: string): string {
	return /^[^"\s].*\S$|^[^"\s]$/.test(value) && !/\p{Cc}/u.test(value) ? value : JSON.stringify(value);
}

function exampleHeading(depth: 3 | 4, title: string, { name, summary }: ExampleDoc): RootContent {
	const label = summary || (name === "default" ? "" : name);
	const node = heading(depth, title);
	// A tab has the label alone.
	if (label !== "") node.children.push(text(": "), span("span", { className: ["label"] }, [text(label)]));
	return node;
}
