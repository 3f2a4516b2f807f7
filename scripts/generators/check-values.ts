import { toPointer } from "../../src/core/operation/json-pointer.ts";
import type { JsonSchema, JsonSchemas } from "../../src/core/operation/json-schema.ts";
import { viewSchema } from "../../src/core/operation/schema-view.ts";
import { type Validator, violationsOf } from "../../src/core/operation/violation.ts";
import { createDocumentReader } from "../pipeline/document-reader.ts";
import { describedValuesOf } from "../pipeline/examples-of.ts";
import { lowerSchema } from "../pipeline/lower-schema.ts";
import type { Model } from "../pipeline/model.ts";
import type { OpenApi } from "../pipeline/openapi.ts";
import type { Problem } from "../pipeline/problem.ts";
import { visitMembers, visitSchemas } from "../pipeline/visit-schemas.ts";
import { TIME_LIMIT, withinLimit } from "./time-limit.ts";

/** How much of a value a message shows. */
const SHOWN = 60;

/**
 * Checks every example and every default of a description against its schema.
 *
 * @param validatorOf compiles a schema, or finds the validator that was compiled from an equal one
 */
export function checkValues({ document, components, schemas }: Model, validatorOf: (schema: JsonSchema) => Validator): Problem[] {
	const described = describedValuesOf(createDocumentReader(document)).map(({ schema, pointer, value }) => {
		const lowered = lowerSchema(schema, components);
		const validator = value === undefined ? undefined : validatorOf(lowered);
		return { pointer, value, lowered, check: () => (validator ? violationsOf(validator, value) : []) };
	});
	// All at once: a limit costs more than most checks. One by one only to find those that take too long.
	const all = withinLimit(() => described.map(({ check }) => ({ result: check() })));
	return described.flatMap(({ pointer, value, lowered, check }, index): Problem[] => {
		if (value === undefined) return [{ pointer, message: "expected an example with a value, found none; add one" }];
		const checked = all === undefined ? withinLimit(check) : all.result[index];
		if (checked === undefined) return [slowPattern(document, value) ?? { pointer, message: TOO_SLOW }];
		const violations = checked.result.map(({ pointer: at, keyword, expected, received }) => ({
			pointer: pointer + at,
			message: `expected a value that keeps ${keyword}${wordsFor(expected)}, got ${shown(received)}; correct the value or the schema`,
		}));
		const undescribed = undescribedMembers(value, lowered, schemas).map((at) => ({
			pointer: pointer + at,
			message: "expected a member that the schema describes, got another one; describe it, or rename it",
		}));
		return violations.length > 0 ? violations : undescribed;
	});
}

const TOO_SLOW = `expected a value that is checked within ${TIME_LIMIT}, got one that takes longer; simplify its schema`;

/** Finds the pattern that takes too long for a text of a value: its repetitions can be combined in too many ways. */
function slowPattern(document: OpenApi, value: unknown): Problem | undefined {
	const texts = typeof value === "string" ? [value] : [];
	visitMembers(value, (member) => typeof member !== "string" || texts.push(member) > 0);
	const slow: Problem[] = [];
	visitSchemas(document, ({ pattern }, pointer) => {
		if (pattern === undefined || slow.length > 0) return;
		const expression = new RegExp(pattern, "u");
		const text = texts.find((each) => withinLimit(() => expression.test(each)) === undefined);
		if (text === undefined) return;
		const got = `got ${pattern}, which takes longer for the example ${shown(text)}`;
		const message = `expected a pattern that checks a text within ${TIME_LIMIT}, ${got}; write no repetition of a repetition, as (a+)+ is`;
		slow.push({ pointer: `${pointer}/pattern`, message });
	});
	return slow[0];
}

/** The pointers of members that are in no `properties`, unless the schema leaves its members open. */
export function undescribedMembers(value: unknown, schema: JsonSchema | undefined, schemas: JsonSchemas): string[] {
	const { items, properties, open, additionalProperties } = viewSchema(schema, schemas);
	if (Array.isArray(value)) return value.flatMap((item, index) => below(index, undescribedMembers(item, items, schemas)));
	if (typeof value !== "object" || value === null || properties === undefined || open || additionalProperties) return [];
	return Object.entries(value).flatMap(([name, member]) =>
		Object.hasOwn(properties, name) ? below(name, undescribedMembers(member, properties[name], schemas)) : [toPointer([name])],
	);
}

function below(key: string | number, pointers: readonly string[]): string[] {
	return pointers.map((pointer) => toPointer([key]) + pointer);
}

function wordsFor(expected: unknown): string {
	return expected === undefined ? "" : ` ${shown(expected)}`;
}

function shown(value: unknown): string {
	const text = value === undefined ? "nothing" : JSON.stringify(value);
	return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
