import { expect, test } from "vitest";
import { createDriftWatch } from "../../../src/core/client/drift.ts";
import type { DriftReport } from "../../../src/core/client/options.ts";
import { payloads } from "../../fixtures/toy/generated/payloads.ts";
import { responseValidators } from "../../fixtures/toy/generated/validators/responses.js";
import { json, startServer } from "../../support/servers.ts";
import { createToyClient, NOTE } from "./support/toy.ts";

const conventions = { propertyNameFor: (name: string) => name.toLowerCase() };
const checks = { loadDriftWatch: async () => createDriftWatch({ responseValidators, payloads }, conventions) };
const STRANGE = { id: "seven", text: "milk" };
const ARGUMENTS = { Reader: "A1", Note: 7 };
const serve = (status: number, body: unknown) =>
	startServer((_, response) => json(response, status, body, { "x-request-name": "R1" }));

test("a mismatch is reported, and the response is returned unchanged", async () => {
	const { url } = await serve(200, { id: "seven", text: "private", extra: true });
	const reports: DriftReport[] = [];
	const client = createToyClient({ baseUrl: url, validate: "all", onDrift: (report) => reports.push(report) }, checks);
	expect(await client.fetchNote(ARGUMENTS)).toEqual({ id: "seven", text: "private", extra: true });
	expect(reports).toEqual([
		{
			operationId: "fetchNote",
			method: "GET",
			url: `${url}/readers/A1/notes/7`,
			status: 200,
			requestId: "R1",
			violations: [{ pointer: "/body/id", keyword: "type", expected: "number" }],
		},
	]);
	expect(reports[0]?.violations[0]?.received).toBe("seven");
});

test("a documented response is not reported, nor are unknown members", async () => {
	const { url } = await serve(200, { ...NOTE, extra: true });
	const client = createToyClient({ baseUrl: url, validate: "all", onDrift: "throw" }, checks);
	expect(await client.fetchNote(ARGUMENTS)).toEqual({ ...NOTE, extra: true });
});

test("with onDrift: throw, an error with the payload is thrown", async () => {
	const { url } = await serve(200, STRANGE);
	const error = await createToyClient({ baseUrl: url, validate: "all", onDrift: "throw" }, checks)
		.fetchNote(ARGUMENTS)
		.catch((error: unknown) => error);
	expect(error).toMatchObject({ name: "ResponseError", problem: "drift", outcome: "done", payload: STRANGE });
	expect(error).toMatchObject({ violations: [{ pointer: "/body/id", received: "seven" }] });
	expect(JSON.stringify(error)).not.toContain("seven");
});

test("an error response is thrown as such, and its drift is reported too", async () => {
	const { url } = await serve(404, { message: "no" });
	const reports: DriftReport[] = [];
	const onDrift = (report: DriftReport) => reports.push(report);
	await expect(createToyClient({ baseUrl: url, validate: "all", onDrift }, checks).fetchNote(ARGUMENTS)).rejects.toThrow(
		"404 no",
	);
	await expect(createToyClient({ baseUrl: url, validate: "all", onDrift: "throw" }, checks).fetchNote(ARGUMENTS)).rejects.toThrow(
		"404 no",
	);
	expect(reports).toMatchObject([{ status: 404, violations: [{ pointer: "/body/error" }] }]);
});

test("a status that is not documented is drift", async () => {
	const { url } = await serve(203, NOTE);
	const reports: DriftReport[] = [];
	const client = createToyClient({ baseUrl: url, validate: "all", onDrift: (report) => reports.push(report) }, checks);
	expect(await client.fetchNote(ARGUMENTS)).toEqual(NOTE);
	expect(reports).toMatchObject([{ violations: [{ pointer: "/status", keyword: "enum", expected: ["200", "4XX"] }] }]);
});

test("without a function it is logged as a warning", async () => {
	const { url } = await serve(200, STRANGE);
	const lines: string[] = [];
	const ignore = () => {};
	const logger = { debug: ignore, info: ignore, warn: (line: string) => lines.push(line), error: ignore };
	await createToyClient({ baseUrl: url, validate: "all", logger }, checks).fetchNote(ARGUMENTS);
	expect(lines).toEqual([`GET ${url}/readers/A1/notes/7: not as documented: /body/id (type)`]);
});

test("an error of the reporter does not make a success a failure", async () => {
	const { url } = await serve(200, STRANGE);
	const onDrift = () => {
		throw new Error("The reporter is broken.");
	};
	expect(await createToyClient({ baseUrl: url, validate: "all", onDrift }, checks).fetchNote(ARGUMENTS)).toEqual(STRANGE);
});

test("validators that cannot be loaded fail before anything is sent", async () => {
	const { url, requests } = await serve(201, NOTE);
	const client = createToyClient(
		{ baseUrl: url, validate: "all" },
		{ loadDriftWatch: () => Promise.reject(new Error("offline")) },
	);
	await expect(client.createNote({ Reader: "A1", Text: "x" })).rejects.toThrow("offline");
	expect(requests).toHaveLength(0);
});

test("responses are checked, and validators loaded, only on request", async () => {
	const { url } = await serve(200, STRANGE);
	const client = createToyClient({ baseUrl: url }, { loadDriftWatch: () => Promise.reject(new Error("loaded")) });
	expect(await client.fetchNote(ARGUMENTS)).toEqual(STRANGE);
});

test.each<[string, Readonly<Record<string, readonly string[]>>]>([
	["the argument", { Text: ["maxLength", "type"] }],
	["the member", { text: ["maxLength", "type"] }],
])("a rule that is not enforced for %s is not enforced in responses", async (_, unenforced) => {
	const { url } = await serve(201, { id: 7, text: 7 });
	const options = { baseUrl: url, validate: "all", onDrift: "throw" } as const;
	const client = createToyClient({ ...options, unenforced }, checks);
	expect(await client.createNote({ Reader: "A1", Text: "x" })).toEqual({ id: 7, text: 7 });
	const read = await serve(200, { id: 7, text: 7 });
	expect(await createToyClient({ ...options, baseUrl: read.url, unenforced }, checks).fetchNote(ARGUMENTS)).toEqual({
		id: 7,
		text: 7,
	});
	const page = await serve(200, { notes: [{ id: 7, text: 7 }], meta: { next: null } });
	const pager = createToyClient({ ...options, baseUrl: page.url, unenforced }, checks).listNotes({ Reader: "A1" });
	expect(await pager.toArray()).toEqual([{ id: 7, text: 7 }]);
	await expect(
		createToyClient({ ...options, baseUrl: page.url }, checks)
			.listNotes({ Reader: "A1" })
			.toArray(),
	).rejects.toMatchObject({
		violations: [{ pointer: "/body/notes/0/text", keyword: "type" }],
	});
	const strict = createToyClient({ ...options, unenforced: { Text: ["pattern"], id: ["type"] } }, checks);
	await expect(strict.createNote({ Reader: "A1", Text: "x" })).rejects.toMatchObject({
		violations: [{ pointer: "/body/text", keyword: "type" }],
	});
});

test("a rule of an unknown member is rejected before anything is sent", async () => {
	const { url, requests } = await serve(201, NOTE);
	const client = createToyClient({ baseUrl: url, validate: "all", unenforced: { txt: ["maxLength"] } }, checks);
	await expect(client.createNote({ Reader: "A1", Text: "x" })).rejects.toMatchObject({
		name: "ValidationError",
		message: "createToyClient.unenforced: /txt is not known; did you mean Text?",
	});
	expect(requests).toHaveLength(0);
});
