import type { CodeKeywordDefinition, KeywordCxt } from "ajv/dist/core.js";
import { json } from "../../src/core/operation/formats.ts";
import { FORMATS } from "../pipeline/formats.ts";
import { require } from "../pipeline/require.ts";

const { default: AjvCore, _ } = require("ajv/dist/core") as typeof import("ajv/dist/core.js");
const { default: vocabularies } =
	require("ajv/dist/vocabularies/draft2020") as typeof import("ajv/dist/vocabularies/draft2020.js");

export type Ajv = InstanceType<typeof AjvCore>;

/** Keywords that make every validator track the members it has evaluated. They are rejected: they double its size. */
const TRACKING = [
	"unevaluatedProperties",
	"unevaluatedItems",
	"$dynamicRef",
	"$dynamicAnchor",
	"$recursiveRef",
	"$recursiveAnchor",
];

/**
 * Makes the ajv that compiles the validators: JSON Schema 2020-12, strict, so that it rejects unknown keywords.
 *
 * @param ownProperties whether validators ask if a member is an object's own; only names that every object has need it
 */
export function createAjv(ownProperties = false): Ajv {
	const ajv = new AjvCore({
		allErrors: true,
		ownProperties,
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
