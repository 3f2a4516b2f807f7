import type { Generator, OperationModel } from "../pipeline/model.ts";
import { BANNER } from "./banner.ts";
import { docComment } from "./doc-comment.ts";
import { propertyName } from "./property-name.ts";

/** `operations.ts`: the table of descriptors that client, sandbox and contract tests are driven by. */
export const generateOperations: Generator = ({ operations }, { runtime }) => {
	const shared = sharedHeaders(operations);
	const entries = operations.map((operation) => {
		return `${docComment(editorText(operation), "\t")}\t${literal(operation.id, operation.descriptor, "\t", shared)}`;
	});
	const content = [
		BANNER,
		`import type { OperationDescriptor } from "${runtime}/descriptor.ts";\n`,
		...[...shared].map(([text, name]) => `\nconst ${name} = ${print(JSON.parse(text), "", new Map())} as const;\n`),
		"\n/** Every operation of the description, by its operationId. */\n",
		"export const operations = {\n",
		...entries,
		"} as const satisfies Record<string, OperationDescriptor>;\n",
	];
	return [{ path: "operations.ts", content: content.join("") }];
};

/** The answers of a service mostly have the same headers: those that stand more than once get a name of their own. */
function sharedHeaders(operations: readonly OperationModel[]): ReadonlyMap<string, string> {
	const seen = new Set<string>();
	const repeated = new Set<string>();
	for (const { headers } of operations.flatMap(({ descriptor }) => Object.values(descriptor.responses))) {
		const text = JSON.stringify(headers);
		if (seen.has(text) && text !== "{}") repeated.add(text);
		seen.add(text);
	}
	return new Map([...repeated].map((text, index) => [text, `headers${index + 1}`]));
}

/** What an editor shows at the method of the same name. */
function editorText({ summary, description, descriptor }: OperationModel): string {
	const paragraphs = [
		summary,
		description.trim(),
		`\`${descriptor.method} ${descriptor.path}\``,
		descriptor.deprecated ? "@deprecated" : "",
	];
	return paragraphs.filter(Boolean).join("\n\n");
}

/** One member of an object literal; what fits on a line stands on one. */
function literal(name: string, value: unknown, indent: string, shared: ReadonlyMap<string, string>): string {
	return `${propertyName(name)}: ${(name === "headers" && shared.get(JSON.stringify(value))) || print(value, indent, shared)},\n`;
}

function print(value: unknown, indent: string, shared: ReadonlyMap<string, string>): string {
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const inline = printInline(value);
	if (inline.length <= 100) return inline;
	if (Array.isArray(value)) {
		return `[\n${value.map((item) => `${indent}\t${print(item, `${indent}\t`, shared)},\n`).join("")}${indent}]`;
	}
	const members = Object.entries(value).map(([name, member]) => `${indent}\t${literal(name, member, `${indent}\t`, shared)}`);
	return `{\n${members.join("")}${indent}}`;
}

function printInline(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(printInline).join(", ")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const members = Object.entries(value).map(([name, member]) => `${propertyName(name)}: ${printInline(member)}`);
	return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
