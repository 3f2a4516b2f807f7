import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { keepState, readSeedFile } from "../../../src/core/sandbox/state-file.ts";
import { StateFileError } from "../../../src/core/sandbox/state-file-error.ts";
import { type Seed, SeedError } from "../../../src/sandbox.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import {
	ACCOUNT,
	CHANNEL,
	CHANNEL_MESSAGES,
	CONVERSATION_MESSAGES,
	call,
	checkedSandbox,
	SERVICE,
	SERVICE_MESSAGES,
} from "./helpers.ts";

const folder = temporaryFolder("sandbox", { whenDone: afterAll });

const PATH = `/v1/Services/${SERVICE}/Channels/${CHANNEL}/Messages`;
const CONVERSATION = CONVERSATION_MESSAGES.slice(CONVERSATION_MESSAGES.indexOf("/v1"));
const SID = `IM${"4".repeat(32)}`;

describe("a seed", () => {
	test("holds as much or as little of a message as one likes; the rest is made up", async () => {
		const sandbox = checkedSandbox({
			seed: {
				resources: [
					{
						account: ACCOUNT,
						path: PATH,
						items: [{ sid: SID, index: 7, body: "seeded", attributes: '{"a":1}' }, { body: "after" }],
					},
				],
			},
		});
		const { body } = await call(sandbox, "GET", CHANNEL_MESSAGES);
		expect(
			body.messages.map(({ sid, index, body, attributes, from }: Record<string, unknown>) => ({
				sid,
				index,
				body,
				attributes,
				from,
			})),
		).toEqual([
			{ sid: SID, index: 7, body: "seeded", attributes: '{"a":1}', from: "system" },
			{ sid: expect.stringMatching(/^IM[0-9a-f]{32}$/), index: 8, body: "after", attributes: "{}", from: "system" },
		]);
		expect((await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "next" })).body.index).toBe(9);
	});

	test("with a file is a message with a file", async () => {
		const path = PATH.replace("/v1", "/v2");
		const media = { sid: `ME${"5".repeat(32)}`, size: 4, filename: "a.txt", content_type: "text/plain" };
		const sandbox = checkedSandbox({ seed: { resources: [{ account: ACCOUNT, path, items: [{ media }, { body: "text" }] }] } });
		const { body } = await call(sandbox, "GET", CHANNEL_MESSAGES.replace("/v1", "/v2"));
		expect(body.messages).toMatchObject([
			{ type: "media", media },
			{ type: "text", media: null },
		]);
	});

	test("can be a payload as it was answered, and what was worked out is worked out again", async () => {
		const { body } = await call(checkedSandbox(), "POST", SERVICE_MESSAGES, { Body: "x", Author: "ann" });
		const sandbox = checkedSandbox({
			seed: { resources: [{ account: ACCOUNT, path: `/v1/Conversations/${CHANNEL}/Messages`, items: [body] }] },
		});
		const { chat_service_sid: _, ...expected } = body;
		const { url, links, ...rest } = (await call(sandbox, "GET", `${CONVERSATION_MESSAGES}/${body.sid}`)).body;
		expect({ ...rest, url: expected.url, links: expected.links }).toEqual(expected);
		expect(url).toBe(`${CONVERSATION_MESSAGES}/${body.sid}`);
	});

	test.each<[string, unknown]>([
		["/version", { version: 2 }],
		["/resources", { resources: {} }],
		["/sandwiches", { sandwiches: [] }],
		["/resources/0", { resources: [1] }],
		["/resources/0", { resources: [[]] }],
		["/resources/0", { resources: [null] }],
		["/resources/0/paths", { resources: [{ paths: PATH, path: PATH }] }],
		["/resources/0/item", { resources: [{ path: PATH, item: [{}] }] }],
		["/resources/0/server", { resources: [{ path: PATH, server: 1, items: [] }] }],
		["/resources/0/items/0", { resources: [{ path: PATH, items: [[]] }] }],
		["/resources/0/items/0", { resources: [{ path: PATH, items: ["x"] }] }],
		["/resources/0/path", { resources: [{ path: "/v1/Nothing", items: [] }] }],
		["/resources/0/items", { resources: [{ path: PATH, items: {} }] }],
		["/resources/0/next", { resources: [{ path: PATH, next: "1", items: [] }] }],
		["/resources/0/next", { resources: [{ path: PATH, next: -5 }] }],
		["/resources/0/next", { resources: [{ path: PATH, next: Number.MAX_SAFE_INTEGER }] }],
		["/resources/0/items/0/index", { resources: [{ path: PATH, items: [{ index: Number.MAX_SAFE_INTEGER }] }] }],
		["/resources/1/items/0/sid", { resources: [PATH, PATH].map((path) => ({ path, items: [{ sid: SID }] })) }],
		["/resources/1/items/0/index", { resources: [PATH, PATH].map((path) => ({ path, items: [{ index: 3 }] })) }],
		[
			"/resources/1/items/0/index",
			{
				resources: [
					{ path: PATH, next: 9 },
					{ path: PATH, items: [{ index: 8 }] },
				],
			},
		],
		["/media", { media: null }],
		["/resources/0/items/0/sid", { resources: [{ path: PATH, items: [{ sid: "IM1" }] }] }],
		["/resources/0/items/0/sid", { resources: [{ path: PATH, items: [{ sid: { toString: 1, valueOf: 1 } }] }] }],
		["/resources/0/items/0/sid", { resources: [{ path: PATH, items: [{ sid: [SID] }] }] }],
		["/resources/0/items/1/sid", { resources: [{ path: PATH, items: [{ sid: SID }, { sid: SID }] }] }],
		["/resources/0/items/1/index", { resources: [{ path: PATH, items: [{ index: 3 }, { index: 3 }] }] }],
		["/resources/0/items/0/index", { resources: [{ path: PATH, items: [{ index: "3" }] }] }],
		["/resources/0/items/0/body", { resources: [{ path: PATH, items: [{ body: 1 }] }] }],
		["/resources/0/items/0/attributes", { resources: [{ path: PATH, items: [{ attributes: "{" }] }] }],
		["/resources/0/items/0/author", { resources: [{ path: CONVERSATION, items: [{ author: { toString: 1 } }] }] }],
		["/resources/0/items/0/from", { resources: [{ path: PATH.replace("v1", "v2"), items: [{ from: 1 }] }] }],
		["/resources/0/items/0/date_created", { resources: [{ path: PATH, items: [{ date_created: "yesterday" }] }] }],
		["/resources/0/items/0/txt", { resources: [{ path: PATH, items: [{ txt: "x" }] }] }],
		["/templates/HX1", { templates: { HX1: { body: "x" } } }],
		[`/templates/HX${"a".repeat(32)}/body`, { templates: { [`HX${"a".repeat(32)}`]: { body: 1 } } }],
		[`/media/ME${"a".repeat(32)}/size`, { media: { [`ME${"a".repeat(32)}`]: { size: -1, filename: "x", content_type: "y" } } }],
		["/participants/ann", { participants: { ann: "nobody" } }],
		["", []],
	])("that is wrong is rejected at %j, and nothing of it is kept", (pointer, seed) => {
		const sandbox = checkedSandbox({ seed: { resources: [{ path: PATH, items: [{ body: "there" }] }] } });
		const before = sandbox.snapshot();
		let error: unknown;
		try {
			const whole = Array.isArray(seed)
				? seed
				: { resources: [{ path: PATH.replace("Channels/CH2", "Channels/CH9"), items: [{}] }], ...(seed as object) };
			sandbox.seed(whole as Seed);
		} catch (caught) {
			error = caught;
		}
		expect(error).toBeInstanceOf(SeedError);
		expect((error as SeedError).pointer).toBe(pointer);
		expect(sandbox.snapshot()).toEqual(before);
	});
});

describe("the state", () => {
	test("can be taken and put back, over HTTP as well", async () => {
		const sandbox = checkedSandbox();
		const { body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "kept" });
		const snapshot = await (await sandbox.fetch("http://localhost/_sandbox/state")).json();
		await call(sandbox, "DELETE", `${CHANNEL_MESSAGES}/${body.sid}`);
		await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "gone" });
		expect(
			(await sandbox.fetch("http://localhost/_sandbox/state", { method: "PUT", body: JSON.stringify(snapshot) })).status,
		).toBe(204);
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).body.messages).toEqual([{ ...body, attributes: "{}" }]);
		expect((await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "next" })).body.index).toBe(1);
	});

	test("stays as it was when a snapshot is rejected", async () => {
		const sandbox = checkedSandbox();
		await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "kept" });
		const before = sandbox.snapshot();
		const response = await sandbox.fetch("http://localhost/_sandbox/state", {
			method: "PUT",
			body: '{"resources":[{"path":"/x"}]}',
		});
		expect([response.status, await response.json()]).toEqual([
			400,
			{ error: expect.stringContaining("/resources/0/path"), pointer: "/resources/0/path" },
		]);
		expect(sandbox.snapshot()).toEqual(before);
	});

	test("may name a collection twice, by whatever path, and its resources follow each other", async () => {
		const byService = { account: ACCOUNT, path: SERVICE_MESSAGES.slice(SERVICE_MESSAGES.indexOf("/v1")), items: [{}, {}] };
		const byNone = { ...byService, path: CONVERSATION_MESSAGES.slice(CONVERSATION_MESSAGES.indexOf("/v1")) };
		const sandbox = checkedSandbox({ seed: { resources: [byService, byNone] } });
		expect(sandbox.snapshot().resources.map(({ items }) => items.map(({ index }) => index))).toEqual([[0, 1, 2, 3]]);
		const before = sandbox.snapshot();
		sandbox.restore(before);
		expect(sandbox.snapshot()).toEqual(before);
		const twice = [byService, byNone].map((collection) => ({ ...collection, items: [{ sid: SID }] }));
		expect(() => sandbox.seed({ resources: twice })).toThrow("/resources/1/items/0/sid: ");
		expect(sandbox.snapshot()).toEqual(before);
	});

	test("is copied, as is a snapshot: what its owner changes later changes nothing in the sandbox", () => {
		const MediaSid = `ME${"c".repeat(32)}`;
		const seed = {
			media: { [MediaSid]: { size: 1, filename: "a.txt", content_type: "text/plain" } },
			resources: [
				{
					account: ACCOUNT,
					path: CONVERSATION_MESSAGES.slice(CONVERSATION_MESSAGES.indexOf("/v1")),
					items: [{ media: [{ sid: MediaSid, size: 1, filename: "a.txt", content_type: "text/plain" }] }],
				},
			],
		};
		const sandbox = checkedSandbox({ seed: seed as Seed });
		const before = JSON.stringify(sandbox.snapshot());
		const spoil = (state: unknown) => {
			const { media, resources } = state as typeof seed;
			Object.assign(media[MediaSid] ?? {}, { size: 9 });
			Object.assign(resources[0]?.items[0]?.media[0] ?? {}, { size: 9 });
		};
		spoil(seed);
		spoil(sandbox.snapshot());
		expect(JSON.stringify(sandbox.snapshot())).toBe(before);
		const snapshot = sandbox.snapshot();
		sandbox.restore(snapshot);
		spoil(snapshot);
		expect(JSON.stringify(sandbox.snapshot())).toBe(before);
		sandbox.reset();
		expect(sandbox.snapshot().media).toMatchObject({ [MediaSid]: { size: 1 } });
	});

	test("may hold members that are undefined, which it then leaves out", () => {
		const states = [{}, { sid: undefined, index: undefined, body: undefined, date_created: undefined }].map((item) => {
			const sandbox = checkedSandbox({ seed: { resources: [{ path: PATH, items: [item] }] }, now: () => 0, random: () => 0 });
			return sandbox.snapshot();
		});
		expect(states[1]).toEqual(states[0]);
	});

	test("gives a resource what follows from its members, as a creation with them does", async () => {
		const dates = { date_created: "2015-12-16T22:18:37Z" };
		const sandbox = checkedSandbox({ seed: { resources: [{ account: ACCOUNT, path: CONVERSATION, items: [dates] }] } });
		const [seeded] = (await call(sandbox, "GET", CONVERSATION_MESSAGES)).body.messages;
		expect(seeded).toMatchObject({ ...dates, date_updated: dates.date_created });
	});

	test("with a value that no JSON has is rejected", () => {
		const seed = { resources: [{ path: PATH, items: [{ body: () => "x" }] }] };
		expect(() => checkedSandbox().seed(seed)).toThrow("the seed: expected plain JSON: ");
	});

	test.each<[number, string]>([
		[-5, "/resources/0/next: expected an integer, at least 0, got -5"],
		[2 ** 53 - 1, "/resources/0/next: expected at most 281474976710656, got 9007199254740991"],
	])("whose next position is %d is told the bound that it breaks", (next, message) => {
		expect(() => checkedSandbox().seed({ resources: [{ path: PATH, next, items: [] }] })).toThrow(message);
	});

	test.each([null, 0, "", false])("that is %j is no seed", (seed) => {
		expect(() => checkedSandbox({ seed: seed as never })).toThrow(SeedError);
	});

	test("goes back to the seed on reset", async () => {
		const sandbox = checkedSandbox({
			seed: { resources: [{ account: ACCOUNT, path: PATH, items: [{ sid: SID, body: "seeded" }] }] },
		});
		await call(sandbox, "DELETE", `${CHANNEL_MESSAGES}/${SID}`);
		await sandbox.fetch("http://localhost/_sandbox/reset", { method: "POST" });
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).body.messages.map(({ body }: { body: string }) => body)).toEqual([
			"seeded",
		]);
	});

	test("never gives an index out twice, not even after a delete and a restore", async () => {
		const sandbox = checkedSandbox();
		const { body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" });
		await call(sandbox, "DELETE", `${CHANNEL_MESSAGES}/${body.sid}`);
		sandbox.restore(JSON.parse(JSON.stringify(sandbox.snapshot())));
		expect((await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "y" })).body.index).toBe(1);
	});

	test("is the same after the same requests, with the same clock and chance", async () => {
		const run = async () => {
			let [time, chance] = [Date.parse("2026-01-01T00:00:00Z"), 0];
			const sandbox = checkedSandbox({ now: () => (time += 400), random: () => (chance = (chance + 0.31) % 1) });
			const answers = [];
			for (const Body of ["a", "b", "c"])
				answers.push(
					await sandbox.handle({
						method: "POST",
						url: CHANNEL_MESSAGES,
						headers: { authorization: `Basic ${btoa(`${ACCOUNT}:x`)}`, "content-type": "application/x-www-form-urlencoded" },
						body: `Body=${Body}`,
					}),
				);
			return { answers, snapshot: sandbox.snapshot() };
		};
		expect(await run()).toEqual(await run());
	});

	test("gives out no identifier twice, whatever the random source does", async () => {
		const sandbox = checkedSandbox({ random: () => 0.5 });
		const sids = [];
		for (let number = 0; number < 3; number++) sids.push((await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" })).body.sid);
		expect(new Set(sids).size).toBe(3);
	});
});

describe("a state file", () => {
	test("is loaded, and written with every change", async () => {
		const file = join(folder, "state");
		const first = checkedSandbox();
		const kept = await keepState(first, file, fail);
		const { body } = await call(first, "POST", CHANNEL_MESSAGES, { Body: "kept" });
		expect(readFileSync(file, "utf8")).toContain(body.sid);
		await kept.stop();
		const second = checkedSandbox();
		await (await keepState(second, file, fail)).stop();
		expect((await call(second, "GET", `${CHANNEL_MESSAGES}/${body.sid}`)).body.body).toBe("kept");
		expect(second.snapshot()).toEqual(first.snapshot());
	});

	test("keeps that a media file was used, and only if the message that uses it is kept", async () => {
		const file = join(folder, "media");
		const MediaSid = `ME${"5".repeat(32)}`;
		const seed = { media: { [MediaSid]: { size: 1, filename: "a.txt", content_type: "text/plain" } } };
		const first = checkedSandbox({ seed, onError: () => {} });
		const kept = await keepState(first, file, fail);
		const { keep } = first.changes;
		first.changes.keep = () => {
			throw new StateFileError("full");
		};
		expect((await call(first, "POST", SERVICE_MESSAGES, { MediaSid })).status).toBe(500);
		first.changes.keep = keep;
		expect((await call(first, "POST", SERVICE_MESSAGES, { MediaSid })).status).toBe(201);
		await kept.stop();
		const second = checkedSandbox();
		await (await keepState(second, file, fail)).stop();
		expect((await call(second, "POST", SERVICE_MESSAGES, { MediaSid })).body.code).toBe(50508);
		expect(second.snapshot()).toEqual(first.snapshot());
	});

	test.each([
		["that is no JSON", "{", ':1: expected a journal, which begins with the line {"journal":1}, or a snapshot in JSON ('],
		["with a mistake", '{"resources":[{"path":"/x"}]}', ": /resources/0/path: expected the path of a collection"],
	])("%s is rejected by its name and left alone", async (_, text, message) => {
		const file = join(folder, "wrong.json");
		writeFileSync(file, text);
		await expect(keepState(checkedSandbox(), file, fail)).rejects.toThrow(StateFileError);
		await expect(keepState(checkedSandbox(), file, fail)).rejects.toThrow(`${file}${message}`);
		expect(readFileSync(file, "utf8")).toBe(text);
	});

	test("that cannot be written is rejected at once; a seed that cannot be read as well", async () => {
		const nowhere = join(folder, "nowhere/state.json");
		await expect(keepState(checkedSandbox(), nowhere, fail)).rejects.toThrow(`${nowhere}: cannot be written (ENOENT)`);
		expect(() => readSeedFile(nowhere)).toThrow(`${nowhere}: cannot be read (ENOENT)`);
	});
});

function fail(error: Error): void {
	throw error;
}

describe("the recording", () => {
	test("holds the last exchanges as HAR, without credentials", async () => {
		const sandbox = checkedSandbox({ record: 2 });
		for (const Body of ["a", "b", "c"])
			await call(sandbox, "POST", CHANNEL_MESSAGES, { Body, Unknown: "1" }, { cookie: "secret=1" });
		const har = sandbox.har();
		expect(har.log.entries.map(({ request }) => request.postData?.text)).toEqual(["Body=b&Unknown=1", "Body=c&Unknown=1"]);
		expect(har.log.entries[0]).toMatchObject({
			comment: "ignored fields: Unknown",
			response: { status: 201, content: { mimeType: "application/json; charset=utf-8" } },
		});
		const text = JSON.stringify(har) + (await (await sandbox.fetch("http://localhost/_sandbox/har")).text());
		expect(text).toContain("[redacted]");
		expect(text).not.toContain(btoa(`${ACCOUNT}:token`));
		expect(text).not.toContain("secret=1");
	});

	test("holds no credentials of addresses and forms", async () => {
		const sandbox = checkedSandbox({ record: 2 });
		const url = `${CHANNEL_MESSAGES.replace("https://", "https://user:pa55-w0rd@")}?token=t0ken-value&PageSize=2#fr4gment-value`;
		const headers = { "content-type": "application/x-www-form-urlencoded", referer: "https://h.test/?code=c0de-value" };
		await sandbox.handle({ method: "POST", url, headers, body: "Body=pa55-w0rd&password=f0rm%2Dvalue" });
		const text = JSON.stringify(sandbox.har());
		for (const secret of ["pa55", "t0ken", "fr4gment", "c0de", "f0rm"]) expect(text).not.toContain(secret);
		expect(text).toContain("PageSize=2");
	});

	test("can be left out", async () => {
		const sandbox = checkedSandbox({ record: 0 });
		await call(sandbox, "GET", CHANNEL_MESSAGES);
		expect(sandbox.har().log.entries).toEqual([]);
	});
});
