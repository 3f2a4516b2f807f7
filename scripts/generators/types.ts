import type { GlobalContext, OpenAPI3, SchemaObject } from "openapi-typescript";
import type { TypeNode } from "typescript";
import type { Generator } from "../pipeline/model.ts";
import { withoutExtensionsAmongNames } from "../pipeline/operations-of.ts";
import { require } from "../pipeline/require.ts";
import { BANNER } from "./print.ts";

// Module by module, because the entry of openapi-typescript loads a linter and bundler that is not used here.
type OpenapiTypescript = typeof import("openapi-typescript");
const transformSchema = require("openapi-typescript/dist/transform/index.cjs") as OpenapiTypescript["transformSchema"];
const { astToString } = require("openapi-typescript/dist/lib/ts.cjs") as OpenapiTypescript;
const { resolveRef } = require("openapi-typescript/dist/lib/utils.cjs") as OpenapiTypescript;
const ts = require("typescript") as typeof import("typescript");

/**
 * `schema.d.ts`: the types of the description, by openapi-typescript. Its transformation is called directly, because
 * its entry would lint and bundle the description again.
 *
 * A string whose pattern fixes a prefix gets a template literal type, so that the compiler rejects an identifier of
 * another kind.
 */
export const generateTypes: Generator = ({ document }) => {
	// The linter has checked the bundle; the two types of it come from different makers.
	const schema = withoutExtensionsAmongNames(document) as unknown as OpenAPI3;
	const context: GlobalContext = {
		additionalProperties: false,
		alphabetize: false,
		arrayLength: false,
		conditionalEnums: false,
		dedupeEnums: false,
		// The service uses the default if a field is omitted, so the field stays optional.
		defaultNonNullable: false,
		// The validators reject a schema with a discriminator. Looking for them would also look into examples.
		discriminators: { objects: {}, refsHandled: [] },
		emptyObjectsUnknown: true,
		enum: false,
		enumValues: false,
		excludeDeprecated: false,
		exportType: false,
		generatePathParams: false,
		immutable: false,
		injectFooter: [],
		makePathsEnum: false,
		pathParamsAsTypes: false,
		postTransform: undefined,
		propertiesRequiredByDefault: false,
		readWriteMarkers: false,
		redoc: undefined as never, // Only its entry reads it, which is not used.
		resolve: ($ref) => resolveRef(schema, $ref, { silent: true }),
		rootTypes: false,
		rootTypesKeepCasing: false,
		rootTypesNoSchemaPrefix: false,
		silent: true,
		transform: prefixedString,
		transformProperty: undefined,
	};
	const nodes = transformSchema(schema, context);
	return [{ path: "schema.d.ts", content: `${BANNER}\n${astToString(nodes)}` }];
};

function prefixedString(schema: SchemaObject | boolean): TypeNode | undefined {
	if (typeof schema === "boolean" || !("type" in schema) || "enum" in schema) return undefined;
	const types = [schema.type].flat();
	const prefix = fixedPrefix((schema as { pattern?: string }).pattern);
	if (!types.includes("string") || types.some((type) => type !== "string" && type !== "null") || prefix === "") return undefined;

	const { factory } = ts;
	const rest = factory.createTemplateLiteralTypeSpan(
		factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
		factory.createTemplateTail(""),
	);
	const template = factory.createTemplateLiteralType(factory.createTemplateHead(prefix), [rest]);
	if (!types.includes("null")) return template;
	return factory.createUnionTypeNode([template, factory.createLiteralTypeNode(factory.createNull())]);
}

/** The text that every match of the pattern begins with; empty if there is none, or if it is not obvious. */
export function fixedPrefix(pattern: string | undefined): string {
	if (pattern === undefined || pattern.includes("|")) return "";
	const [, letters = "", next = ""] = /^\^([\w-]*)(.?)/.exec(pattern) ?? [];
	// A quantifier that allows zero matches makes the last letter optional.
	return ["?", "*", "{"].includes(next) ? letters.slice(0, -1) : letters;
}
