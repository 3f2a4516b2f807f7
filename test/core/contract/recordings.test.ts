import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import { judgeHar } from "../../../src/core/contract/run/targets/har.ts";
import type { HttpRequest, HttpResponse } from "../../../src/core/operation/http.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { type DocumentedExchange, documentedExchanges, har, RECORDING_TOOLS, sanitise } from "../../support/recordings.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { judgeRecorded as judge } from "./support/judge-recorded.ts";
import { toyContractPolicy } from "./support/toy.ts";

const documented = documentedExchanges(toyApi);
const [book] = documented.filter(({ name }) => name.startsWith("createBook 201")) as [DocumentedExchange];
const [note] = documented.filter(({ name }) => name.startsWith("addNote 204")) as [DocumentedExchange];

describe.each(Object.entries(RECORDING_TOOLS))("a recording of %s", (name, { entry, holds }) => {
	const hasResponse = name !== "an exchange without a response";
	const record = ({ request, response }: DocumentedExchange) => entry(request, response);

	test("has no finding for what is documented", async () => {
		const { verdict, findings } = await judge(documented.map(record));
		expect({ verdict, findings }).toEqual({ verdict: hasResponse ? "conforms" : "not-tested", findings: [] });
	});

	test("has a finding for a status that is not documented", async () => {
		const { findings } = await judge([record({ ...book, response: { ...book.response, status: 599 } })]);
		expect(findings.map(({ check }) => check)).toEqual(hasResponse ? ["status-documented"] : []);
	});

	test("has findings for response bodies that break their schemas, or says that it does not hold them", async () => {
		for (const exchange of documented.filter(({ response }) => response.body !== null)) {
			const { findings, notes } = await judge([record({ ...exchange, response: { ...exchange.response, body: "[0.5, null]" } })]);
			const pointers = new Set(findings.map(({ pointer }) => pointer));
			expect({ exchange: exchange.name, pointers }).toEqual({
				exchange: exchange.name,
				pointers: new Set(holds.includes("response") ? ["/response/body"] : []),
			});
			const said = hasResponse ? "response body" : "response";
			if (!holds.includes("response"))
				expect(notes).toContain(`not recorded and not judged: ${said}, once (${exchange.operationId})`);
		}
	});

	test("has findings for request bodies that break their schemas, or says that it does not hold them", async () => {
		const broken: [DocumentedExchange, body: string][] = [
			[book, '{"title":7}'],
			[note, "Tags=a&Page=none"],
		];
		for (const [exchange, body] of broken) {
			const { request, response, operationId } = exchange;
			// The modes of Playwright write the fields of a form even without its text.
			const isHeld = holds.includes("request") || (/^Playwright/.test(name) && exchange === note);
			const { findings, notes } = await judge([record({ ...exchange, request: { ...request, body }, response })]);
			expect(findings.some(({ check }) => check === "constraints-enforced")).toBe(isHeld);
			const said = hasResponse ? "request body" : "response";
			if (!isHeld) expect(notes).toContain(`not recorded and not judged: ${said}, once (${operationId})`);
		}
	});
});

test("what a recording does not hold is counted for each part and operation, and fails a strict run only", async () => {
	const { entry } = RECORDING_TOOLS["Firefox, without bodies"] ?? { entry: () => undefined };
	const entries = [book, book, note].map(({ request, response }) => entry(request, response));
	const result = await judge(entries);
	const { verdict, notes } = result;
	expect({ verdict, notes }).toEqual({
		verdict: "conforms",
		notes: [
			"not recorded and not judged: request body, 3 times (createBook 2 times, addNote)",
			"not recorded and not judged: response body, 2 times (createBook 2 times)",
		],
	});
	expect((await judge(entries, true)).verdict).toBe("findings");
	// Annotations stand beside lines of code, and an archive has no place for them.
	for (const name of Object.keys(REPORTS).filter((report) => report !== "annotations" && report !== "har")) {
		for (const note of notes)
			expect({ name, report: REPORTS[name]?.(result) }).toEqual({ name, report: expect.stringContaining(note) });
	}
});

test("several recordings are judged together; findings and entries that cannot be read are named with their file", async () => {
	const folder = temporaryFolder("recordings");
	const write = (name: string, entries: readonly unknown[]) => {
		writeFileSync(join(folder, name), har(entries));
		return join(folder, name);
	};
	const { entry } = RECORDING_TOOLS.Firefox ?? { entry: () => undefined };
	const drifted = entry(note.request, { ...note.response, status: 299 });
	const files = [
		write("a.har", [entry(note.request, note.response), drifted]),
		write("b.har", [{}, entry(book.request, book.response)]),
	];
	const progress: number[][] = [];
	const onProgress = (...step: number[]) => progress.push(step);
	const result = await judgeHar(toyApi, toyContractPolicy, files, { onProgress });
	expect(result).toMatchObject({ verdict: "findings", requests: 3, target: files.join(", ") });
	expect(result.notes).toEqual([`entry 0 of ${files[1]} cannot be read: expected a request`]);
	expect(REPORTS.terminal?.(result)).toContain(`, entry 1 of ${files[0]}`);
	const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
	expect(progress.at(-1)).toEqual([size, size]);
	expect(progress.map(([read]) => read)).toEqual([...progress.map(([read = 0]) => read)].sort((a, b) => a - b));
});

/** A response with a documented body of which only these members of the entry are known. */
function withContent(content: unknown, headers: HttpResponse["headers"] = {}, bodySize?: number) {
	const entry = RECORDING_TOOLS["a minimum of members"]?.entry(book.request, { ...book.response, headers }) as {
		response: object;
	};
	return { ...entry, response: { ...entry.response, content, ...(bodySize !== undefined && { bodySize }) } };
}

describe("whether a response had a body", () => {
	const none = [["response-body", "nothing"]];
	test.each<[what: string, content: unknown, headers: Record<string, string>, bodySize: number | undefined, found: unknown]>([
		["an empty text of size 0: it had none", { size: 0, text: "" }, {}, undefined, none],
		["an empty text of size 0, beside the bytes of its chunks: it had none", { size: 0, text: "" }, {}, 5, none],
		["size 0 alone: it had none", { size: 0 }, {}, undefined, none],
		["content-length 0: it had none", {}, { "content-length": "0" }, undefined, none],
		["a size without text: not recorded", { size: 9 }, {}, undefined, []],
		["a size with an empty text: not recorded", { size: 9, text: "" }, {}, undefined, []],
		["size 0 without text, but content-length: not recorded", { size: 0 }, { "content-length": "9" }, undefined, []],
		["size 0 without text, but bodySize: not recorded", { size: 0 }, {}, 9, []],
		["nothing at all: not recorded", undefined, {}, undefined, []],
	])("%s", async (_, content, headers, bodySize, found) => {
		const { findings, notes } = await judge([withContent(content, { date: "now", ...headers }, bodySize)]);
		expect(findings.map(({ check, received }) => [check, received])).toEqual(found);
		expect(notes).toEqual(findings.length > 0 ? [] : ["not recorded and not judged: response body, once (createBook)"]);
	});

	test("text that is whole and not JSON is a finding, also if its size is given", async () => {
		const text = "<html>no JSON</html>";
		for (const content of [{ text }, { text, size: text.length }, { text, size: text.length - 4 }, { text, size: -1 }]) {
			const { findings } = await judge([withContent(content, { "content-type": "application/json" })]);
			expect(findings.map(({ check }) => check)).toEqual(["response-body"]);
		}
	});

	test("text that is shorter than the length in its headers is not recorded, unless that is the length of compressed bytes", async () => {
		const headers = { "content-type": "application/json", "content-length": "99" };
		const content = { text: '{"id":"bk_1", ' };
		const cut = await judge([withContent(content, headers)]);
		expect(cut).toMatchObject({
			findings: [],
			notes: ["not recorded and not judged: response body, once (createBook)"],
		});
		const { findings, notes } = await judge([withContent(content, { ...headers, "content-encoding": "gzip" })]);
		expect({ checks: findings.map(({ check }) => check), notes }).toEqual({ checks: ["response-body"], notes: [] });
	});

	test("text that is shorter than its size is judged if it is JSON all the same", async () => {
		const { findings } = await judge([withContent({ text: "[]", size: 999 }, { "content-type": "application/json" })]);
		expect(findings.map(({ pointer }) => pointer)).toEqual(["/response/body"]);
	});
});

describe("whether a request had a body", () => {
	const broken = ["constraints-enforced"];
	test.each<[what: string, request: object, headers: Record<string, string>, found: string[]]>([
		["bodySize 0: it had none", { bodySize: 0 }, {}, broken],
		["content-length 0: it had none", { bodySize: -1 }, { "content-length": "0" }, broken],
		["bodySize without postData: not recorded", { bodySize: 27 }, {}, []],
		["content-length without postData: not recorded", { bodySize: 0 }, { "content-length": "27" }, []],
		["nothing at all: not recorded", {}, {}, []],
		["a text that is shorter than its size: not recorded", { bodySize: 27, postData: { text: "Tags=a" } }, {}, []],
		[
			"a text that is shorter than content-length: not recorded",
			{ bodySize: -1, postData: { text: "Tags=a" } },
			{ "content-length": "27" },
			[],
		],
		[
			"params that are shorter than their size: not recorded",
			{ bodySize: 27, postData: { text: "", params: [{ name: "Tags", value: "a" }] } },
			{},
			[],
		],
		[
			"params of another length than their size, as encodings differ",
			{ bodySize: 12, postData: { params: [{ name: "Tags", value: "a b" }] } },
			{},
			broken,
		],
		["an empty text beside params: the params", { postData: { text: "", params: [{ name: "Tags", value: "a" }] } }, {}, broken],
	])("%s", async (_, members, headers, found) => {
		const type = { "content-type": "application/x-www-form-urlencoded" };
		const request = { method: "POST", url: note.request.url, headers: named({ ...type, ...headers }), ...members };
		const { findings } = await judge([
			{ request, response: { status: 204, headers: named({ date: "now" }), content: { size: 0 } } },
		]);
		expect([...new Set(findings.map(({ check }) => check))]).toEqual(found);
		expect(new Set(findings.map(({ pointer }) => pointer)).has("/request/body/Text")).toBe(found.length > 0);
	});

	test("fields are read as they were, whether a tool wrote them decoded or as they were sent", async () => {
		const fields = fc.array(fc.tuple(fc.string(), fc.string({ unit: "grapheme" })), { minLength: 1, maxLength: 3 });
		await fc.assert(
			fc.asyncProperty(fields, async (pairs) => {
				const body = new URLSearchParams([["Kind", "no & such"], ...pairs]).toString();
				const request = { ...note.request, body };
				for (const name of ["Chrome DevTools", "Insomnia"]) {
					const entry = RECORDING_TOOLS[name]?.entry(request, note.response) as { request: { postData: { text: string } } };
					entry.request.postData.text = "";
					const { findings } = await judge([entry]);
					expect(findings[0]?.exchange.request.body).toBe(body);
				}
			}),
			{ numRuns: 50 },
		);
	});
});

describe("a recording whose values were replaced", () => {
	test.each(["[redacted]", "REDACTED", "<removed>", "[token redacted]", "****", "ab12********", "[FILTERED]"])(
		"by %s has no finding about them, and says how many there are",
		async (mask) => {
			for (const exchange of documented) {
				const { request, response } = sanitise(exchange, mask);
				const { findings } = await judge([RECORDING_TOOLS.Firefox?.entry(request, response)]);
				expect({ name: exchange.name, findings }).toEqual({ name: exchange.name, findings: [] });
			}
			const { request, response } = sanitise(book, mask);
			const { notes } = await judge([RECORDING_TOOLS.Firefox?.entry(request, response)]);
			expect(notes).toContainEqual(expect.stringMatching(/^replaced in the recording and not judged: \d+ values? \(createBook/));
		},
	);

	test("in the address or in headers has no finding about them", async () => {
		const replaced = (url: string) => url.replace(/bk_\d+/, "[redacted]");
		const withoutTypes = ({ name, value }: { name: string; value: string }) => ({
			name,
			value: /^(?:content-type|x-total)$/i.test(name) ? "[redacted]" : value,
		});
		for (const { name, request, response } of documented) {
			const entry = RECORDING_TOOLS.Firefox?.entry({ ...request, url: replaced(request.url) }, response) as {
				request: { headers: Parameters<typeof withoutTypes>[0][]; url: string };
				response: { headers: Parameters<typeof withoutTypes>[0][] };
			};
			entry.request.headers = entry.request.headers.map(withoutTypes);
			entry.response.headers = entry.response.headers.map(withoutTypes);
			if (name.startsWith("listBooks")) entry.request.url += "?limit=[redacted]&genre=%5Bredacted%5D";
			const { findings } = await judge([entry]);
			expect({ name, findings }).toEqual({ name, findings: [] });
		}
	});

	test("has findings about the others", async () => {
		const body = JSON.stringify({ ...JSON.parse(book.response.body ?? ""), title: 7, id: "[redacted]" });
		const { findings } = await judge([RECORDING_TOOLS.Firefox?.entry(book.request, { ...book.response, body })]);
		expect(findings.map(({ check, pointer }) => `${check} ${pointer}`)).toContain("response-body /response/body/title");
		expect(findings.map(({ pointer }) => pointer)).not.toContain("/response/body/id");
		const form = { ...note.request, body: "Text=[redacted]&Tags=a&Page=none" };
		const sent = await judge([RECORDING_TOOLS.Firefox?.entry(form, note.response)]);
		expect(sent.findings.map(({ pointer }) => pointer)).toEqual(["/request/body/Page"]);
	});
});

test("a response that was still compressed when it was recorded is decompressed, whatever it says", async () => {
	const tools = ["Fiddler, gzip", "Fiddler, deflate", "Fiddler, raw deflate", "Fiddler, br"];
	await fc.assert(
		// Members have no names of their own: some names are those of secrets, whose values are redacted.
		fc.asyncProperty(fc.array(fc.string({ unit: "grapheme" })), fc.constantFrom(...tools), async (texts, name) => {
			const body = JSON.stringify({ texts, title: "" });
			const { findings } = await judge([RECORDING_TOOLS[name]?.entry(book.request, { ...book.response, body })]);
			expect(findings.find(({ pointer }) => pointer === "/response/body/title")?.exchange.response?.body).toBe(body);
		}),
		{ numRuns: 50 },
	);
});

test("a body that is too large to be decompressed is not recorded", async () => {
	const text = gzipSync(Buffer.alloc(64 * 1024 * 1024 + 1)).toString("base64");
	const headers = { "content-type": "application/json", "content-encoding": "gzip" };
	expect(await judge([withContent({ text, encoding: "base64" }, headers)])).toMatchObject({
		findings: [],
		notes: ["not recorded and not judged: response body, once (createBook)"],
	});
});

test("bytes that are no text are a finding, also where a header names a coding that they do not have", async () => {
	const text = Buffer.from([0x7b, 0xff, 0x7d]).toString("base64");
	for (const coding of [{}, { "content-encoding": "gzip" }, { "content-encoding": "br" }]) {
		const headers = { "content-type": "application/json", ...coding };
		const { findings } = await judge([withContent({ text, encoding: "base64" }, headers)]);
		expect(findings.map(({ received }) => received)).toEqual([expect.stringContaining("the bytes are not UTF-8")]);
	}
});

function named(headers: HttpRequest["headers"]) {
	return Object.entries(headers).map(([name, value]) => ({ name, value }));
}
