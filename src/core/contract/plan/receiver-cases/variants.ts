import { mapValues } from "../../../operation/map-values.ts";
import { fixedSample, sampleOf } from "../../../operation/sample.ts";
import type { SchemaView } from "../../../operation/schema-view.ts";
import type { RunContext } from "../../run/run-context.ts";
import type { RequestValues } from "../values.ts";
import { documentedFields, hasForm, type Subject } from "./subject.ts";

/** Texts that receivers get wrong: by another encoding, by trimming, or by taking an empty one for none. */
const HARD_TEXTS: Readonly<Record<string, string>> = {
	"emoji and umlauts": "👩🏽‍🚀 Grüße ✓",
	apostrophes: "it's 'quoted'",
	"signs of a form": "1+1 = 2 & 100%",
	"signs of an address": "a:b!c*d(e)~f/g?h#i[j]@k",
	"line breaks": "one\r\ntwo\nthree",
	"white space at the edges": "  text\t",
	"empty texts": "",
};

/** Names of parameters that no description has. Three differ in case alone, which sorts them in the signature. */
const UNKNOWN_FIELDS = { aNewField: "1", ANewField: "2", ANEWFIELD: "" };
const REPEATED = { aNewField: ["b", "a", "a"] };

/** The fields of valid deliveries besides the documented ones, by what is special about them. */
export function variantsOf(context: RunContext, subject: Subject): Record<string, RequestValues> {
	const { fields } = subject;
	return {
		...withoutOptionals(context, subject),
		"unknown fields": { ...fields, ...UNKNOWN_FIELDS },
		...(hasForm(context, subject.operationId) && { "an unknown field repeatedly": { ...fields, ...REPEATED } }),
		...newValues(context, subject),
		...texts(context, subject),
	};
}

/** All documented fields, and all but one of the optional ones. */
function withoutOptionals(context: RunContext, { operationId, fields }: Subject): Record<string, RequestValues> {
	const { schemas } = context.api.payloads;
	const documented = documentedFields(context, operationId);
	const all = {
		...Object.fromEntries(documented.map(({ name, schema }) => [name, sampleOf(schema, fixedSample(schemas))])),
		...fields,
	};
	const optional = documented.filter(({ required }) => !required).map(({ name }) => name);
	const without = optional.map((name) => [`without ${name}`, { ...all, [name]: undefined }] as const);
	return { "every field": all, ...Object.fromEntries(without) };
}

function newValues({ policy }: RunContext, { fields }: Subject): Record<string, RequestValues> {
	const open = Object.entries(policy.receiver?.openFields ?? {}).filter(([name]) => Object.hasOwn(fields, name));
	return Object.fromEntries(open.map(([name, value]) => [`a new ${name}`, { ...fields, [name]: value }]));
}

/** The same text in every field that can hold any. */
function texts(context: RunContext, { operationId, fields }: Subject): Record<string, RequestValues> {
	const open = context.policy.receiver?.openFields ?? {};
	const free = documentedFields(context, operationId).filter(
		({ name, schema }) => isFreeText(schema) && !Object.hasOwn(open, name),
	);
	const written = mapValues(HARD_TEXTS, (text) => {
		const fitting = free.filter(({ schema: { minLength = 0, maxLength = text.length } }) => {
			return text.length >= minLength && text.length <= maxLength;
		});
		return Object.fromEntries(fitting.map(({ name }) => [name, text]));
	});
	const used = Object.entries(written).filter(([, values]) => Object.keys(values).length > 0);
	return Object.fromEntries(used.map(([name, values]) => [name, { ...fields, ...values }]));
}

const TEXT_RULES = ["const", "enum", "pattern", "format", "contentMediaType"];

function isFreeText(schema: SchemaView): boolean {
	return schema.types[0] === "string" && TEXT_RULES.every((keyword) => schema[keyword] === undefined);
}
