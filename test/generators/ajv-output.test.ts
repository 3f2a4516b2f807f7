import { describe, expect, test } from "vitest";
import { createAjv } from "../../scripts/generators/ajv.ts";
import { applyRewrite, REWRITES, rewriteAjvOutput } from "../../scripts/generators/ajv-output.ts";
import { require } from "../../scripts/pipeline/require.ts";

const { default: standaloneCode } = require("ajv/dist/standalone") as typeof import("ajv/dist/standalone/index.js");

/** Of each rewrite: code as ajv prints it and as it should be, and code of another ajv that the rewrite must not pass over. */
const GOLDEN: Record<string, { given: string; want: string; unknown: string }> = {
	"strict-mode": {
		given: '"use strict";\nconst schema0 = "1";',
		want: '\nconst schema0 = "1";',
		unknown: '"use strict"\nconst schema0 = "1";',
	},
	"local-validators": {
		given: "export const v0 = validate0;\nexport const v12 = validate3;",
		want: "const v0 = validate0;\nconst v12 = validate3;",
		unknown: "export { validate0 as v0 };",
	},
	length: {
		given: 'const func0 = require("ajv/dist/runtime/ucs2length").default;',
		want: "const func0 = codePointLength;",
		unknown: 'const func0 = require("ajv/lib/runtime/ucs2length").default;',
	},
	formats: {
		given: 'const formats0 = formats["date-time"];\nconst formats2 = formats.uri;\ndata.formats = formats0;',
		want: "const formats0 = dateTime;\nconst formats2 = uri;\ndata.formats = formats0;",
		unknown: 'const formats0 = formats?.get("date-time");',
	},
	"linear-errors": {
		given: "if(!(validate6(data))){\nvErrors = vErrors === null ? validate6.errors : vErrors.concat(validate6.errors);\n}",
		want: "if(!(validate6(data))){\nfor(const error of validate6.errors) (vErrors ??= []).push(error);\n}",
		unknown: "if(!(validate6(data))){\nvErrors = [...(vErrors ?? []), ...validate6.errors];\n}",
	},
	"one-push": {
		given:
			'const err0 = {keyword:"1",params:{limit: 34}};\nif(vErrors === null){\nvErrors = [err0];\n}\nelse {\nvErrors.push(err0);\n}\nerrors++;',
		want: '(vErrors ??= []).push({keyword:"1",params:{limit: 34}});\nerrors++;',
		unknown: 'const err0 = {keyword:"1",params:{limit: 34}};\nvErrors = [...(vErrors ?? []), err0];\nerrors++;',
	},
	"error-counter": {
		given: "let errors = 0;\nerrors++;\nerrors = vErrors.length;\nerrors = _errs12;\nconst _errs1 = errors;",
		want: "const _errs1 = errors;",
		unknown: "let errors = 0; errors++;",
	},
	"error-count": {
		given: "validate0.errors = vErrors;\nreturn errors === 0;",
		want: "validate0.errors = vErrors;\nreturn vErrors === null;",
		unknown: "return !errors;",
	},
	"error-count-before": {
		given: "const _errs1 = errors;\nvar valid0 = _errs1 === errors;\nvalidate0.errors = vErrors;",
		want: "const _errs1 = (vErrors?.length ?? 0);\nvar valid0 = _errs1 === (vErrors?.length ?? 0);\nvalidate0.errors = vErrors;",
		unknown: "errors++;",
	},
	"schema-paths": {
		given: 'const err0 = {instancePath:instancePath+"1",schemaPath:"2",keyword:"3",params:{}};',
		want: 'const err0 = {instancePath:instancePath+"1",keyword:"3",params:{}};',
		unknown: 'const err0 = {instancePath:instancePath+"1",keyword:"3",params:{},schemaPath:path0};',
	},
	comparisons: {
		given: 'const err0 = {instancePath,keyword:"1",params:{comparison: "2", limit: 34}};',
		want: 'const err0 = {instancePath,keyword:"1",params:{limit: 34}};',
		unknown: 'const err0 = {instancePath,keyword:"1",params:{limit: 34, comparison: op0}};',
	},
	"one-call": {
		given: [
			'(vErrors ??= []).push({instancePath:instancePath+"1",keyword:"2",params:{limit: 34}});',
			'(vErrors ??= []).push({instancePath:instancePath+"1" + i0,keyword:"2",params:{type: "3"}});',
			'(vErrors ??= []).push({instancePath,keyword:"2",params:{missingProperty: "3"}});',
		].join("\n"),
		want: [
			'vErrors = addError(vErrors, instancePath+"1", "2", {limit: 34});',
			'vErrors = addError(vErrors, instancePath+"1" + i0, "2", {type: "3"});',
			'vErrors = addError(vErrors, instancePath, "2", {missingProperty: "3"});',
		].join("\n"),
		unknown: '(vErrors ??= []).push({instancePath:instancePath+"1",keyword:"2"});',
	},
	"parent-parameters": {
		given: 'function validate0(data, {instancePath="1", parentData, parentDataProperty, rootData=data}={}){',
		want: 'function validate0(data, instancePath="1"){',
		unknown: 'function validate0(data, {instancePath="1", rootData=data}={}){',
	},
	"parent-arguments": {
		given: [
			'validate1(data.id, {instancePath:instancePath+"1",parentData:data,parentDataProperty:"2",rootData})',
			"validate2(data0[i0], {instancePath:instancePath+i0,parentData:data0,parentDataProperty:i0,rootData})",
			"validate3(data, {instancePath,parentData,parentDataProperty,rootData})",
		].join("\n"),
		want: ['validate1(data.id, instancePath+"1")', "validate2(data0[i0], instancePath+i0)", "validate3(data, instancePath)"].join(
			"\n",
		),
		unknown: 'validate1(data.id, {instancePath:instancePath+"1",rootData})',
	},
};

test("every rewrite has a golden test", () => {
	expect(REWRITES.map(({ name }) => name)).toEqual(Object.keys(GOLDEN));
});

describe.each(REWRITES.map((rewrite) => ({ rewrite, ...GOLDEN[rewrite.name] })))(
	"$rewrite.name",
	({ rewrite, given, want, unknown }) => {
		test("rewrites the code of the ajv that is installed", () => {
			expect(applyRewrite(rewrite, given ?? "")).toBe(want);
		});

		test("leaves code alone that has nothing to rewrite", () => {
			for (const code of ["", "const v0 = 1;", "let vErrors = null;", "data.formats.keyword.validate1"]) {
				expect(applyRewrite(rewrite, code)).toBe(code);
			}
		});

		test("throws, with its name and the version of ajv, if another ajv prints code that it does not match", () => {
			const expected = new RegExp(`The rewrite ${rewrite.name} matches nothing in the output of ajv \\d+\\.\\d+\\.\\d+;`);
			expect(() => applyRewrite(rewrite, unknown ?? "")).toThrow(expected);
		});
	},
);

/** Schemas that print only some of the code that rewrites are for, and the helpers that their validators call. */
const SCHEMAS: Record<string, { schema: object; helpers?: string[] }> = {
	nothing: { schema: {} },
	"a reference alone": { schema: { $ref: "Id" } },
	"references in conditions": {
		schema: { not: { $ref: "Id" }, if: { $ref: "Id" }, else: { $ref: "Id" }, anyOf: [{ $ref: "Id" }, { $ref: "Tree" }] },
	},
	"a reference that only a condition follows": { schema: { not: { $ref: "Id" } } },
	"references in containers": {
		schema: {
			type: ["object", "array"],
			propertyNames: { $ref: "Id" },
			contains: { $ref: "Id" },
			items: { $ref: "Tree" },
		},
	},
	"a schema that contains itself": { schema: { $ref: "Tree" } },
	lengths: { schema: { type: "string", maxLength: 3 }, helpers: ["codePointLength"] },
	"formats and JSON": {
		schema: {
			type: "object",
			properties: {
				formats: { type: "string", format: "date" },
				validate1: { type: "string", contentMediaType: "application/json" },
			},
		},
		helpers: ["date", "json"],
	},
};

test.each(Object.entries(SCHEMAS))("the output for %s is rewritten whole", (_, { schema, helpers = [] }) => {
	const ajv = createAjv();
	ajv.addSchema({ type: "string", pattern: "^a" }, "Id");
	ajv.addSchema(
		{ type: "object", properties: { id: { $ref: "Id" }, children: { type: "array", items: { $ref: "Tree" } } } },
		"Tree",
	);
	ajv.addSchema(schema, "v0").getSchema("v0");
	const { code, helpers: called } = rewriteAjvOutput(standaloneCode(ajv, { v0: "v0" }));
	expect(called).toEqual(helpers);
	expect(code).not.toMatch(/schemaPath|parentData|rootData|(?<!\.)\berrors\b|\brequire\(|^export |"use strict"/m);
});

test("a list that an error names is written in its place, so that no bundle keeps the schema", () => {
	const properties = {
		state: { type: "string", enum: ["new", 'type: schema0.properties.state.enum, "]'] },
		'a "]" b': { type: ["string", "null"] },
		pair: { type: "array", minItems: 2, items: false, prefixItems: [{ type: ["integer", "null"] }, { enum: ["one", 2] }] },
	};
	const ajv = createAjv();
	ajv.addSchema({ type: "object", properties }, "v0").getSchema("v0");
	const { code } = rewriteAjvOutput(standaloneCode(ajv, { v0: "v0" }));
	expect(code.replace(/^const schema\d+ = .*;$/gm, "")).not.toMatch(/\bschema\d+\b(?!\.properties\.state\.enum, )/);
	for (const list of [properties.state.enum, ["string", "null"], ["integer", "null"], ["one", 2]]) {
		expect(code).toMatch(`: ${JSON.stringify(list)}}`);
	}
});

test("a run-time helper of ajv that is not provided is named", () => {
	expect(() => rewriteAjvOutput('const func0 = require("ajv/dist/runtime/equal").default;')).toThrow(
		'A validator needs a run-time helper that is not provided: require("ajv/dist/runtime/equal")',
	);
});
