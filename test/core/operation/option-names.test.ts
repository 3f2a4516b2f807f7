import { expect, test } from "vitest";
import { checkOptionNames } from "../../../src/core/operation/option-names.ts";

const check = (options: unknown) => checkOptionNames("readBook", options, { title: true, pages: true });

test("known options pass, also those that are undefined", () => {
	check({});
	check({ title: 1, pages: undefined });
});

test.each([
	[{ titel: "secret" }, "readBook: titel is not known; did you mean title?"],
	[{ weight: "secret" }, "readBook: weight is not known"],
	[{ constructor: 1 }, "readBook: constructor is not known"],
	[null, "readBook: expected an object of options, got null"],
	["title", "readBook: expected an object of options, got a string"],
	[["title"], "readBook: expected an object of options, got a list"],
])("%j is an error that repeats no value", (options, message) => {
	expect(() => check(options)).toThrow(new TypeError(message));
});
