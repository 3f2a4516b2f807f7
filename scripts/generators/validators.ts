import type { JsonSchema, JsonSchemas } from "../../src/core/operation/json-schema.ts";
import type { Validator } from "../../src/core/operation/violation.ts";
import {
	type GeneratedFile,
	type Generator,
	type Model,
	type OperationModel,
	type PartModel,
	partsOf,
} from "../pipeline/model.ts";
import { ModelError } from "../pipeline/problem.ts";
import { createAjv } from "./ajv.ts";
import { printValidators } from "./ajv-output.ts";
import { checkValues } from "./check-values.ts";
import {
	type ComponentRows,
	type ComponentsModule,
	printComponentsTable,
	printComponentValidators,
} from "./component-validators.ts";
import { findUncompilable } from "./find-uncompilable.ts";
import { BANNER } from "./print.ts";
import { usedSchemas } from "./used-schemas.ts";

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
 * `validators/components.js` has the validator of every component; it takes those that the other modules have from there.
 */
export const generateValidators: Generator = (model, { runtime }) => {
	const ownProperties = describesInheritedNames(model);
	const compiled = TABLES.map((table) => compileChanged(model, table, ownProperties));
	const others = createCompiler(model.schemas, ownProperties);
	const components = printComponents(model, compiled, others, runtime);
	const known = (key: string) => compiled.find(({ has }) => has(key));
	const problems = checkValues(model, (schema) => {
		const given = referenced(schema, model.schemas);
		return (known(JSON.stringify(given)) ?? others).validatorOf(given);
	});
	if (problems.length > 0) throw new ModelError(problems);
	return [
		...compiled.flatMap((table) => [
			{ path: `validators/${table.file}.js`, content: printModule(table, runtime) },
			{ path: `validators/${table.file}.d.ts`, content: printDeclaration(table, runtime) },
		]),
		...components,
	];
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

function printModule({ name, rows, ...compiled }: CompiledTable, runtime: string): string {
	return [
		// The compiler of the schemas writes plain JavaScript; a declaration file beside it has the types.
		`${BANNER}// @ts-nocheck\n`,
		printCode(compiled, runtime),
		printComponentsTable(compiled),
		`\n/** Every validator, by operationId. */\nexport const ${name} = {\n${rows.join("")}};\n`,
	].join("");
}

function printCode({ code, helpers }: PrintedValidators, runtime: string): string {
	return `${helpers.length > 0 ? `import { ${helpers.join(", ")} } from "../${runtime}/formats.ts";\n` : ""}${code}`;
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

/** Compiles schemas, equal ones once. */
interface Compiler {
	/** The name of the validator of a schema. */
	nameOf(schema: JsonSchema): string;
	/** Whether a schema was compiled, given as JSON. */
	has(key: string): boolean;
	validatorOf(schema: JsonSchema): Validator;
	/** The code of all validators so far: see `printValidators`. */
	print(): PrintedValidators;
}

/** The code of validators, and the names of the helpers that it calls. */
type PrintedValidators = ReturnType<typeof printValidators>;

/** @param schemas what the references in a schema lead to */
function createCompiler(schemas: JsonSchemas, ownProperties: boolean): Compiler {
	const ajv = createAjv(ownProperties);
	const names = new Map<string, string>();
	for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);
	const compiler: Compiler = {
		nameOf(schema) {
			const key = JSON.stringify(schema);
			const name = names.get(key) ?? `v${names.size}`;
			if (!names.has(key)) ajv.addSchema(schema, name).getSchema(name);
			names.set(key, name);
			return name;
		},
		has: (key) => names.has(key),
		validatorOf: (schema) => ajv.getSchema(compiler.nameOf(schema)) as Validator,
		print: () => printValidators(ajv, [...names.values()]),
	};
	return compiler;
}

interface CompiledTable extends ValidatorTable, Pick<Compiler, "has" | "validatorOf">, ComponentsModule, PrintedValidators {
	readonly rows: readonly string[];
}

/** The tables as they were compiled last, each with what it was compiled from: in watch mode, most changes leave some as they are. */
const last = new Map<string, { readonly from: string; readonly compiled: CompiledTable }>();

/** Compiles a table, unless it was compiled from the same schemas last time. */
function compileChanged(model: Model, table: ValidatorTable, ownProperties: boolean): CompiledTable {
	const operations = model[table.of];
	const roots: JsonSchema[] = [];
	const collect: Compile = ({ schema }) => JSON.stringify(roots[roots.push(schema) - 1]);
	const rows = operations.map((operation) => [operation.id, table.row(operation, collect)]);
	const schemas = usedSchemas(roots, model.schemas);
	const from = JSON.stringify([ownProperties, rows, schemas]);
	const known = last.get(table.file);
	if (known?.from === from) return known.compiled;
	const compiled = compileTable(model, table, schemas, createCompiler(schemas, ownProperties));
	last.set(table.file, { from, compiled });
	return compiled;
}

/** @throws {ModelError} with the innermost schema that does not compile */
function compileTable(model: Model, table: ValidatorTable, schemas: JsonSchemas, compiler: Compiler): CompiledTable {
	try {
		const compile: Compile = ({ schema }) => compiler.nameOf(referenced(schema, model.schemas));
		const rows = model[table.of].map((operation) => {
			const members = table.row(operation, compile).map((member) => `\t\t${member},\n`);
			return `\t${operation.id}: {\n${members.join("")}\t},\n`;
		});
		const componentRows = compileComponents(model, schemas, compiler);
		const componentsName = table.name.replace("Validators", "Components");
		return { ...table, ...compiler, rows, componentsName, componentRows, ...compiler.print() };
	} catch (error) {
		throw new ModelError([findUncompilable(model, error)]);
	}
}

/** Prints the module of all components. One that no table has, because only null may stand beside it, is compiled here. */
function printComponents(model: Model, tables: readonly CompiledTable[], compiler: Compiler, runtime: string): GeneratedFile[] {
	const compiled = Object.assign({}, ...tables.map(({ componentRows }) => componentRows));
	const others = Object.entries(model.schemas).filter(([name]) => !Object.hasOwn(compiled, name));
	const rows = compileComponents(model, Object.fromEntries(others), compiler);
	return printComponentValidators(tables, printCode(compiler.print(), runtime), rows, runtime);
}

/** Compiles the components among some schemas; the others are variants of components, which have no name of their own. */
function compileComponents({ components }: Model, schemas: JsonSchemas, compiler: Compiler): ComponentRows {
	const named = Object.entries(schemas).filter(([name]) => Object.hasOwn(components, name));
	return Object.fromEntries(named.map(([name, schema]) => [name, compiler.nameOf(schema)]));
}
