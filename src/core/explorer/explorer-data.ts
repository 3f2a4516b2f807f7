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
	/** Lists of values, as their indexes. */
	readonly groups: readonly (readonly number[])[];
	readonly responses: readonly ResponseData[];
	readonly operations: readonly OperationData[];
}

/** An operation in words. How it is called is in its descriptor. */
export interface OperationData {
	readonly id: string;
	readonly title: string;
	/** The display name of its first tag. */
	readonly tag: string;
	readonly description: string;
	/** Its page on the site, such as `operations/createBook.html`. */
	readonly page: string;
	/** Its parameters and the fields of its body, as an index of `groups`. */
	readonly arguments: number;
	/** Documented calls; the first is the plainest. */
	readonly examples: readonly CallExample[];
	/** By status, as indexes of `responses`. */
	readonly responses: Readonly<Record<string, number>>;
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
	/** The members of its body, as an index of `groups`. */
	readonly body?: number;
	/** An index of `groups`, too. */
	readonly headers?: number;
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
	/** What the pattern allows, in words. */
	readonly patternWords?: string;
	/** Limits in words, such as `at most 10 characters`. */
	readonly limits?: readonly string[];
	/** The only values. */
	readonly enum?: readonly unknown[];
	readonly default?: unknown;
	readonly example?: unknown;
	/** Names of `sources`. */
	readonly sources?: readonly string[];
}
