import type { JsonSchema, JsonSchemas } from "../../operation/json-schema.ts";
import { fixedSample, sampleValue } from "../../operation/sample.ts";
import { viewSchema } from "../../operation/schema-view.ts";
import { type Constraint, ITEM, type PathStep, rulePointer } from "./constraints.ts";

/**
 * Derives a value that breaks one rule from a valid one; the rest stays as it is. A member that the valid value does not
 * have, or has as null, is made up first.
 *
 * @param schema the schema of the whole value
 * @returns the value, and where the rule must be reported, as a JSON pointer
 * @throws {Error} for a keyword that it knows no way to break
 */
export function breakConstraint(
	constraint: Constraint,
	valid: unknown,
	schema: JsonSchema,
	schemas: JsonSchemas,
): { value: unknown; pointer: string } {
	const { path, keyword, expected } = constraint;
	const breaker = BREAKERS[keyword];
	if (breaker === undefined) throw new Error(`Cannot break ${keyword}; add a way to src/core/contract/plan/violate.ts`);
	const value = changeAt(path, valid, schema, schemas, (target) => breaker(target, expected));
	return { value, pointer: rulePointer(constraint) };
}

/**
 * Derives a value that just keeps a rule of a limit from a valid one: the longest text, the greatest number, the last of an
 * enum.
 *
 * @param schema the schema of the whole value
 */
export function keepConstraint(constraint: Constraint, valid: unknown, schema: JsonSchema, schemas: JsonSchemas): unknown {
	const { path, keyword, expected } = constraint;
	return changeAt(path, valid, schema, schemas, (target) => KEEPERS[keyword]?.(target, expected) ?? target);
}

/** A copy of a valid value, changed at a path. What is missing or null on the way is made up first. */
export function changeAt(
	path: readonly PathStep[],
	valid: unknown,
	schema: JsonSchema,
	schemas: JsonSchemas,
	change: (value: unknown) => unknown,
): unknown {
	const root: Record<string, unknown> = { "": structuredClone(valid) };
	let parent = root;
	let name = "";
	let node = schema;
	for (const step of path) {
		parent = parent[name] as Record<string, unknown>;
		name = step === ITEM ? "0" : step;
		const { items, properties = {} } = viewSchema(node, schemas);
		node = (step === ITEM ? items : properties[step]) ?? true;
		parent[name] ??= sampleValue(node, fixedSample(schemas));
	}
	parent[name] = change(parent[name]);
	return root[""];
}

type ValueChange = (value: unknown, expected: unknown) => unknown;

const KEEPERS: Readonly<Record<string, ValueChange>> = {
	minLength: (value, expected) => [...String(value)].slice(0, Number(expected)).join(""),
	maxLength: (value, expected) => String(value).padEnd(Number(expected), String(value).at(-1) ?? "a"),
	minimum: (_, expected) => Number(expected),
	maximum: (_, expected) => Number(expected),
	enum: (_, expected) => (expected as unknown[]).findLast((value) => value !== null),
	minItems: (value, expected) => (value as unknown[]).slice(0, Math.max(1, Number(expected))),
	maxItems: (value, expected) => Array.from({ length: Number(expected) }, () => (value as unknown[])[0]),
};

/** Each way to break a keyword: from a value that keeps it to one that does not, as near as can be. */
const BREAKERS: Readonly<Record<string, ValueChange>> = {
	required: (value, name) => Object.fromEntries(Object.entries(value as object).filter(([member]) => member !== name)),
	type: (value, expected) => otherType(value, [expected].flat() as string[]),
	pattern: (value, expected) => unlike(String(value), new RegExp(String(expected), "u")),
	minLength: (value, expected) => [...String(value)].slice(0, Number(expected) - 1).join(""),
	maxLength: (value, expected) => String(value).padEnd(Number(expected) + 1, String(value).at(-1) ?? "a"),
	minimum: (_, expected) => Number(expected) - 1,
	maximum: (_, expected) => Number(expected) + 1,
	exclusiveMinimum: (_, expected) => Number(expected),
	exclusiveMaximum: (_, expected) => Number(expected),
	multipleOf: (value, expected) => Number(value) + Number(expected) / 2,
	enum: (value, expected) => (typeof value === "string" ? `${value}-other` : Math.max(...(expected as number[])) + 1),
	const: (value) => (typeof value === "string" ? `${value}-other` : `${value}`),
	format: (_, expected) => `not a ${expected}`,
	contentMediaType: () => "{",
	minItems: (value, expected) => (value as unknown[]).slice(0, Number(expected) - 1),
	maxItems: (value, expected) => Array.from({ length: Number(expected) + 1 }, () => (value as unknown[])[0]),
	uniqueItems: (value) => [(value as unknown[])[0], (value as unknown[])[0]],
	additionalProperties: (value) => ({ ...(value as object), undocumented: true }),
};

/** A value of a type that is not allowed. Between two integers is nearest to an integer. */
function otherType(value: unknown, allowed: readonly string[]): unknown {
	if (allowed.includes("integer") && !allowed.includes("number")) return Number(value) + 0.5;
	const candidates: [string, unknown][] = [
		["number", 1.5],
		["boolean", true],
		["string", "text"],
		["object", {}],
	];
	return candidates.find(([type]) => !allowed.includes(type))?.[1];
}

function unlike(value: string, pattern: RegExp): string {
	const candidates = [`${value.slice(0, -1)}!`, `!${value.slice(1)}`, `${value}!`, ""];
	const found = candidates.find((candidate) => !pattern.test(candidate));
	if (found === undefined) throw new Error(`Cannot break pattern ${pattern.source}`);
	return found;
}
