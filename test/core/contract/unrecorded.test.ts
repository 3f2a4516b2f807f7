import { describe, expect, test } from "vitest";
import { readEntry } from "../../../src/core/contract/run/targets/har-entry.ts";
import { toyApi } from "../../fixtures/toy/api.ts";
import { type DocumentedExchange, documentedExchanges, RECORDING_TOOLS } from "../../support/recordings.ts";
import { judgeRecorded as judge } from "./support/judge-recorded.ts";

const documented = documentedExchanges(toyApi);
const [book] = documented.filter(({ name }) => name.startsWith("createBook 201")) as [DocumentedExchange];
const [note] = documented.filter(({ name }) => name.startsWith("addNote 204")) as [DocumentedExchange];

/** An entry as a tool writes it, of which tests change what they name. */
interface ChangedEntry {
	request: { headers: { name: string; value: string }[]; postData: Record<string, unknown> };
	response: { status: number; headers: unknown[]; content: Record<string, unknown>; bodySize?: number };
}

/** A recording of an exchange by Firefox, changed. */
function changed({ request, response }: DocumentedExchange, change: (entry: ChangedEntry) => void): unknown {
	const entry = structuredClone(RECORDING_TOOLS.Firefox?.entry(request, response)) as ChangedEntry;
	change(entry);
	return entry;
}

describe("a part that a recording does not hold is not judged but counted", () => {
	test.each(["", "x-unknown", "application/octet-stream", "text/plain"])(
		"the content type of a response without recorded headers, beside the type %j of the tool",
		async (mimeType) => {
			const entry = changed(book, ({ response }) => {
				response.headers = [];
				response.content.mimeType = mimeType;
			});
			const { findings, notes } = await judge([entry]);
			expect(findings).toEqual([]);
			expect(notes).toEqual(["not recorded and not judged: response headers, once (createBook)"]);
		},
	);

	test("the content type of a request: its body is read as the documented type", async () => {
		const broken = { ...note, request: { ...note.request, body: "Text=a&Tags=a&Page=none" } };
		const right = { ...note, request: { ...note.request, body: "Text=a&Tags=a" } };
		const withoutType = ({ request }: ChangedEntry) => {
			request.headers = request.headers.filter(({ name }) => name !== "content-type");
			request.postData.mimeType = undefined;
		};
		const withEmptyType = ({ request }: ChangedEntry) => {
			request.headers = request.headers.map(({ name, value }) => ({ name, value: name === "content-type" ? "" : value }));
		};
		for (const change of [withoutType, withEmptyType]) {
			expect((await judge([changed(right, change)])).findings).toEqual([]);
			const { findings } = await judge([changed(broken, change)]);
			expect(findings.map(({ pointer }) => pointer)).toEqual(["/request/body/Page"]);
		}
	});

	test.each(["application/octet-stream", "text/plain;charset=UTF-8"])(
		"the body of a request without recorded headers, beside the type %j of the tool",
		async (mimeType) => {
			const entry = changed(note, ({ request }) => {
				request.headers = [];
				request.postData = { ...request.postData, mimeType };
			});
			const { findings, notes } = await judge([entry]);
			expect(findings).toEqual([]);
			expect(notes).toContain("not recorded and not judged: request body, once (addNote)");
		},
	);

	test.each([0, -1])("a response with the status %d, which never came", async (status) => {
		const entry = changed(book, ({ response }) => {
			response.status = status;
		});
		expect(await judge([entry])).toMatchObject({
			verdict: "not-tested",
			findings: [],
			notes: ["not recorded and not judged: response, once (createBook)"],
		});
	});

	test("the body of a request, unless its operation has none", async () => {
		const [fetched] = documented.filter(({ name }) => name.startsWith("fetchBook 200")) as [DocumentedExchange];
		const withoutText = ({ request }: ChangedEntry) => Object.assign(request, { bodySize: 9, postData: undefined });
		const { notes } = await judge([changed(fetched, withoutText), changed(note, withoutText)]);
		expect(notes).toEqual(["not recorded and not judged: request body, once (addNote)"]);
	});

	test("a 304 to a request without recorded headers, which may have been conditional", async () => {
		const entry = changed(book, ({ request, response }) => {
			request.headers = [];
			response.status = 304;
			response.content = { size: 0 };
		});
		const { findings, notes } = await judge([entry]);
		expect(findings).toEqual([]);
		expect(notes).toEqual(["1 responses are 304 (not modified) and prove nothing"]);
	});

	test.each<[what: string, content: object]>([
		["is in another file", { size: 0, _file: "0a1b.json" }],
		["is not included, as a comment says", { size: 0, text: "", comment: "Response body is not included." }],
		["is cut off, as its last characters say", { size: 40, text: '{"id":"bk_1","title":...[truncated 500 bytes]' }],
		["is cut off, as its end says in other words", { text: '{"id":"bk_1", (512 bytes truncated)\n' }],
		["was replaced as a whole", { text: "[redacted]" }],
	])("a body that %s", async (_, body) => {
		const received = changed(book, ({ response }) => {
			response.content = { mimeType: "application/json", ...body };
			response.bodySize = -1;
		});
		expect(await judge([received])).toMatchObject({
			findings: [],
			notes: ["not recorded and not judged: response body, once (createBook)"],
		});
		const sent = changed(book, ({ request }) => {
			request.postData = { mimeType: "application/json", ...body };
			Object.assign(request, { bodySize: 0 });
		});
		expect(await judge([sent])).toMatchObject({
			findings: [],
			notes: ["not recorded and not judged: request body, once (createBook)"],
		});
	});

	test("an entry that is no object: it cannot be read, and the later ones keep their numbers", async () => {
		const drifted = changed(book, ({ response }) => {
			response.status = 599;
		});
		const scalars = [null, 5, "x, [y]", true, [], ""];
		const result = await judge([changed(book, () => {}), ...scalars, drifted, -1.5]);
		expect(result.notes).toEqual([1, 2, 3, 4, 5, 6, 8].map((entry) => `entry ${entry} cannot be read: expected an object`));
		expect(result.findings.map(({ exchange }) => exchange.entry)).toEqual([7]);
		expect((await judge([changed(book, () => {}), null], true)).verdict).toBe("findings");
	});
});

test.each([
	["HEAD", 200],
	["GET", 204],
	["GET", 304],
	["GET", 101],
])("a response to %s with the status %d has no body that could be missing", (method, status) => {
	const headers = [{ name: "content-length", value: "9" }];
	const entry = { request: { method, url: "https://a.test/", headers }, response: { status, headers, content: { size: -1 } } };
	const read = readEntry(new TextEncoder().encode(JSON.stringify(entry)));
	expect(read).toMatchObject({ response: { body: null }, unrecorded: expect.not.arrayContaining(["response body"]) });
});

/** The places of the parts of an entry. Lists are parts as a whole. */
function partsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
	const inner = Object.entries(value).flatMap(([name, member]) => partsOf(member, [...path, name]));
	return path.length === 0 ? inner : [path, ...inner];
}

function withPart(value: unknown, [name, ...rest]: readonly string[], empty: unknown): unknown {
	if (name === undefined) return empty;
	if (typeof value !== "object" || value === null) return value;
	return { ...value, [name]: withPart((value as Record<string, unknown>)[name], rest, empty) };
}

test.each(["Firefox", "Chrome DevTools", "Playwright, embed, minimal", "Insomnia", "a minimum of members"])(
	"any one part that is removed from a right recording of %s, or emptied, yields no finding",
	async (name) => {
		const entries = documented.map(({ request, response }) => RECORDING_TOOLS[name]?.entry(request, response));
		const parts = new Map(entries.flatMap((entry) => partsOf(entry)).map((path) => [path.join("/"), path]));
		for (const [part, path] of parts) {
			for (const empty of [undefined, null, "", [], {}]) {
				const { findings } = await judge([...entries, ...entries.map((entry) => withPart(entry, path, empty))]);
				const found = findings.map(({ check, operationId, pointer }) => `${check} ${operationId} ${pointer}`);
				expect({ part, empty, found }).toEqual({ part, empty, found: [] });
			}
		}
	},
);
