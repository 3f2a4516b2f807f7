import type { JsonSchema, JsonSchemas } from "../../src/core/operation/json-schema.ts";
import type { Validator } from "../../src/core/operation/violation.ts";
import { type Generator, type Model, type OperationModel, type PartModel, partsOf } from "../pipeline/model.ts";
import { ModelError } from "../pipeline/problem.ts";
import { createAjv } from "./ajv.ts";
import { printValidators } from "./ajv-output.ts";
import { checkValues } from "./check-values.ts";
import { findUncompilable } from "./find-uncompilable.ts";
import { BANNER } from "./print.ts";

/** Compiles the schema of a part, and returns the name of its validator. */
type Compile = (part: PartModel) => string;

/** One kind of validators by operationId. */
interface ValidatorKind {
	readonly file: string;
	readonly name: string;
	/** The type of one operation's validators, which `violation.ts` exports. */
	readonly rowType: string;
	/** The type of the table, from that type. */
	readonly type: string;
	/** The members of one operation's row. */
	readonly row: (operation: OperationModel, compile: Compile) => string[];
}

const VALIDATOR_KINDS: readonly ValidatorKind[] = [
	{
		file: "requests",
		name: "requestValidators",
		rowType: "RequestValidators",
		type: "Record<OperationId, RequestValidators>",
		row: ({ request }, compile) => Object.entries(request.schemas).map(([part, schema]) => `${part}: ${compile(schema)}`),
	},
	{
		file: "responses",
		name: "responseValidators",
		rowType: "ResponseValidators",
		type: "Record<OperationId, Readonly<Record<string, ResponseValidators>>>",
		row: ({ responses }, compile) =>
			Object.entries(responses).map(([status, { headers, body }]) => {
				const members = [`headers: ${compile(headers)}`, ...(body ? [`body: ${compile(body)}`] : [])];
				return `${JSON.stringify(status)}: { ${members.join(", ")} }`;
			}),
	},
];

/** One generated module: the validators of one kind of the operations, or of the webhooks. */
interface ValidatorTable extends ValidatorKind {
	/** Whose they are: the name of their table, and of the module that exports it. */
	readonly of: "operations" | "webhooks";
}

const TABLES: readonly ValidatorTable[] = [
	...VALIDATOR_KINDS.map((kind) => ({
		...kind,
		of: "webhooks" as const,
		file: `webhook-${kind.file}`,
		name: `webhook${kind.rowType}`,
	})),
	...VALIDATOR_KINDS.map((kind) => ({ ...kind, of: "operations" as const })),
];

/**
 * `validators/requests.js` and `validators/responses.js`: a validator for every part of every request, and for the
 * headers and the body of every response, compiled ahead of time; `validators/webhook-….js`: the same for webhooks. They are
 * modules of their own, so that a client that checks only requests does not load the validators of responses.
 */
export const generateValidators: Generator = (model, { runtime }) => {
	const ownProperties = describesInheritedNames(model);
	const compiled = TABLES.map((table) => compileTable(model, table, ownProperties));
	// Its validators are those of the payloads, which have most of the examples.
	const problems = checkValues(model, compiled.at(-1)?.validatorOf as CompiledTable["validatorOf"]);
	if (problems.length > 0) throw new ModelError(problems);
	return compiled.flatMap((table) => [
		{ path: `validators/${table.file}.js`, content: printModule(table, runtime) },
		{ path: `validators/${table.file}.d.ts`, content: printDeclaration(table, runtime) },
	]);
};

function printDeclaration({ of, name, rowType, type }: ValidatorTable, runtime: string): string {
	return [
		BANNER,
		`import type { ${rowType} } from "../${runtime}/violation.ts";\n`,
		`import type { ${of} } from "../${of}.ts";\n\n`,
		`type OperationId = keyof typeof ${of};\n\n`,
		`export declare const ${name}: Readonly<${type}>;\n`,
	].join("");
}

function printModule({ name, rows, code, helpers }: CompiledTable, runtime: string): string {
	return [
		// The compiler of the schemas writes plain JavaScript; a declaration file beside it has the types.
		`${BANNER}// @ts-nocheck\n`,
		helpers.length > 0 ? `import { ${helpers.join(", ")} } from "../${runtime}/formats.ts";\n` : "",
		`${code}\n/** Every validator, by operationId. */\nexport const ${name} = {\n${rows.join("")}};\n`,
	].join("");
}

/** A key of JSON that is the name of a member of every object. */
const INHERITED = new RegExp(`"(?:${Object.getOwnPropertyNames(Object.prototype).join("|")})":`);

/** Whether a parameter, header, field or member has a name that every object has, such as `constructor`. */
function describesInheritedNames({ operations, webhooks, schemas }: Model): boolean {
	const parts = [...operations, ...webhooks].flatMap(partsOf);
	return INHERITED.test(JSON.stringify([schemas, parts.map(({ schema }) => schema)]));
}

/** The component that a schema refers to if it does nothing else: a validator of its own would only call that of the component. */
function referenced(schema: JsonSchema, components: JsonSchemas): JsonSchema {
	const { $ref = "", ...others } = Object(schema) as { readonly $ref?: string };
	return Object.keys(others).length === 0 ? (components[$ref] ?? schema) : schema;
}

interface CompiledTable extends ValidatorTable {
	readonly rows: readonly string[];
	readonly code: string;
	/** The helpers that the code calls. */
	readonly helpers: readonly string[];
	/** The validator of a schema: one of the table's, or else a new one, which is not printed. */
	readonly validatorOf: (schema: JsonSchema) => Validator;
}

/**
 * Compiles the schemas of a table, equal ones once.
 *
 * @throws {ModelError} with the innermost schema that does not compile
 */
function compileTable(model: Model, table: ValidatorTable, ownProperties: boolean): CompiledTable {
	const ajv = createAjv(ownProperties);
	const names = new Map<string, string>();
	const nameOf = (given: JsonSchema) => {
		const schema = referenced(given, model.schemas);
		const key = JSON.stringify(schema);
		const name = names.get(key) ?? `v${names.size}`;
		if (!names.has(key)) ajv.addSchema(schema, name).getSchema(name);
		names.set(key, name);
		return name;
	};
	try {
		for (const [name, schema] of Object.entries(model.schemas)) ajv.addSchema(schema, name);
		const rows = model[table.of].map((operation) => {
			const members = table.row(operation, ({ schema }) => nameOf(schema)).map((member) => `\t\t${member},\n`);
			return `\t${operation.id}: {\n${members.join("")}\t},\n`;
		});
		const validatorOf = (schema: JsonSchema) => ajv.getSchema(nameOf(schema)) as Validator;
		return { ...table, rows, ...printValidators(ajv, [...names.values()]), validatorOf };
	} catch (error) {
		throw new ModelError([findUncompilable(model, error)]);
	}
}
