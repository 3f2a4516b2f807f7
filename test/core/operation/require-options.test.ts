import { expect, test } from "vitest";
import {
	atLeast,
	FUNCTION,
	HTTP_URL,
	LIST_OF_TEXTS,
	OBJECT_OF_TEXTS,
	type RulesOf,
} from "../../../src/core/operation/option-rules.ts";
import { requireOptions } from "../../../src/core/operation/require-options.ts";

interface BookOptions {
	readonly title: string;
	readonly pages?: number;
	readonly authors?: readonly string[];
	readonly names?: Readonly<Record<string, string>>;
	readonly onPage?: () => void;
}

const RULES: RulesOf<BookOptions> = {
	title: HTTP_URL,
	pages: atLeast(1),
	authors: LIST_OF_TEXTS,
	names: OBJECT_OF_TEXTS,
	onPage: FUNCTION,
};
const check = (options: unknown) => requireOptions("readBook", options, RULES, ["title"]);
const title = "https://books.example";

test("valid options pass, also those that are undefined", () => {
	check({ title });
	check({ title, pages: undefined, authors: [], names: {}, onPage: check });
	check({ title, pages: Number.POSITIVE_INFINITY, authors: ["a"], names: { a: "b" } });
});

class Book {
	readonly title = title;
	get pages() {
		return 5;
	}
}

// Such a member would be found by its name, and be lost wherever options are merged.
test.each([
	["a class with a getter", new Book(), "readBook: /pages: expected an own member, got a number"],
	["what inherits", Object.create({ title }), "readBook: /title: expected an own member, got a string of 21 characters"],
])("%s is an error where its own members would not do", (_, options, message) => {
	expect(() => check(options)).toThrow(new TypeError(message));
});

test.each([
	[{ titel: "secret", title }, "readBook: /titel is not known; did you mean title?"],
	[{ weight: "secret", title }, "readBook: /weight is not known"],
	[{ constructor: 1, title }, "readBook: /constructor is not known"],
	[{ titel: "secret" }, "readBook: /titel is not known; did you mean title?; /title is missing"],
	[{ title: undefined }, "readBook: /title is missing"],
	[{ title: "secret" }, "readBook: /title: expected an http(s) URL, got a string of 6 characters"],
	[{ title, pages: "secret" }, "readBook: /pages: expected a number from 1, got a string of 6 characters"],
	[{ title, pages: 0 }, "readBook: /pages: expected a number from 1, got 0"],
	[{ title, pages: Number.NaN }, "readBook: /pages: expected a number from 1, got NaN"],
	[{ title, authors: "secret" }, "readBook: /authors: expected a list of texts, got a string of 6 characters"],
	[{ title, authors: [1] }, "readBook: /authors: expected a list of texts, got a list"],
	[{ title, names: ["secret"] }, "readBook: /names: expected an object of texts, got a list"],
	[{ title, names: { a: 1 } }, "readBook: /names: expected an object of texts, got an object"],
	[{ title, onPage: {} }, "readBook: /onPage: expected a function, got an object"],
	[null, "readBook: expected an object of options, got null; /title is missing"],
	["title", "readBook: expected an object of options, got a string of 5 characters; /title is missing"],
	[[title], "readBook: expected an object of options, got a list; /title is missing"],
])("%j is an error that repeats no value", (options, message) => {
	expect(() => check(options)).toThrow(new TypeError(message));
});
