import { FORMATS } from "../pipeline/formats.ts";
import type { GeneratedFile, Generator, Model, PartModel } from "../pipeline/model.ts";
import { ModelError } from "../pipeline/problem.ts";
import { require } from "../pipeline/require.ts";
import { type Ajv, createAjv } from "./ajv.ts";
import { BANNER } from "./banner.ts";
import { findUncompilable } from "./find-uncompilable.ts";

const { default: standaloneCode } = require("ajv/dist/standalone") as typeof import("ajv/dist/standalone/index.js");

/**
 * `validators/requests.js` and `validators/responses.js`: a function for every part of every request, and for
 * the headers and the body of every answer, compiled ahead of time. They stand in two files, so that a client which
 * only checks what it sends does not carry the others.
 */
export const generateValidators: Generator = (model, { runtime }) => {
	const requests = compileTable(model, runtime, (compile) =>
		model.operations.map(({ id, request }) => {
			const parts = Object.entries(request.schemas).map(([part, schema]) => `\t\t${part}: ${compile(schema)},\n`);
			return `\t${id}: {\n${parts.join("")}\t},\n`;
		}),
	);
	const responses = compileTable(model, runtime, (compile) =>
		model.operations.map(({ id, responses }) => {
			const statuses = Object.entries(responses).map(([status, { headers, body }]) => {
				const members = [`headers: ${compile(headers)}`, ...(body ? [`body: ${compile(body)}`] : [])];
				return `\t\t${JSON.stringify(status)}: { ${members.join(", ")} },\n`;
			});
			return `\t${id}: {\n${statuses.join("")}\t},\n`;
		}),
	);
	return [
		...module("requests", "requestValidators", requests, "Record<OperationId, RequestValidators>", runtime),
		...module(
			"responses",
			"responseValidators",
			responses,
			"Record<OperationId, Readonly<Record<string, ResponseValidators>>>",
			runtime,
		),
	];
};

function module(file: string, name: string, code: string, type: string, runtime: string): GeneratedFile[] {
	const typeName = /(\w+Validators)>/.exec(type)?.[1];
	const declaration = [
		`import type { ${typeName} } from "../${runtime}/violation.ts";\n`,
		'import type { operations } from "../operations.ts";\n\n',
		"type OperationId = keyof typeof operations;\n\n",
		`export declare const ${name}: Readonly<${type}>;\n`,
	];
	return [
		{ path: `validators/${file}.js`, content: code.replace("TABLE", name) },
		{ path: `validators/${file}.d.ts`, content: BANNER + declaration.join("") },
	];
}

/** Compiles what the table asks for, each schema once, and puts the table behind the functions. */
function compileTable(model: Model, runtime: string, table: (compile: (schema: PartModel) => string) => string[]): string {
	const ajv = createAjv();
	const names = new Map<string, string>();
	try {
		for (const [name, schema] of Object.entries(model.schemas)) ajv.addSchema(schema, name);
		const rows = table(({ schema }) => {
			const key = JSON.stringify(schema);
			const name = names.get(key) ?? `v${names.size}`;
			if (!names.has(key)) ajv.addSchema(schema, name).getSchema(name);
			names.set(key, name);
			return name;
		});
		return print(ajv, names, rows, runtime);
	} catch (error) {
		throw new ModelError([findUncompilable(model, error)]);
	}
}

function print(ajv: Ajv, names: ReadonlyMap<string, string>, rows: readonly string[], runtime: string): string {
	const exports = Object.fromEntries([...names.values()].map((name) => [name, name]));
	const code = standaloneCode(ajv, exports);
	return `${header(code, runtime)}\n/** Every validator, by operationId. */\nexport const TABLE = {\n${rows.join("")}};\n`;
}

/** Turns what ajv would require at run time into imports of our own helpers; there is nothing else to import. */
function header(code: string, runtime: string): string {
	const used = new Set<string>();
	const use = (name: string) => {
		used.add(name);
		return name;
	};
	const body = code
		.replace('"use strict";', "")
		.replace(/^export (const v\d+ = validate\d+;)$/gm, "$1")
		.replace(/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, () => use("codePointLength"))
		.replace(/= formats(?:\.([\w$]+)|\["([^"]+)"\])/g, (_, bare, quoted) => `= ${use(FORMATS.get(bare ?? quoted)?.name ?? "")}`)
		.replace(/^const (func\d+) = json;$/gm, (_, name) => `const ${name} = ${use("json")};`);
	if (/\brequire\(/.test(body.replace(LITERAL, '""')))
		throw new Error(`A validator needs a run-time helper that is not provided: ${/require\(.*?\)/.exec(body)?.[0]}`);
	const imports = used.size > 0 ? `import { ${[...used].sort().join(", ")} } from "../${runtime}/formats.ts";\n` : "";
	return `${BANNER}// @ts-nocheck\n${imports}${slim(body).replace(/\n{2,}/g, "\n")}`;
}

const LITERAL = /"(?:[^"\\\n]|\\.)*"/g;

/**
 * Gathers errors in proportion to their number, where ajv's own code takes its square; and leaves out what nobody reads: where in
 * the schema a rule stands, and what a rule of one's own could ask for.
 */
function slim(code: string): string {
	// Set aside, as what a description says may look like code.
	const literals: string[] = [];
	const bare = code.replace(LITERAL, (literal) => `"${literals.push(literal) - 1}"`);
	const slimmed = bare
		.replace(
			/vErrors = vErrors === null \? (validate\d+)\.errors : vErrors\.concat\(\1\.errors\);/g,
			"if(vErrors === null) vErrors = $1.errors;\nelse for(const error of $1.errors) vErrors.push(error);",
		)
		.replace(/schemaPath:"\d+",/g, "")
		.replace(/, parentData, parentDataProperty, rootData=data(?=\}=\{\})/g, "")
		.replace(/,parentData(?::[^,]+)?,parentDataProperty(?::(?:"\d+"|\w+))?,rootData(?=\})/g, "");
	return slimmed.replace(/"(\d+)"/g, (_, index) => literals[index] ?? "");
}
