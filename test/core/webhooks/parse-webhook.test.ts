import { describe, expect, test } from "vitest";
import { parseWebhook, textOfFields } from "../../../src/core/webhooks/parse-webhook.ts";
import { WebhookError } from "../../../src/core/webhooks/webhook-error.ts";
import { TOY_WEBHOOKS } from "./toy-webhooks.ts";

const parse = (text: string) => parseWebhook(TOY_WEBHOOKS, text);

describe("a form", () => {
	test("becomes the webhook whose event it names, with its fields as they came", () => {
		const { event, name, fields } = parse("Event=book.labelled&Title=Night+%26+day&Pages=012&Tags=&Shelf=%C3%A9");
		expect({ event, name }).toEqual({ event: "bookLabelled", name: "book.labelled" });
		expect({ ...fields }).toEqual({ Event: "book.labelled", Title: "Night & day", Pages: "012", Tags: "", Shelf: "é" });
	});

	test("may begin with the question mark of a query", () => {
		expect(parse("?Title=a&Event=book.labelled")).toMatchObject({ event: "bookLabelled", fields: { Title: "a" } });
	});

	test("of an event that is not described is told as unknown, with its name and fields", () => {
		expect(parse("Event=book.burnt&Title=a&Title=b")).toMatchObject({
			event: "unknown",
			name: "book.burnt",
			fields: { Event: "book.burnt", Title: ["a", "b"] },
		});
	});

	test("may repeat a list and an unknown field, but no other", () => {
		expect(parse("Event=book.labelled&Tags=a&Tags=b&Other=1&Other=1").fields).toMatchObject({
			Tags: ["a", "b"],
			Other: ["1", "1"],
		});
		expect(reasonOf(() => parse("Event=book.labelled&Title=a&Title=a"))).toBe("repeated-field");
	});

	test("is rejected if it names no event, or two", () => {
		for (const text of ["", "Title=a", "EVENT=book.labelled", "Event=book.labelled&Event=book.labelled", "[]"])
			expect(
				reasonOf(() => parse(text)),
				text,
			).toBe("no-event");
	});

	test("may name what every object has", () => {
		const { fields, json } = parse("Event=book.labelled&__proto__=1&constructor=2&toString=3");
		expect(Object.keys(fields)).toEqual(["Event", "__proto__", "constructor", "toString"]);
		expect(json.Notes).toBeUndefined();
		expect(reasonOf(() => parse("__proto__=1"))).toBe("no-event");
	});
});

describe("a field whose text is JSON", () => {
	test("is parsed as it is read, and kept as it came", () => {
		const { fields, json } = parse("Event=book.labelled&Notes=%7B%22a%22%3A%5B1%5D%7D&Title=%7B%7D");
		expect(fields.Notes).toBe('{"a":[1]}');
		expect(json.Notes).toEqual({ a: [1] });
		expect(json.Title).toBeUndefined();
	});

	test("is rejected as it is read, without a word of it, if it is none", () => {
		const webhook = parse("Event=book.labelled&Notes=hunter2");
		expect(JSON.stringify(webhook)).toContain('"event":"bookLabelled"');
		expect(() => webhook.json.Notes).toThrow(/^Notes is no JSON$/);
	});
});

describe("a JSON body", () => {
	test("keeps the values that it has", () => {
		expect(parse('{"event":"lent","days":3,"tags":["a"],"more":null}')).toEqual({
			event: "bookLent",
			name: "lent",
			fields: { event: "lent", days: 3, tags: ["a"], more: null },
			json: {},
		});
	});

	test("is rejected if it is none, or names no event", () => {
		expect(reasonOf(() => parse('{"event":'))).toBe("invalid-json");
		expect(reasonOf(() => parse('{"event":3}'))).toBe("no-event");
	});
});

test("the fields are in the query of a GET, and else in the body", () => {
	const request = { url: "https://example.com/a?Event=x#Event=y", headers: {}, body: "Event=z" };
	expect(textOfFields({ ...request, method: "GET" })).toBe("?Event=x");
	expect(textOfFields({ ...request, method: "POST" })).toBe("Event=z");
	expect(textOfFields({ ...request, method: "POST", body: null })).toBe("");
});

function reasonOf(action: () => unknown): string | undefined {
	try {
		action();
		return undefined;
	} catch (error) {
		return error instanceof WebhookError ? error.reason : String(error);
	}
}
