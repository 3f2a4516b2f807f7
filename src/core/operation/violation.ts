import { toPointer, valueAt } from "./json-pointer.ts";

/** One rule of the description that a value breaks. */
export interface Violation {
	/** Where in the value, as a JSON pointer. For a missing member: where it should be. */
	readonly pointer: string;
	/** The keyword of JSON Schema that is broken, such as `pattern`. */
	readonly keyword: string;
	/** What the keyword asks for, such as the pattern. */
	readonly expected: unknown;
	/** What stands there; undefined when nothing does. */
	readonly received: unknown;
}

/** What a generated validator leaves in its `errors`. */
export interface ValidationError {
	readonly instancePath: string;
	readonly keyword: string;
	readonly params: Readonly<Record<string, unknown>>;
}

/** A generated validator: tells whether a value is valid, and leaves what is wrong in `errors`. */
export interface Validator {
	(value: unknown): boolean;
	errors?: readonly ValidationError[] | null;
}

/** The parts of a request that are checked apart. */
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

/** Each keyword of ajv's keeps what it asks for under a name of its own. */
const PARAMETER: Readonly<Record<string, string>> = {
	enum: "allowedValues",
	const: "allowedValue",
	multipleOf: "multipleOf",
	contentMediaType: "mediaType",
	required: "missingProperty",
};

function expectedOf(keyword: string, params: Readonly<Record<string, unknown>>): unknown {
	return params[PARAMETER[keyword] ?? keyword] ?? params.limit;
}
