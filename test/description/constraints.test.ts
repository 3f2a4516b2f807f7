import { expect, test } from "vitest";
import { createAjv } from "../../scripts/generators/ajv.ts";
import { constraintsOf, ITEM, pointerSegments } from "../../src/core/contract/plan/constraints.ts";
import { breakConstraint, changeAt } from "../../src/core/contract/plan/violate.ts";
import { toPointer } from "../../src/core/operation/json-pointer.ts";
import { type Validator, violationsOf } from "../../src/core/operation/violation.ts";
import { model } from "./bundle.ts";
import { type Part, partsOf } from "./parts.ts";

/** Rules that another value cannot help breaking together with the rule that is meant, such as half above the greatest integer. */
const TOGETHER: Record<string, string[]> = {
	minLength: ["pattern"],
	maxLength: ["pattern"],
	pattern: ["minLength", "maxLength", "format"],
	format: ["pattern"],
	type: ["enum", "const", "maximum"],
};

const parts = partsOf(model);
const ajv = createAjv();
for (const [name, schema] of Object.entries(model.schemas)) ajv.addSchema(schema, name);

test("every part has an example to start from, and the example is valid", () => {
	for (const part of parts) {
		expect(part.examples, part.name).not.toEqual([]);
		for (const example of part.examples) expect(violationsOf(validatorOf(part), example), part.name).toEqual([]);
	}
});

test("every constraint of the description rejects a payload that breaks it, there and by that keyword", () => {
	const unproven: string[] = [];
	let count = 0;
	for (const part of parts) {
		for (const constraint of constraintsOf(part.schema, model.schemas)) {
			count++;
			const { keyword } = constraint;
			const { value, pointer } = breakConstraint(constraint, part.examples[0], part.schema, model.schemas);
			const violations = violationsOf(validatorOf(part), value);
			const allowed = [keyword, ...(TOGETHER[keyword] ?? [])];
			const proven =
				violations.some((violation) => violation.pointer === pointer && violation.keyword === keyword) &&
				violations.every((violation) => violation.pointer === pointer && allowed.includes(violation.keyword));
			if (!proven) unproven.push(`${part.name} ${pointer} ${keyword}: got ${JSON.stringify(violations)}`);
		}
	}
	for (const { part, path, nullable } of nullabilities()) {
		count++;
		const value = changeAt(path, part.examples[0], part.schema, model.schemas, () => null);
		const pointer = toPointer(pointerSegments(path));
		const violations = violationsOf(validatorOf(part), value);
		const rejected = violations.length > 0 && violations.every((violation) => violation.pointer === pointer);
		if (nullable ? violations.length > 0 : !rejected) {
			unproven.push(`${part.name} ${pointer} null, ${nullable ? "allowed" : "rejected"}: got ${JSON.stringify(violations)}`);
		}
	}
	console.log(`${count - unproven.length}/${count} constraints proven`);
	expect(unproven).toEqual([]);
	expect(count).toBeGreaterThan(1000);
});

/** Every place with a type, and whether it takes null. */
function nullabilities() {
	return parts.flatMap((part) =>
		constraintsOf(part.schema, model.schemas)
			.filter(({ keyword, path }) => keyword === "type" && path.length > 0)
			.map(({ path, expected }) => ({ part, path, nullable: [expected].flat().includes("null") })),
	);
}

const validators = new Map<Part, Validator>();
function validatorOf(part: Part): Validator {
	const compiled = validators.get(part) ?? (ajv.compile(part.schema) as Validator);
	validators.set(part, compiled);
	return compiled;
}

test("an item of a list is reached through its list", () => {
	const paths = parts.flatMap((part) => constraintsOf(part.schema, model.schemas).map(({ path }) => path));
	expect(paths.some((path) => path.includes(ITEM))).toBe(true);
});
