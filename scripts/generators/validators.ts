import type { Generator, Model, OperationModel, PartModel } from "../pipeline/model.ts";
import { ModelError } from "../pipeline/problem.ts";
import { require } from "../pipeline/require.ts";
import { createAjv } from "./ajv.ts";
import { rewriteAjvOutput } from "./ajv-output.ts";
import { findUncompilable } from "./find-uncompilable.ts";
import { BANNER } from "./print.ts";

const { default: standaloneCode } = require("ajv/dist/standalone") as typeof import("ajv/dist/standalone/index.js");

/** Compiles the schema of a part, and returns the name of its validator. */
type Compile = (part: PartModel) => string;

/** One generated module: a table of validators by operationId. */
interface ValidatorTable {
	readonly file: string;
	readonly name: string;
	/** The type of one operation's validators, which `violation.ts` exports. */
	readonly rowType: string;
	/** The type of the table, from that type. */
	readonly type: string;
	/** The members of one operation's row. */
	readonly row: (operation: OperationModel, compile: Compile) => string[];
}

const TABLES: readonly ValidatorTable[] = [
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

/**
 * `validators/requests.js` and `validators/responses.js`: a validator for every part of every request, and for the
 * headers and the body of every response, compiled ahead of time. They are two modules, so that a client that checks
 * only requests does not load the validators of responses.
 */
export const generateValidators: Generator = (model, { runtime }) =>
	TABLES.flatMap((table) => [
		{ path: `validators/${table.file}.js`, content: printModule(model, table, runtime) },
		{ path: `validators/${table.file}.d.ts`, content: printDeclaration(table, runtime) },
	]);

function printDeclaration({ name, rowType, type }: ValidatorTable, runtime: string): string {
	return [
		BANNER,
		`import type { ${rowType} } from "../${runtime}/violation.ts";\n`,
		'import type { operations } from "../operations.ts";\n\n',
		"type OperationId = keyof typeof operations;\n\n",
		`export declare const ${name}: Readonly<${type}>;\n`,
	].join("");
}

function printModule(model: Model, table: ValidatorTable, runtime: string): string {
	const { rows, output } = compileTable(model, table);
	const { code, helpers } = rewriteAjvOutput(output);
	return [
		`${BANNER}// @ts-nocheck\n`,
		helpers.length > 0 ? `import { ${helpers.join(", ")} } from "../${runtime}/formats.ts";\n` : "",
		`${code}\n/** Every validator, by operationId. */\nexport const ${table.name} = {\n${rows.join("")}};\n`,
	].join("");
}

/**
 * Compiles the schemas of a table, equal ones once.
 *
 * @returns the rows of the table, and the code of its validators as ajv prints it
 * @throws {ModelError} with the innermost schema that does not compile
 */
function compileTable(model: Model, { row }: ValidatorTable): { rows: string[]; output: string } {
	const ajv = createAjv();
	const names = new Map<string, string>();
	const compile: Compile = ({ schema }) => {
		const key = JSON.stringify(schema);
		const name = names.get(key) ?? `v${names.size}`;
		if (!names.has(key)) ajv.addSchema(schema, name).getSchema(name);
		names.set(key, name);
		return name;
	};
	try {
		for (const [name, schema] of Object.entries(model.schemas)) ajv.addSchema(schema, name);
		const rows = model.operations.map((operation) => {
			const members = row(operation, compile).map((member) => `\t\t${member},\n`);
			return `\t${operation.id}: {\n${members.join("")}\t},\n`;
		});
		return { rows, output: standaloneCode(ajv, Object.fromEntries([...names.values()].map((name) => [name, name]))) };
	} catch (error) {
		throw new ModelError([findUncompilable(model, error)]);
	}
}
