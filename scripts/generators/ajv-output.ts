import { toPointer, valueAt } from "../../src/core/operation/json-pointer.ts";
import { FORMATS } from "../pipeline/formats.ts";
import { require } from "../pipeline/require.ts";
import type { Ajv } from "./ajv.ts";

/** One change to the code that ajv prints, in which every string literal is a number: `"0"`, `"1"`, … */
export interface Rewrite {
	readonly name: string;
	readonly why: string;
	/** If this matches, `pattern` must match too: the code contains the construct that the rewrite removes. */
	readonly neededFor: RegExp;
	readonly pattern: RegExp;
	readonly replacement: string | ((match: string, ...groups: string[]) => string);
}

/** A call of one validator by another; `(?<!…)` leaves out the definitions. */
const CALL = /(?<!function )\bvalidate\d+\(/;

export const REWRITES: readonly Rewrite[] = [
	{
		name: "strict-mode",
		why: "An ES module is always in strict mode.",
		neededFor: /^"use strict"/,
		pattern: /^"use strict";/,
		replacement: "",
	},
	{
		name: "local-validators",
		why: "The table is the only export of the module.",
		neededFor: /^export /m,
		pattern: /^export (?=const v\d+ = validate\d+;$)/gm,
		replacement: "",
	},
	{
		name: "length",
		why: "Lengths are counted by our own helper: ajv's is a CommonJS module, which would be loaded at run time.",
		neededFor: /require\("[^"]*ucs2length/,
		pattern: /require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g,
		replacement: "codePointLength",
	},
	{
		name: "formats",
		why: "Formats are checked by our own helpers; the object `formats` exists only while ajv compiles.",
		neededFor: /(?<![.\w$])formats\b/,
		pattern: /= formats(?:\.([\w$]+)|\["([^"]+)"\])/g,
		replacement: (_, bare, quoted) => `= ${FORMATS.get(bare ?? quoted ?? "")?.name}`,
	},
	{
		name: "linear-errors",
		why: "ajv concatenates lists of errors, which takes the square of their number.",
		neededFor: CALL,
		pattern: /vErrors = vErrors === null \? (validate\d+)\.errors : vErrors\.concat\(\1\.errors\);/g,
		replacement: "for(const error of $1.errors) (vErrors ??= []).push(error);",
	},
	{
		name: "one-push",
		why: "Most of the code is these lines: an error is added in one statement instead of three.",
		neededFor: /\berr\d+\b/,
		pattern: /const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}/g,
		replacement: "(vErrors ??= []).push($2);",
	},
	{
		name: "error-counter",
		why: "The list of errors knows their number.",
		neededFor: /\berrors\+\+/,
		pattern: /^(?:let errors = 0|errors\+\+|errors = (?:vErrors\.length|_errs\d+));\n/gm,
		replacement: "",
	},
	{
		name: "error-count",
		why: "See `error-counter`.",
		neededFor: /(?<!\.)\berrors\b/,
		pattern: /(?<!\.)\berrors === 0\b/g,
		replacement: "vErrors === null",
	},
	{
		name: "error-count-before",
		why: "See `error-counter`.",
		neededFor: /(?<!\.)\berrors\b/,
		pattern: /(?<!\.)\berrors\b(?!\+\+| = )/g,
		replacement: "(vErrors?.length ?? 0)",
	},
	{
		name: "schema-paths",
		why: "Nothing reads where in the schema a rule is.",
		neededFor: /\bkeyword:"\d+"/,
		pattern: /schemaPath:"\d+",/g,
		replacement: "",
	},
	{
		name: "comparisons",
		why: "The keyword says in which direction its limit goes.",
		neededFor: /\bcomparison\b/,
		pattern: /\bcomparison: "\d+", /g,
		replacement: "",
	},
	{
		name: "one-call",
		why: "See `one-push`: a call is less than half as long.",
		neededFor: /\bpush\(\{instancePath\b/,
		pattern: /\(vErrors \?\?= \[\]\)\.push\(\{instancePath(?::(.*?))?,keyword:("\d+"),params:(\{.*\})\}\);/g,
		replacement: (_, path, keyword, params) => `vErrors = addError(vErrors, ${path ?? "instancePath"}, ${keyword}, ${params});`,
	},
	{
		name: "parent-parameters",
		why: "Only keywords that are functions read the data around a value, and there are none. The path is the only parameter left.",
		neededFor: /^function validate\d+\(/m,
		pattern: /\{(instancePath="\d+"), parentData, parentDataProperty, rootData=data\}=\{\}/g,
		replacement: "$1",
	},
	{
		name: "parent-arguments",
		why: "No validator has these parameters any more.",
		neededFor: CALL,
		pattern: /\{instancePath(?::([^{}]*?))?,parentData(?::[^,]+)?,parentDataProperty(?::(?:"\d+"|\w+))?,rootData\}/g,
		replacement: (_, path) => path ?? "instancePath",
	},
];

/** What the calls of the rewrite `one-call` lead to. */
const ADD_ERROR = `const addError = (list, instancePath, keyword, params) => {
(list ??= []).push({instancePath, keyword, params});
return list;
};
`;

/** The functions of `formats.ts` that validators may call. */
const HELPERS = ["codePointLength", "json", ...[...FORMATS.values()].map(({ name }) => name)].sort();

const { default: standaloneCode } = require("ajv/dist/standalone") as typeof import("ajv/dist/standalone/index.js");

/**
 * Prints compiled validators, as a smaller module body than ajv's that needs nothing but our own helpers.
 *
 * @returns the code, and the names of the helpers that it calls, sorted
 * @throws {Error} if the code is not as the rewrites expect, or calls another helper of ajv
 */
export function printValidators(ajv: Ajv, names: readonly string[]): { code: string; helpers: string[] } {
	return rewriteAjvOutput(standaloneCode(ajv, Object.fromEntries(names.map((name) => [name, name]))));
}

/** See `printValidators`. */
export function rewriteAjvOutput(code: string): { code: string; helpers: string[] } {
	const literals: string[] = [];
	const hidden = REWRITES.reduce((text, rewrite) => applyRewrite(rewrite, text), hideLiterals(code, literals));
	const rewritten = inlineLists(hidden, literals);
	const [missing] = /\brequire\(.*?\)/.exec(rewritten) ?? [];
	if (missing !== undefined)
		throw new Error(
			`A validator needs a run-time helper that is not provided: ${missing}; compare only plain values (enum, const, uniqueItems)`,
		);
	return {
		code: (/\baddError\(/.test(rewritten) ? ADD_ERROR : "") + showLiterals(rewritten, literals).replace(/\n{2,}/g, "\n"),
		helpers: HELPERS.filter((name) => new RegExp(`^const \\w+ = ${name};$`, "m").test(rewritten)),
	};
}

/** @throws {Error} if the rewrite is needed but matches nothing: another version of ajv prints other code */
export function applyRewrite({ name, neededFor, pattern, replacement }: Rewrite, code: string): string {
	// The cast chooses an overload: `replace` takes both kinds of replacement, but no union of them.
	const rewritten = code.replace(pattern, replacement as string);
	if (rewritten !== code || !neededFor.test(code)) return rewritten;
	const { version } = require("ajv/package.json") as { version: string };
	throw new Error(`The rewrite ${name} matches nothing in the output of ajv ${version}; adapt scripts/generators/ajv-output.ts`);
}

/**
 * Writes the lists that errors name (`enum`, `type`) in their place: ajv reads them from the schema, all of which a bundle then has
 * to keep.
 */
function inlineLists(code: string, literals: string[]): string {
	const parse = (text: string): unknown => JSON.parse(showLiterals(text, literals));
	const schemas = new Map(Array.from(code.matchAll(/^const (schema\d+) = (.*);$/gm), ([, name, text = ""]) => [name, text]));
	return code.replace(
		/(?<=\b(?:allowedValues|type): )(schema\d+)((?:\.[\w$]+|\[[^\]]+\])+)/g,
		(_, name: string, path: string) => {
			const segments = Array.from(
				path.matchAll(/\.([\w$]+)|\[([^\]]+)\]/g),
				([, word, literal = ""]) => word ?? String(parse(literal)),
			);
			const list = valueAt(parse(schemas.get(name) ?? ""), toPointer(segments));
			return `"${literals.push(JSON.stringify(list)) - 1}"`;
		},
	);
}

const STRICT = '"use strict"';

/** String literals, and the code around those that the rewrites read. */
const LITERAL = /require\("[^"]*"\)|= formats\["[^"]*"\]|"(?:[^"\\\n]|\\.)*"/g;

/** Replaces literals by numbers, because text of a description may look like code. */
function hideLiterals(code: string, literals: string[]): string {
	return code.replace(LITERAL, (match) => (match.startsWith('"') && match !== STRICT ? `"${literals.push(match) - 1}"` : match));
}

function showLiterals(code: string, literals: readonly string[]): string {
	return code.replace(/"(\d+)"/g, (_, index) => literals[index] ?? "");
}
