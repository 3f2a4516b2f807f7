import { createRequire } from "node:module";
import type { CodeKeywordDefinition, KeywordCxt } from "ajv/dist/core.js";
import { json } from "../../src/operation/formats.ts";
import type { JsonSchema } from "../../src/operation/json-schema.ts";
import { FORMATS } from "../pipeline/formats.ts";
import type { GeneratedFile, Generator, LocatedSchema, Model } from "../pipeline/model.ts";
import { ModelError } from "../pipeline/problem.ts";
import { BANNER } from "./banner.ts";

// Required, not imported: both are CommonJS, whose default export an import does not give.
const require = createRequire(import.meta.url);
const { default: AjvCore, _ } = require("ajv/dist/core") as typeof import("ajv/dist/core.js");
const { default: vocabularies } =
	require("ajv/dist/vocabularies/draft2020") as typeof import("ajv/dist/vocabularies/draft2020.js");
const { default: standaloneCode } = require("ajv/dist/standalone") as typeof import("ajv/dist/standalone/index.js");

type Ajv = InstanceType<typeof AjvCore>;

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
function compileTable(model: Model, runtime: string, table: (compile: (schema: LocatedSchema) => string) => string[]): string {
	const ajv = createAjv();
	for (const [name, schema] of Object.entries(model.schemas)) addSchema(ajv, name, schema, `/components/schemas/${name}`);
	const names = new Map<string, string>();
	const rows = table(({ schema, pointer }) => {
		const key = JSON.stringify(schema);
		const name = names.get(key) ?? `v${names.size}`;
		if (!names.has(key)) addSchema(ajv, name, schema, pointer);
		names.set(key, name);
		return name;
	});
	const exports = Object.fromEntries([...names.values()].map((name) => [name, name]));
	const code = standaloneCode(ajv, exports);
	return `${header(code, runtime)}\n/** Every validator, by operationId. */\nexport const TABLE = {\n${rows.join("")}};\n`;
}

/** Adds a schema and compiles it at once, so that an error is told with its place. */
function addSchema(ajv: Ajv, name: string, schema: JsonSchema, pointer: string): void {
	try {
		ajv.addSchema(schema, name);
		if (!pointer.startsWith("/components/")) ajv.getSchema(name);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new ModelError([{ pointer, message: `expected a schema that compiles (JSON Schema 2020-12, strict): ${reason}` }]);
	}
}

/** Keywords that make every validator keep track of what it has seen; refused, as they would double its size. */
const TRACKING = [
	"unevaluatedProperties",
	"unevaluatedItems",
	"$dynamicRef",
	"$dynamicAnchor",
	"$recursiveRef",
	"$recursiveAnchor",
];

/** An ajv as the validators are compiled with: JSON Schema 2020-12. It is strict: what it does not know, it refuses. */
export function createAjv(): Ajv {
	const ajv = new AjvCore({
		allErrors: true,
		allowUnionTypes: true,
		inlineRefs: false,
		messages: false,
		strict: true,
		// Required members of one branch of an allOf may be described in another.
		strictRequired: false,
		validateSchema: false,
		code: { source: true, esm: true, lines: true, formats: _`formats` },
	});
	for (const vocabulary of vocabularies) ajv.addVocabulary(vocabulary);
	for (const keyword of TRACKING) ajv.removeKeyword(keyword);
	for (const [format, { check }] of FORMATS) ajv.addFormat(format, check);
	ajv.removeKeyword("contentMediaType");
	ajv.addKeyword(CONTENT_MEDIA_TYPE);
	return ajv;
}

/** JSON Schema leaves `contentMediaType` to the application; here it is checked. */
const CONTENT_MEDIA_TYPE: CodeKeywordDefinition = {
	keyword: "contentMediaType",
	type: "string",
	schemaType: "string",
	error: { message: "must hold JSON", params: ({ schema }) => _`{mediaType: ${schema}}` },
	code(context: KeywordCxt) {
		const check = context.gen.scopeValue("func", { ref: json, code: _`json` });
		context.fail(_`!${check}(${context.data})`);
	},
};

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
	if (/\brequire\(/.test(body))
		throw new Error(`A validator needs a run-time helper that is not provided: ${/require\(.*?\)/.exec(body)?.[0]}`);
	const imports = used.size > 0 ? `import { ${[...used].sort().join(", ")} } from "../${runtime}/formats.ts";\n` : "";
	return `${BANNER}// @ts-nocheck\n${imports}${body.replace(/\n{2,}/g, "\n")}`;
}
