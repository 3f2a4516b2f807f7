import { describe, expect, test } from "vitest";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import type { ContractResult } from "../../../src/core/contract/report/result.ts";
import { contractResult, finding } from "./support/results.ts";

const locate = () => ({ file: "openapi/schemas/Book.yaml", line: 7, column: 3 });
const context = {
	locate,
	link: ({ file, line }: ReturnType<typeof locate>) => `../${file}#L${line}`,
	page: (id: string) => `https://docs.example/operations/${id}.html`,
};
const print = (result: ContractResult) => REPORTS.html?.(result, context) ?? "";

/** The texts of the marked lines, each with its note, and whether the pointer of the finding leads there. */
function marksIn(html: string) {
	const marks = [...html.matchAll(/<mark id="([^"]+)">(.*?)<\/mark> <b>← (.*?)<\/b>/g)];
	return marks.map(([, id, text = "", note]) => ({
		text: text.replaceAll("&quot;", '"').trim(),
		note,
		isLinked: html.includes(`<a href="#${id}">`),
	}));
}

describe("the verdict comes first, with its numbers and what the exit code says", () => {
	const skips = contractResult().skips;
	const remark = finding({ severity: "additive" });
	test.each<[string, ContractResult, RegExp, number]>([
		[
			"conforms",
			contractResult([]),
			/^Conforms, but only 1 of 2 operations succeeded: the library passed 1 case, with 1 request\.$/,
			0,
		],
		[
			"remarks",
			contractResult([remark], { verdict: "conforms" }),
			/passed 1 case, .*; 1 remark that would fail a strict run\.$/,
			0,
		],
		["findings", contractResult(), /^Does not conform: the library has 1 finding in 1 operation; 1 of 1 case failed\.$/, 1],
		[
			"incomplete",
			contractResult([], { verdict: "incomplete", skips }),
			/^Inconclusive: the library passed 1 case, .* but 1 did not run/,
			2,
		],
		[
			"not-tested",
			contractResult([], { verdict: "not-tested", cases: [] }),
			/^Inconclusive: nothing is proved .* nothing was tested\.$/,
			2,
		],
		[
			"unreachable",
			contractResult([], { verdict: "unreachable" }),
			/^Inconclusive: the library did not respond to any of 1 request\.$/,
			2,
		],
	])("%s", (_, result, sentence, code) => {
		const text = print(result);
		const [, first = "", second] = /<main>\s*<header[^>]*><p>contract<\/p><h1>(.*?)<\/h1><p>(.*?)<\/p>/.exec(text) ?? [];
		expect(first).toMatch(sentence);
		expect(second).toMatch(`Exit code ${code}: `);
	});
});

describe("the pointer of a finding leads to the marked line", () => {
	const { exchange } = finding();
	const sent = {
		...exchange,
		request: {
			method: "POST",
			url: "http://127.0.0.1/books?Size=a%20b&Size=2",
			headers: { "content-type": "application/x-www-form-urlencoded", "x-key": "[redacted]" },
			body: "Title=A+%26+B&Tag=one&Tag=two",
		},
		response: { status: 201, headers: { etag: '"1"' }, body: '{"meta":{"next":null},"items":[{"id":1}]}' },
	};
	test.each([
		["/response/body/items/0/id", '"id": 1', "here"],
		["/response/body/meta/key", '"meta": {', "key is missing here"],
		["/response/body", "{", "here"],
		["/response/status", "status 201", "here"],
		["/response/headers/ETag", "etag: &#39;&#39;", "here"],
		["/response/headers/x-id", "status 201", "headers/x-id is missing here"],
		["/request/body/Title", "Title = A &amp; B", "here"],
		["/request/body/Tag/1", "Tag = two", "here"],
		["/request/body/Author", "", "Author is missing here"],
		["/request/query/Size", "? Size = a b", "here"],
		["/request/path/Id", "POST http://127.0.0.1/books", "here"],
		["/request/header/X-Key", "x-key: [redacted]", "here"],
	])("%s", (pointer, text, note) => {
		const expected = { text: text.replaceAll("&#39;&#39;", '"1"'), note, isLinked: true };
		expect(marksIn(print(contractResult([finding({ pointer, exchange: sent })])))).toEqual([expected]);
	});

	test("also if no response arrived, and if the body is not JSON", () => {
		const { response: _, ...unanswered } = sent;
		const silent = finding({ pointer: "/response", exchange: { ...unanswered, response: undefined, failure: "timed out" } });
		const page = finding({
			exchange: { ...sent, response: { ...sent.response, body: "<p>\nno JSON" } },
			pointer: "/response/body",
		});
		expect(marksIn(print(contractResult([silent, page]))).map(({ text }) => text)).toEqual([
			"no response: timed out",
			"&lt;p&gt;",
		]);
	});
});

test("what is far from the marked line is folded up, and what is huge is left out", () => {
	const items = Array.from({ length: 10_000 }, (_, id) => ({ id, text: "x".repeat(id === 5000 ? 90_000 : 1) }));
	const { exchange } = finding();
	const body = JSON.stringify({ items });
	const text = print(
		contractResult([
			finding({
				pointer: "/response/body/items/5000/text",
				exchange: { ...exchange, response: { status: 200, headers: {}, body } },
			}),
		]),
	);
	expect(marksIn(text)[0]?.text).toMatch(/^"text": "x+… <i>\d+ more characters<\/i>$/);
	expect(text).toMatch(/<summary>\d{5} lines before<\/summary>.*<i>… \d+ lines before that<\/i>/s);
	expect(text.length).toBeLessThan(60_000);
	expect(text).not.toContain("&quot;id&quot;: 9999");
});

test("coverage, cases, retries and failures are listed under labels that say what they are", () => {
	const [passed] = contractResult([]).cases;
	const failed = contractResult().cases[0];
	const cases =
		passed && failed ? [{ ...passed, id: "reading fetchBook", kind: "reading" as const, proves: "It can be read." }, failed] : [];
	const sending = { retries: { 429: 3, 503: 1 }, failures: { "fetch failed: ECONNRESET": 2 } };
	const text = print(contractResult([finding()], { cases, details: { ...contractResult().details, sending } }));
	expect(text).toMatch(
		/<h3>1 of 2 operations<\/h3>.*?<summary>Covered: 1<\/summary><ul><li>fetchBook<\/li><\/ul><\/details><details open><summary>Not covered: 1<\/summary><ul><li>addNote<\/li>/s,
	);
	expect(text).toContain(
		"<summary>Passed: 1</summary><h3>reading: 1</h3><ul><li><code>reading fetchBook</code> It can be read.</li></ul>",
	);
	expect(text).toContain(
		'<summary>Failed: 1</summary><ul><li><code>example fetchBook</code>: <a href="#finding-1">response-body 1</a></li></ul>',
	);
	expect(text).toContain("<summary>Skipped: 1</summary><h3>no sample: 1</h3><ul><li><code>example addNote</code></li></ul>");
	expect(text).toContain("<dt>retries</dt><dd>3 after status 429, 1 after status 503</dd>");
	expect(text).toContain("<dt>requests without a response</dt><dd>2 × fetch failed: ECONNRESET</dd>");
});

test("it links to the YAML and to the page of the operation, prints equal results alike, and has no date but the run's", () => {
	const text = print(contractResult());
	expect(text).toContain('<a href="../openapi/schemas/Book.yaml#L7">openapi/schemas/Book.yaml:7</a>');
	expect(text).toContain('<a href="https://docs.example/operations/fetchBook.html">Documentation of fetch<wbr>Book</a>');
	expect(print(contractResult())).toBe(text);
	expect(text.match(/\b\d{4}-\d\d-\d\d\b/g)).toEqual(["1970-01-01"]);
	expect(text).not.toContain("undefined");
});
