import type { JsonSchema } from "../../src/core/operation/json-schema.ts";
import type { Generator, GeneratorContext, OperationModel, PartModel } from "../pipeline/model.ts";
import { BANNER, docComment, propertyName } from "./print.ts";

/** One generated module: a table of operations or of webhooks. */
interface DescriptorTable {
	readonly name: "operations" | "webhooks";
	/** The type of a row, and the module that exports it. */
	readonly type: string;
	readonly module: string;
	/** What the table holds, in words. */
	readonly words: string;
}

const DESCRIPTOR_TABLES: readonly DescriptorTable[] = [
	{
		name: "operations",
		type: "OperationDescriptor",
		module: "descriptor.ts",
		words: "Every operation of the description, by its operationId.",
	},
	{ name: "webhooks", type: "WebhookDescriptor", module: "webhook.ts", words: "Every webhook of the description, by its name." },
];

/**
 * `operations.ts`: the table of operations that drives the client, the sandbox and the contract tests; `webhooks.ts`: that of
 * the operations that are received.
 */
export const generateOperations: Generator = (model, context) =>
	DESCRIPTOR_TABLES.map((table) => ({ path: `${table.name}.ts`, content: printDescriptors(table, model[table.name], context) }));

function printDescriptors(table: DescriptorTable, operations: readonly OperationModel[], { runtime }: GeneratorContext): string {
	const { name, type, module, words } = table;
	const entries = operations.map((operation) => {
		return `${docComment(editorText(operation), "\t")}\t${printMember(operation.id, operation.descriptor, "\t")}`;
	});
	return [
		BANNER,
		`import type { ${type} } from "${runtime}/${module}";\n\n`,
		docComment(words),
		`export const ${name} = {\n`,
		...entries,
		`} as const satisfies Record<string, ${type}>;\n`,
	].join("");
}

/** The text that an editor shows at the method of the same name. */
function editorText({ summary, description, descriptor, request }: OperationModel): string {
	const paragraphs = [
		summary,
		description.trim(),
		`\`${`${descriptor.method} ${descriptor.path}`.trim()}\``,
		Object.values(request.schemas).flatMap(describeDefaults).join("\n"),
		descriptor.deprecated ? "@deprecated" : "",
	];
	return paragraphs.filter(Boolean).join("\n\n");
}

/** The arguments whose default the description states. */
function describeDefaults({ annotated }: PartModel): string[] {
	const { properties = {} } = Object(annotated) as { readonly properties?: Readonly<Record<string, JsonSchema>> };
	return Object.entries(properties).flatMap(([name, schema]) =>
		typeof schema === "object" && schema.default !== undefined
			? [`@param args.${name} Default: ${JSON.stringify(schema.default)}`]
			: [],
	);
}

/** Prints one member of an object literal, on one line if it fits. */
function printMember(name: string, value: unknown, indent: string): string {
	return `${propertyName(name)}: ${printValue(value, indent)},\n`;
}

function printValue(value: unknown, indent: string): string {
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const inline = printOnOneLine(value);
	if (inline.length <= 100) return inline;
	if (Array.isArray(value)) {
		return `[\n${value.map((item) => `${indent}\t${printValue(item, `${indent}\t`)},\n`).join("")}${indent}]`;
	}
	const members = Object.entries(value).map(([name, member]) => `${indent}\t${printMember(name, member, `${indent}\t`)}`);
	return `{\n${members.join("")}${indent}}`;
}

function printOnOneLine(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(printOnOneLine).join(", ")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const members = Object.entries(value).map(([name, member]) => `${propertyName(name)}: ${printOnOneLine(member)}`);
	return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
