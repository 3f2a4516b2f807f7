/** The HTTP methods that an operation can have, as OpenAPI writes them. */
export const METHODS = ["get", "post", "put", "patch", "delete", "head", "options"] as const;

export type Method = Uppercase<(typeof METHODS)[number]>;

/** How one value travels as text: in a path, a query, a header, a cookie or a form field. */
export interface ValueDescriptor {
	readonly type: "string" | "integer" | "number" | "boolean";
	/** The value is a list of `type`; each item is written as an entry of its own. */
	readonly array?: true;
	/** Null is allowed. A form has no null, so it is written as the empty string. */
	readonly nullable?: true;
	/** The string holds JSON (`contentMediaType: application/json`). */
	readonly json?: true;
	/** The string is an RFC 3339 date and time (`format: date-time`). */
	readonly dateTime?: true;
}

/** A form field or a member of a JSON body. */
export interface FieldDescriptor extends ValueDescriptor {
	readonly required?: true;
}

export type ParameterLocation = "path" | "query" | "header" | "cookie";

export interface ParameterDescriptor extends ValueDescriptor {
	readonly in: ParameterLocation;
	readonly required?: true;
}

export type BodyDescriptor =
	| {
			readonly mediaType: "application/x-www-form-urlencoded";
			readonly required: boolean;
			readonly fields: Readonly<Record<string, FieldDescriptor>>;
	  }
	| {
			readonly mediaType: "application/json";
			readonly required: boolean;
			/** The members of the object; their values are sent as JSON, as they are. */
			readonly fields: Readonly<Record<string, { readonly required?: true }>>;
	  };

/** Where a list finds its items and its next page, as JSON pointers into the payload (`x-pagination`). */
export interface PaginationDescriptor {
	readonly items: string;
	/** Points to the address of the next page, or to null on the last one. */
	readonly next: string;
}

/**
 * Everything that a client has to know of one operation. The table of them is generated; the behaviour of client, sandbox and
 * contract tests is written once against this type. What only the others need is in `OperationPayloads`.
 */
export interface OperationDescriptor {
	readonly method: Method;
	/** The path template, such as `/v1/Books/{BookId}`. */
	readonly path: string;
	/** The origin (and base path) of the operation's own server, without a trailing slash. */
	readonly server: string;
	readonly deprecated?: true;
	/** Repeating the request changes nothing more: by its method, or by `x-idempotent`. */
	readonly idempotent?: true;
	/** Whether the request carries credentials. */
	readonly secured: boolean;
	/** By name. Names are unique, even across locations and the fields of the body. */
	readonly parameters: Readonly<Record<string, ParameterDescriptor>>;
	readonly body?: BodyDescriptor;
	/** The media types of each response by its documented status; none where it has no body. */
	readonly responses: Readonly<Record<string, readonly string[]>>;
	readonly pagination?: PaginationDescriptor;
}
