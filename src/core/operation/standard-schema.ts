import { describeViolation } from "./describe-violation.ts";
import { fromPointer, toPointer, valueAt } from "./json-pointer.ts";
import { type ComponentValidators, type Violation, violationsOf } from "./violation.ts";

/** A schema by which any library validates values: version 1 of https://standardschema.dev. */
export interface StandardSchema<Value> {
	readonly "~standard": {
		readonly version: 1;
		/** The library that the schema comes from. */
		readonly vendor: string;
		/** Returns the value as it was given, or the rules that it breaks. Never throws. */
		readonly validate: (value: unknown) => StandardResult<Value>;
		/** For the compiler alone. */
		readonly types?: { readonly input: Value; readonly output: Value } | undefined;
	};
}

/** What a schema says of a value. */
export type StandardResult<Value> =
	| { readonly value: Value; readonly issues?: undefined }
	| { readonly issues: readonly StandardIssue[] };

/** A rule that a value breaks. */
export interface StandardIssue {
	/** What was expected and what came, without the value itself: it may be a secret. */
	readonly message: string;
	/** Where in the value: names of members, and indexes of lists. For a missing member: where it should be. */
	readonly path: readonly (string | number)[];
}

/** One schema per component, by name. */
export type StandardSchemas<Values> = { readonly [Name in keyof Values]: StandardSchema<Values[Name]> };

/** Makes the schemas of components from their validators. */
export function createStandardSchemas<Values>(vendor: string, validators: ComponentValidators<Values>): StandardSchemas<Values> {
	const schemas: { -readonly [Name in keyof Values]?: StandardSchema<Values[Name]> } = {};
	for (const name in validators) schemas[name] = { "~standard": { version: 1, vendor, validate: checkWith(validators[name]) } };
	return schemas as StandardSchemas<Values>; // The loop has set every member.
}

function checkWith<Value>(
	validator: ComponentValidators<{ readonly value: Value }>["value"],
): (value: unknown) => StandardResult<Value> {
	return (value) => {
		try {
			if (validator(value)) return { value };
			return { issues: violationsOf(validator, value).map((violation) => toIssue(violation, value)) };
		} catch {
			// A getter that throws, or a value that contains itself where the schema is recursive.
			return { issues: [{ message: "expected a value that can be read to its end, got another one", path: [] }] };
		}
	};
}

function toIssue(violation: Violation, value: unknown): StandardIssue {
	let parent = value;
	const path = fromPointer(violation.pointer).map((name) => {
		const key = Array.isArray(parent) ? Number(name) : name;
		parent = valueAt(parent, toPointer([name]));
		return key;
	});
	// The path has the place already.
	return { message: describeViolation({ ...violation, pointer: "" }).trim(), path };
}
