import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { operations } from "../../../generated/operations.ts";
import { payloads } from "../../../generated/payloads.ts";
import { requestValidators } from "../../../generated/validators/requests.js";
import { responseValidators } from "../../../generated/validators/responses.js";
import type { Finding } from "../../../src/core/contract/judge/finding.ts";
import { REPORTS } from "../../../src/core/contract/report/formats/index.ts";
import { judgeHar } from "../../../src/core/contract/run/targets/har.ts";
import { HarSplitter } from "../../../src/core/contract/run/targets/har-splitter.ts";
import { createContractPolicy } from "../../../src/twilio/contract/policy.ts";
import { documentedExchanges, har, RECORDING_TOOLS } from "../../support/recordings.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const api = { operations, requestValidators, responseValidators, payloads };

function judge(text: string, strict = false) {
	const file = join(temporaryFolder("har"), "recorded.har");
	writeFileSync(file, text);
	return judgeHar(api, createContractPolicy(), [file], { strict });
}

interface Recorded {
	readonly name: string;
	readonly entry: { request: { url: string }; response: { status: number; content: { text?: string } } };
}

/** Every documented example as a recorded exchange. */
const documented = () =>
	documentedExchanges(api).map(({ name, request, response }): Recorded => {
		return { name, entry: RECORDING_TOOLS["a minimum of members"]?.entry(request, response) as Recorded["entry"] };
	});

test("a recorded exchange of each documented example passes", async () => {
	const recorded = documented();
	expect(recorded.length).toBeGreaterThan(50);
	for (const { name, entry } of recorded) {
		const { verdict, findings } = await judge(har([entry]));
		// 401, 403 and 404 alone prove nothing of a whole; here each stands for itself.
		expect({ name, verdict, findings }).toEqual({ name, verdict: "conforms", findings: [] });
	}
});

test.each(Object.entries(RECORDING_TOOLS))(
	"a recording of %s of all documented examples has no finding",
	async (_, { entry }) => {
		const { findings } = await judge(har(documentedExchanges(api).map(({ request, response }) => entry(request, response))));
		expect(findings).toEqual([]);
	},
);

/** Changes of one byte of a response, each of which breaks a documented fact. */
const FLIPS: readonly [from: RegExp, to: string][] = [
	[/"sid":"[A-Z]/, '"sid":"_'],
	[/"code":(\d)/, '"code":"'],
	[/"key":"m/, '"key":"n'],
];

test("the same exchange with one byte changed fails", async () => {
	for (const { name, entry } of documented()) {
		const text = entry.response.content.text;
		if (text === undefined) continue;
		const [from, to] = FLIPS.find(([expression]) => expression.test(text)) ?? [/}$/, "]"];
		const changed = text.replace(from, to);
		expect(changed, name).not.toBe(text);
		const content = { ...entry.response.content, text: changed };
		const { verdict, findings } = await judge(har([{ ...entry, response: { ...entry.response, content } }]));
		expect({ name, verdict }).toEqual({ name, verdict: "findings" });
		expect(findings.every(({ pointer }) => pointer.startsWith("/response/body"))).toBe(true);
	}
});

test("a request that broke a rule and was accepted is a finding; one that was rejected is not", async () => {
	const found = documented().find(({ name }) => name.startsWith("createChannelMessage 201"))?.entry;
	const request = { ...found?.request, postData: { text: "From=system" } };
	const accepted = await judge(har([{ ...found, request }]));
	expect(accepted.findings).toContainEqual(
		expect.objectContaining({ check: "constraints-enforced", pointer: "/request/body/Body" }),
	);
	const rejected = documented().find(({ name }) => name.startsWith("createChannelMessage 400"))?.entry;
	expect((await judge(har([{ ...rejected, request }]))).verdict).toBe("conforms");
});

test("malformed entries and unknown requests are named and fail only a strict run; the rest is judged", async () => {
	const good = documented()[0]?.entry;
	const unknown = { request: { method: "GET", url: "https://example.com/other" }, response: { status: 200 } };
	const text = har([good, "GOOD", unknown, { request: {} }]);
	const broken = text.replace('"GOOD"', '{"request": {,}}');
	const { verdict, notes, requests } = await judge(broken);
	expect(verdict).toBe("conforms");
	expect(requests).toBe(1);
	expect(notes).toEqual([
		expect.stringMatching(/^entry 1 cannot be read: /),
		"entry 3 cannot be read: expected a response",
		"belongs to no operation: GET example.com/other",
		"1 recorded requests belong to no operation",
	]);
	expect((await judge(broken, true)).verdict).toBe("findings");
	expect((await judge(har([good, { request: {} }]), true)).verdict).toBe("findings");
	expect((await judge(har([good, unknown]), true)).verdict).toBe("findings");
	expect((await judge(har([good]), true)).verdict).toBe("conforms");
});

test("a file that is not a recording is rejected in one line", async () => {
	await expect(judge("{}")).rejects.toThrow(/expected an HTTP archive, with a list of entries/);
	await expect(judge("")).rejects.toThrow(/expected an HTTP archive/);
	await expect(judge('{"log":{"entries":{}}}')).rejects.toThrow();
	await expect(judge(har([{ request: 1 }]))).rejects.toThrow(/no entry of it can be judged; entry 0 cannot be read/);
	const cut = har(
		documented()
			.slice(0, 2)
			.map(({ entry }) => entry),
	).slice(0, -100);
	expect((await judge(cut)).notes).toContain("entry 1 cannot be read: the file ends in the middle of the list");
});

test("recorded credentials are in no finding", async () => {
	const found = documented().find(({ name }) => name.startsWith("createChannelMessage 201"))?.entry;
	const secret = "recorded-secret-0123456789";
	const headers = [{ name: "Authorization", value: `Basic ${btoa(`AC1:${secret}`)}` }];
	const body = JSON.stringify({ leak: `${secret} ${btoa(`AC1:${secret}`)}` });
	const judged = await judge(
		har([{ ...found, request: { ...found?.request, headers }, response: { status: 201, content: { text: body } } }]),
	);
	expect(judged.findings.length).toBeGreaterThan(3);
	expect(JSON.stringify(judged)).not.toContain(secret);
	expect(JSON.stringify(judged)).not.toContain(btoa(`AC1:${secret}`));
});

test("credentials in the address of a recorded request are in no finding", async () => {
	const entry = documented().find(({ name }) => name.startsWith("createChannelMessage 201"))?.entry;
	const url = entry?.request.url.replace("://", "://someone:pass-0123456789@");
	const judged = await judge(har([{ ...entry, request: { ...entry?.request, url }, response: { status: 299 } }]));
	expect(judged.findings.map(({ exchange }) => exchange.request.url)).toContain(entry?.request.url);
	expect(JSON.stringify(judged)).not.toMatch(/someone|pass-0123456789/);
});

test("a recording is split into the same entries, wherever its chunks end", () => {
	const scalars = [5, '{"}],[', null];
	const entries = [{ a: '}]"\\', b: { c: [1, { d: "é" }] } }, ...scalars, { log: { entries: [] } }, {}, true];
	const log = { version: "1.2", creator: { entries: [{}] }, pages: [{ entries: [{}] }], entries, comment: "entries" };
	const bytes = new TextEncoder().encode(JSON.stringify({ other: { entries: [{}] }, log, last: [{}] }, null, 1));
	// Only that it is no object matters of a scalar.
	const texts = entries.map((entry) => JSON.stringify(typeof entry === "object" ? entry : null));
	for (let cut = 0; cut <= bytes.length; cut++) {
		const splitter = new HarSplitter();
		const found = [...splitter.push(bytes.subarray(0, cut)), ...splitter.push(bytes.subarray(cut))];
		expect(found.map((entry) => JSON.stringify(JSON.parse(new TextDecoder().decode(entry))))).toEqual(texts);
		expect(splitter.complete).toBe(true);
	}
});

test("progress is reported to the end of the file", async () => {
	const file = join(temporaryFolder("har"), "recorded.har");
	// More than one chunk.
	const text = JSON.stringify({ log: { entries: [], comment: "x".repeat(3 * 2 ** 20) } });
	writeFileSync(file, text);
	const reported: number[][] = [];
	await judgeHar(api, createContractPolicy(), [file], { onProgress: (...progress) => reported.push(progress) });
	expect(reported.length).toBeGreaterThan(2);
	expect(reported.at(-1)).toEqual([text.length, text.length]);
	expect(reported.map(([read]) => read)).toEqual([...reported.map(([read = 0]) => read)].sort((a, b) => a - b));
});

test("every report names the entry of a recording that breaks a rule, and requests that belong to no operation", async () => {
	const [good] = documented();
	const unknown = { request: { method: "GET", url: "https://example.com/other" }, response: { status: 200 } };
	const content = { ...good?.entry.response.content, text: "{}" };
	const bad = { ...good?.entry, response: { ...good?.entry.response, content } };
	const result = await judge(har([good?.entry, unknown, bad]));
	const write = (name: string) => REPORTS[name]?.(result) ?? "";
	const [{ operationId }] = result.findings as [Finding];
	for (const name of ["terminal", "html", "junit"]) expect(write(name)).toMatch(/entry 2/);
	for (const name of ["terminal", "html", "markdown"])
		expect(write(name)).toContain("belongs to no operation: GET example.com/other");
	expect(write("junit")).toMatch(new RegExp(`<testcase classname="recorded" name="recorded ${operationId}"[^>]*>\\s*<failure`));
});

test("a 304 to a conditional request is counted and not judged; another 304 is a finding", async () => {
	const [good] = documented();
	const response = { ...good?.entry.response, status: 304, content: {} };
	const headers = [{ name: "If-None-Match", value: '"x"' }];
	const asked = await judge(har([good?.entry, { request: { ...good?.entry.request, headers }, response }]));
	expect(asked).toMatchObject({ verdict: "conforms", notes: ["1 responses are 304 (not modified) and prove nothing"] });
	const unasked = await judge(har([{ request: good?.entry.request, response }]));
	expect(unasked.findings).toContainEqual(expect.objectContaining({ check: "status-documented" }));
});
