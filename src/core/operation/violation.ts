import { toPointer, valueAt } from "./json-pointer.ts";

/** One rule of the description that a value breaks. */
export interface Violation {
	/** Where in the value, as a JSON pointer. For a missing member: where it should be. */
	readonly pointer: string;
	/** The keyword of JSON Schema that is broken, such as `pattern`. */
	readonly keyword: string;
	/** The value of the keyword, such as the pattern. */
	readonly expected: unknown;
	/** The value at the pointer; undefined where there is none. */
	readonly received: unknown;
}

/** An error of a generated validator, in the form of ajv. */
export interface SchemaError {
	readonly instancePath: string;
	readonly keyword: string;
	readonly params: Readonly<Record<string, unknown>>;
}

/** A generated validator: returns whether a value is valid, and puts what is wrong into `errors`. */
export interface Validator {
	(value: unknown): boolean;
	errors?: readonly SchemaError[] | null;
}

/** The generated validators of components, by name. A value that one accepts is of the component's type. */
export type ComponentValidators<Values> = {
	readonly [Name in keyof Values]: Pick<Validator, "errors"> & ((value: unknown) => value is Values[Name]);
};

/** The parts of a request, each of which has a validator of its own. */
export type RequestPart = "path" | "query" | "header" | "cookie" | "body";

/** The validators of one operation's request. A part that takes nothing has none. */
export type RequestValidators = Readonly<Partial<Record<RequestPart, Validator>>>;

/** The validators of one response: of its documented headers, and of its body if it has one. */
export interface ResponseValidators {
	readonly headers: Validator;
	readonly body?: Validator;
}

/** Lists every rule that the value breaks; an empty list means that it is valid. */
export function violationsOf(validator: Validator, value: unknown): Violation[] {
	if (validator(value)) return [];
	return (validator.errors ?? []).map(({ instancePath, keyword, params }) => {
		const member = params.missingProperty ?? params.additionalProperty;
		const pointer = typeof member === "string" ? instancePath + toPointer([member]) : instancePath;
		return { pointer, keyword, expected: expectedOf(keyword, params), received: valueAt(value, pointer) };
	});
}

/** Where ajv keeps the value of a keyword, if not under the keyword's own name. */
const PARAMETER: Readonly<Record<string, string>> = {
	enum: "allowedValues",
	const: "allowedValue",
	contentMediaType: "mediaType",
	required: "missingProperty",
};

function expectedOf(keyword: string, params: Readonly<Record<string, unknown>>): unknown {
	return params[PARAMETER[keyword] ?? keyword] ?? params.limit;
}
