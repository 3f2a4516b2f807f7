import { describe, expect, test } from "vitest";
import { splitArguments } from "../../../src/core/operation/arguments.ts";
import { decodeHeaders, decodeRequest, encodeRequest } from "../../../src/core/operation/request.ts";
import { documentedStatus } from "../../../src/core/operation/response.ts";
import { operations } from "../../fixtures/toy/generated/operations.ts";
import { payloads } from "../../fixtures/toy/generated/payloads.ts";
import { webhooks } from "../../fixtures/toy/generated/webhooks.ts";

describe("a request", () => {
	test("is written from flat arguments, each where the description puts it", () => {
		const { parts, unknown } = splitArguments(operations.listBooks, {
			genre: ["novel", "poem"],
			limit: 2,
			"X-Trace": "t",
			session: "a b",
			other: 1,
			left: undefined,
		});
		expect(unknown).toEqual(["other"]);
		expect(encodeRequest(operations.listBooks, parts)).toEqual({
			method: "GET",
			url: "https://api.library.test/v2/books?genre=novel&genre=poem&limit=2",
			headers: { accept: "application/json", "x-trace": "t", cookie: "session=a%20b" },
			body: null,
		});
	});

	test("with JSON is read back as it was written, to any base address", () => {
		const parts = { path: { bookId: "bk_00000001" }, body: { address: "https://files.library.test/1.png" } };
		const request = encodeRequest(operations.replaceCover, parts, "http://127.0.0.1:4010/");
		expect(request).toMatchObject({
			url: "http://127.0.0.1:4010/covers/bk_00000001",
			headers: { "content-type": "application/json" },
		});
		expect(JSON.parse(JSON.stringify(decodeRequest(operations.replaceCover, request)))).toEqual(parts);
	});

	test("of another path is not the operation's", () => {
		const request = { method: "GET", url: "http://127.0.0.1/books", headers: {}, body: null };
		expect(decodeRequest(operations.fetchBook, request)).toBeUndefined();
	});

	test.each(["application/json", "text/plain", ""])(
		"with a body of type %j is read as one without fields where a form belongs",
		(type) => {
			const request = {
				method: "POST",
				url: "http://127.0.0.1/books/bk_00000001/notes",
				headers: { "content-type": type },
				body: "Text=a",
			};
			expect(decodeRequest(operations.addNote, request)?.body).toEqual({});
		},
	);

	test("with a form is read whatever the case and parameters of its type", () => {
		const headers = { "content-type": "Application/X-WWW-Form-Urlencoded; charset=utf-8" };
		const request = { method: "POST", url: "http://127.0.0.1/books/bk_00000001/notes", headers, body: "Page=3" };
		expect({ ...decodeRequest(operations.addNote, request)?.body }).toEqual({ Page: 3 });
	});

	test("with JSON that does not parse has no fields", () => {
		const request = {
			method: "PUT",
			url: "http://127.0.0.1/covers/a",
			headers: { "content-type": "application/json" },
			body: "{",
		};
		expect(decodeRequest(operations.replaceCover, request)?.body).toEqual({});
	});
});

test("a webhook is read at whatever address its receiver has", () => {
	const parts = { header: { "X-Delivery": "7f1c6f0e" }, body: { event: "lend", book: "bk_00000001" } };
	const request = encodeRequest(webhooks.bookLend, parts, "https://receiver.test/hooks?from=library");
	expect(request).toMatchObject({ method: "POST", url: "https://receiver.test/hooks?from=library" });
	expect(JSON.parse(JSON.stringify(decodeRequest(webhooks.bookLend, request)))).toEqual(parts);
});

test("headers are read by their documented type, and left out where they are not there", () => {
	const headers = payloads.operations.listBooks?.responses["200"]?.headers.descriptors ?? {};
	expect({ ...decodeHeaders(headers, { "x-total": "7", other: "1" }) }).toEqual({
		"X-Total": 7,
	});
	expect({ ...decodeHeaders(headers, {}) }).toEqual({});
});

test("a status is documented by itself or by its class", () => {
	expect(documentedStatus(operations.listBooks, 200)).toBe("200");
	expect(documentedStatus(operations.listBooks, 404)).toBe("4XX");
	expect(documentedStatus(operations.listBooks, 500)).toBeUndefined();
});
