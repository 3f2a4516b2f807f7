import type { FieldDescriptor } from "../../src/core/operation/descriptor.ts";
import type { JsonSchema } from "../../src/core/operation/json-schema.ts";
import { isSuccessKey, successStatuses } from "../../src/core/operation/response.ts";
import type { WebhookFormat } from "../../src/core/operation/webhook.ts";
import {
	type Generator,
	type GeneratorContext,
	isWebhook,
	type OperationModel,
	type PartModel,
	type WebhookModel,
} from "../pipeline/model.ts";
import { BANNER, docComment, type LiteralLayout, printMember } from "./print.ts";

const LAYOUT: LiteralLayout = { step: "\t", width: 100 };

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
 * the operations that are received; `webhook-formats.ts`: what of these a receiver needs, which should be small.
 */
export const generateOperations: Generator = (model, context) => [
	...DESCRIPTOR_TABLES.map((table) => ({
		path: `${table.name}.ts`,
		content: printDescriptors(table, model[table.name], context),
	})),
	{ path: "webhook-formats.ts", content: printFormats(model.webhooks, context) },
];

function printFormats(webhooks: readonly WebhookModel[], { runtime }: GeneratorContext): string {
	const entries = webhooks.map(({ id, descriptor: { event, body } }) => {
		const fields = Object.entries(body?.fields ?? {}).map(([name, { array, json }]: [string, Partial<FieldDescriptor>]) => [
			name,
			{ array, json },
		]);
		const format: WebhookFormat = { event, fields: Object.fromEntries(fields) };
		// Without what is undefined.
		return `\t${printMember(id, JSON.parse(JSON.stringify(format)), LAYOUT, "\t")}`;
	});
	return [
		BANNER,
		`import type { WebhookFormat } from "${runtime}/webhook.ts";\n\n`,
		docComment("What is needed to read each webhook, by its name."),
		"export const webhookFormats: Readonly<Record<string, WebhookFormat>> = {\n",
		...entries,
		"};\n",
	].join("");
}

function printDescriptors(table: DescriptorTable, operations: readonly OperationModel[], { runtime }: GeneratorContext): string {
	const { name, type, module, words } = table;
	const entries = operations.map((operation) => {
		return `${docComment(editorText(operation), "\t")}\t${printMember(operation.id, operation.descriptor, LAYOUT, "\t")}`;
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
function editorText(operation: OperationModel): string {
	const { summary, description, descriptor, source } = operation;
	const paragraphs = [
		summary,
		description.trim(),
		`\`${`${descriptor.method} ${descriptor.path}`.trim()}\``,
		`Described from: ${source.join(", ")}.`,
		isWebhook(operation) ? "" : describeCall(operation).join("\n"),
		descriptor.deprecated ? "@deprecated" : "",
	];
	return paragraphs.filter(Boolean).join("\n\n");
}

/** The arguments that are required, or have a default. What each means is shown at the argument itself. */
function describeArguments({ annotated }: PartModel): string[] {
	const { properties = {}, required = [] } = Object(annotated) as {
		readonly properties?: Readonly<Record<string, JsonSchema>>;
		readonly required?: readonly string[];
	};
	return Object.entries(properties).flatMap(([name, schema]) => {
		if (required.includes(name)) return [`@param args.${name} Required`];
		const hasDefault = typeof schema === "object" && schema.default !== undefined;
		return hasDefault ? [`@param args.${name} Default: ${JSON.stringify(schema.default)}`] : [];
	});
}

/** What a call takes, and how it ends. */
function describeCall({ descriptor: { pagination, responses }, request }: OperationModel): string[] {
	const successes = successStatuses({ responses });
	const failures = Object.keys(responses).filter((status) => !isSuccessKey(status));
	const hasBody = successes.some((status) => responses[status]?.length);
	const payload = hasBody ? `The body of the response (${successes.join(", ")})` : `Nothing (${successes.join(", ")})`;
	return [
		...Object.values(request.schemas).flatMap(describeArguments),
		"@param options Time limits, retries, headers, a signal",
		`@returns ${pagination ? "The items, page by page" : payload}`,
		"@throws {ValidationError} For invalid arguments",
		...(failures.length > 0 ? [`@throws {ApiError} With the status: ${failures.join(", ")}, or an undocumented one`] : []),
		"@throws {ClientError} Without a usable response",
	];
}
