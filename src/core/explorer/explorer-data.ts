/** What the description says for people, as data of the application. What is said several times is stored once. */
export interface ExplorerData {
	/** The name of the API. */
	readonly title: string;
	/** The version of the description. */
	readonly version: string;
	/** What each source is, by its name. */
	readonly sources: Readonly<Record<string, string>>;
	/** The values that operations and responses refer to by index. */
	readonly values: readonly ValueData[];
	/** The bodies of responses, as indexes of their members in `values`; responses refer to them by index. */
	readonly bodies: readonly (readonly number[])[];
	readonly operations: readonly OperationData[];
}

/** An operation, or a webhook, in words. How it is called is in its descriptor. */
export interface OperationData {
	readonly id: string;
	readonly title: string;
	/** The display name of its first tag. */
	readonly tag: string;
	readonly description: string;
	/** Its page on the site, such as `operations/createBook.html`. */
	readonly page: string;
	/** Its parameters and the fields of its body, as indexes of `values`. */
	readonly arguments: readonly number[];
	/** Documented calls; the first is the plainest. */
	readonly examples: readonly CallExample[];
	/** By status. */
	readonly responses: Readonly<Record<string, ResponseData>>;
}

/** A documented call. */
export interface CallExample {
	readonly title: string;
	/** The arguments by name. */
	readonly values: Readonly<Record<string, unknown>>;
}

/** A documented response. */
export interface ResponseData {
	readonly description: string;
	/** An index of `bodies`; absent where there is no body. */
	readonly body?: number;
	/** As indexes of `values`. */
	readonly headers?: readonly number[];
}

/** What the description says about a parameter, a field, a header or a member of a body. Absent is what it does not say. */
export interface ValueData {
	/** The path to a nested member: `links.self`, `items[].id`. */
	readonly name: string;
	/** In words: `string or null`. */
	readonly type: string;
	readonly required?: true;
	readonly deprecated?: true;
	/** Plain text, with code in backquotes. */
	readonly description?: string;
	readonly pattern?: string;
	/** Limits in words, such as `at most 10 characters`. */
	readonly limits?: readonly string[];
	/** The only values. */
	readonly enum?: readonly unknown[];
	readonly default?: unknown;
	readonly example?: unknown;
	/** Names of `sources`. */
	readonly sources?: readonly string[];
}
