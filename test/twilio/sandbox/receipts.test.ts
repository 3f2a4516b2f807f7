import { describe, expect, test } from "vitest";
import { createSandbox, type NonChatParticipant, type Sandbox, SeedError } from "../../../src/sandbox.ts";
import { ACCOUNT, CHANNEL, CONVERSATION_MESSAGES, call, checkedSandbox, SERVICE, SERVICE_MESSAGES } from "./helpers.ts";

const [ANN, BOB, EVE] = ["a", "b", "e"].map((digit) => `MB${digit.repeat(32)}`) as [string, string, string];
const sms: NonChatParticipant = { conversation_sid: CHANNEL, channel: "sms" };

/** A sandbox whose conversation has these participants outside chat. */
function sandboxWith(nonChatParticipants: Readonly<Record<string, NonChatParticipant>>, options = {}) {
	return checkedSandbox({ seed: { nonChatParticipants }, ...options });
}

/** Sends a message, and reads its receipts. */
async function send(sandbox: Sandbox, fields: Record<string, string> = { Body: "x" }) {
	const { body: message } = await call(sandbox, "POST", CONVERSATION_MESSAGES, fields);
	const url = `${CONVERSATION_MESSAGES}/${message.sid}`;
	const receipts = async () => (await call(sandbox, "GET", `${url}/Receipts`)).body.delivery_receipts;
	const delivery = async () => (await call(sandbox, "GET", url)).body.delivery;
	return { message, url, receipts, delivery };
}

const byService = (path: string) => path.replace("/v1", `/v1/Services/${SERVICE}`);
const pathOf = (url: string) => new URL(url).pathname;

describe("a message", () => {
	test("has no receipt and no delivery summary without a participant outside chat", async () => {
		const elsewhere = { ...sms, conversation_sid: `CH${"9".repeat(32)}` };
		const sent = await send(sandboxWith({ [ANN]: elsewhere }));
		expect([await sent.receipts(), await sent.delivery(), sent.message.delivery]).toEqual([[], null, null]);
	});

	test("has a receipt for each participant outside chat, by any service and by none", async () => {
		let now = Date.UTC(2026, 0, 1);
		const sandbox = sandboxWith({ [ANN]: sms, [BOB]: { ...sms, channel: "whatsapp" } }, { now: () => (now += 1000) });
		const { message, url, receipts } = await send(sandbox);
		const listed = await receipts();
		expect(listed).toMatchObject([
			{ participant_sid: ANN, status: "sent", error_code: 0, channel_message_sid: expect.stringMatching(/^SM/) },
			{ participant_sid: BOB, status: "sent", error_code: 0, channel_message_sid: expect.stringMatching(/^WA/) },
		]);
		const [first] = listed;
		expect(first).toMatchObject({
			account_sid: ACCOUNT,
			conversation_sid: CHANNEL,
			message_sid: message.sid,
			date_created: message.date_created,
			url: `${url}/Receipts/${first.sid}`,
		});
		expect((await call(sandbox, "GET", first.url)).body).toEqual(first);
		const below = `${SERVICE_MESSAGES}/${message.sid}/Receipts`;
		const byService = (await call(sandbox, "GET", below)).body;
		expect(byService.meta.key).toBe("delivery_receipts");
		expect(byService.delivery_receipts[0]).toMatchObject({ sid: first.sid, chat_service_sid: SERVICE_MESSAGES.split("/")[5] });
		expect((await call(sandbox, "GET", `${below}/${first.sid}`)).body.sid).toBe(first.sid);
	});

	test.each(["desc", "bogus"])("has receipts in one order, whatever Order says: %s", async (order) => {
		const sandbox = createSandbox({ seed: { nonChatParticipants: { [ANN]: sms, [BOB]: sms } } });
		const { url, receipts } = await send(sandbox);
		const { body } = await call(sandbox, "GET", `${url}/Receipts?Order=${order}&PageSize=1`);
		expect(body.delivery_receipts).toEqual((await receipts()).slice(0, 1));
		expect(JSON.stringify(body.meta)).not.toContain("Order");
	});

	test.each([SERVICE_MESSAGES, CONVERSATION_MESSAGES])("shows at once what its receipts say: %s", async (messages) => {
		const sandbox = sandboxWith({ [ANN]: sms, [BOB]: { ...sms, status: "failed" } });
		const { body: created } = await call(sandbox, "POST", messages, { Body: "x" });
		expect(created.delivery).toMatchObject({ total: 2, sent: "some", failed: "some" });
		expect((await call(sandbox, "GET", `${messages}/${created.sid}`)).body).toEqual(created);
	});

	test("shows its receipts exactly where it is shown itself", async () => {
		const OTHER = SERVICE_MESSAGES.replace(SERVICE, `IS${"8".repeat(32)}`);
		const places = [SERVICE_MESSAGES, OTHER, CONVERSATION_MESSAGES];
		const first = sandboxWith({ [ANN]: sms }, { defaultServiceSid: SERVICE });
		const sids: string[] = [];
		for (const place of places) sids.push((await call(first, "POST", place, { Body: "x" })).body.sid);
		const restored = checkedSandbox({ defaultServiceSid: SERVICE, seed: JSON.parse(JSON.stringify(first.snapshot())) });
		for (const sandbox of [first, restored]) {
			for (const [index, sid] of sids.entries()) {
				for (const place of places) {
					const isThere = (place === OTHER) === (index === 1);
					const list = await call(sandbox, "GET", `${place}/${sid}/Receipts`);
					const [receipt] = list.body.delivery_receipts ?? [];
					const own = receipt && (await call(sandbox, "GET", receipt.url)).body;
					const message = await call(sandbox, "GET", `${place}/${sid}`);
					expect([message.status, list.status, own]).toEqual(isThere ? [200, 200, receipt] : [404, 404, undefined]);
					const { snapshot, update } = sandbox;
					const stored = snapshot().resources.find(({ path }) => path.endsWith(`/${sid}/Receipts`))?.items[0]?.sid;
					const change = (below: string) => update({ account: ACCOUNT, path: `${pathOf(place)}/${sid}${below}`, values: {} });
					for (const below of ["", `/Receipts/${stored}`]) {
						if (isThere) change(below);
						else expect(() => change(below)).toThrow(expect.objectContaining({ pointer: "/path" }));
					}
					if (isThere) expect(receipt).toMatchObject({ participant_sid: ANN, message_sid: sid });
				}
			}
		}
	});

	test("has a receipt for a participant of every conversation", async () => {
		const { receipts } = await send(sandboxWith({ [ANN]: { channel: "sms" } }));
		expect(await receipts()).toMatchObject([{ participant_sid: ANN }]);
	});

	test("has none for its author", async () => {
		const sandbox = sandboxWith({ [ANN]: sms, [BOB]: sms }, { seed: undefined });
		sandbox.seed({ nonChatParticipants: { [ANN]: sms, [BOB]: sms }, participants: { "+15550100": ANN } });
		const { receipts } = await send(sandbox, { Body: "x", Author: "+15550100" });
		expect((await receipts()).map(({ participant_sid }: { participant_sid: string }) => participant_sid)).toEqual([BOB]);
	});

	test("takes its receipts with it when it is deleted", async () => {
		const sandbox = sandboxWith({ [ANN]: sms });
		const { url, receipts } = await send(sandbox);
		const [receipt] = await receipts();
		expect((await call(sandbox, "DELETE", url)).status).toBe(204);
		expect((await call(sandbox, "GET", receipt.url)).status).toBe(404);
		expect((await call(sandbox, "GET", `${url}/Receipts`)).status).toBe(404);
		expect(JSON.stringify(sandbox.snapshot())).not.toContain(receipt.sid);
	});

	test("pages its receipts", async () => {
		const people = Array.from({ length: 5 }, (_, index) => [`MB${String(index).repeat(32)}`, sms] as const);
		const sandbox = sandboxWith(Object.fromEntries(people));
		const { url } = await send(sandbox);
		const seen: string[] = [];
		for (let next: string | null = `${url}/Receipts?PageSize=2`; next !== null; ) {
			const page: Awaited<ReturnType<typeof call>> = await call(sandbox, "GET", next);
			const { meta, delivery_receipts } = page.body;
			seen.push(...delivery_receipts.map(({ participant_sid }: { participant_sid: string }) => participant_sid));
			next = meta.next_page_url;
		}
		expect(seen).toEqual(people.map(([sid]) => sid));
		const tooLarge = await call(sandbox, "GET", `${url}/Receipts?PageSize=51`);
		expect(tooLarge.body).toMatchObject({ code: 20007, message: "Page size too large, must be less than or equal to 50" });
	});
});

describe("a receipt", () => {
	test("moves on when it is asked to, and the message sums up what the receipts say", async () => {
		let now = Date.UTC(2026, 0, 1);
		const sandbox = sandboxWith({ [ANN]: sms, [BOB]: sms, [EVE]: sms }, { now: () => now });
		const { receipts, delivery } = await send(sandbox);
		expect(await delivery()).toEqual({
			...{ total: 3, sent: "all", delivered: "none", read: "none", failed: "none", undelivered: "none" },
		});
		const [ann, bob, eve] = await receipts();
		now += 60_000;
		sandbox.update({ account: ACCOUNT, path: pathOf(ann.url), values: { status: "delivered" } });
		expect((await receipts())[0]).toMatchObject({
			status: "delivered",
			date_created: "2026-01-01T00:00:00Z",
			date_updated: "2026-01-01T00:01:00Z",
		});
		expect(await delivery()).toMatchObject({ sent: "all", delivered: "some", read: "none" });
		sandbox.update({ account: ACCOUNT, path: pathOf(ann.url), values: { status: "read" } });
		expect(await delivery()).toMatchObject({ sent: "all", delivered: "some", read: "some" });
		sandbox.update({ account: ACCOUNT, path: pathOf(bob.url), values: { status: "failed", error_code: 30003 } });
		sandbox.update({ account: ACCOUNT, path: pathOf(eve.url), values: { status: "undelivered", error_code: 30005 } });
		expect((await receipts())[1]).toMatchObject({ status: "failed", error_code: 30003 });
		expect(await delivery()).toEqual({
			...{ total: 3, sent: "some", delivered: "some", read: "some", failed: "some", undelivered: "some" },
		});
	});

	test("moves on over HTTP too", async () => {
		const sandbox = sandboxWith({ [ANN]: sms });
		const { receipts } = await send(sandbox);
		const [{ url }] = await receipts();
		const update = (body: unknown) =>
			sandbox.fetch("http://localhost/_sandbox/update", { method: "POST", body: JSON.stringify(body) });
		expect((await update({ account: ACCOUNT, path: pathOf(url), values: { status: "read" } })).status).toBe(204);
		expect(await receipts()).toMatchObject([{ status: "read" }]);
		const wrong = await update({ account: ACCOUNT, path: pathOf(url), values: { status: "lost" } });
		expect([wrong.status, await wrong.json()]).toMatchObject([400, { pointer: "/values/status" }]);
		expect(await receipts()).toMatchObject([{ status: "read" }]);
	});

	test("can be seeded in any state, and begin in another than sent", async () => {
		const sandbox = sandboxWith({ [ANN]: { ...sms, status: "failed", error_code: 30003 } });
		const { message, receipts } = await send(sandbox);
		expect(await receipts()).toMatchObject([{ status: "failed", error_code: 30003 }]);
		const path = `${pathOf(CONVERSATION_MESSAGES)}/${message.sid}/Receipts`;
		sandbox.seed({ resources: [{ account: ACCOUNT, path, items: [{ participant_sid: BOB, status: "read" }, {}] }] });
		expect(await receipts()).toMatchObject([
			{ status: "failed" },
			{ status: "read", participant_sid: BOB },
			{ status: "sent", participant_sid: null, error_code: 0 },
		]);
	});

	test("is not seeded for a message that does not exist", async () => {
		const path = `${pathOf(CONVERSATION_MESSAGES)}/IM${"d".repeat(32)}/Receipts`;
		const messages = { account: ACCOUNT, path: pathOf(SERVICE_MESSAGES), items: [{ sid: `IM${"d".repeat(32)}` }] };
		const receipts = { account: ACCOUNT, path, items: [{ sid: `DY${"d".repeat(32)}` }] };
		const sandbox = checkedSandbox({ seed: { resources: [{ ...messages, path: pathOf(SERVICE_MESSAGES), items: [{}] }] } });
		const before = sandbox.snapshot();
		for (const wrong of [receipts, { ...receipts, items: [] }]) {
			const seed = { resources: [{ ...messages, account: `AC${"9".repeat(32)}` }, wrong] };
			expect(() => sandbox.seed(seed)).toThrow(expect.objectContaining({ pointer: "/resources/1/path" }));
			expect(() => sandbox.restore(seed)).toThrow(expect.objectContaining({ pointer: "/resources/1/path" }));
		}
		expect(sandbox.snapshot()).toEqual(before);
		for (const resources of [
			[messages, receipts],
			[receipts, messages],
		]) {
			sandbox.restore({ resources });
			expect((await call(sandbox, "GET", `https://conversations.twilio.com${path}`)).body.delivery_receipts).toHaveLength(1);
		}
		sandbox.seed({ resources: [{ ...receipts, items: [{}] }] });
		expect((await call(sandbox, "GET", `https://conversations.twilio.com${path}`)).body.delivery_receipts).toHaveLength(2);
	});

	test("has an error code only if it failed", async () => {
		const sandbox = sandboxWith({ [ANN]: sms });
		const { receipts, message } = await send(sandbox);
		const [{ url }] = await receipts();
		const update = (values: object) => sandbox.update({ account: ACCOUNT, path: pathOf(url), values: { ...values } });
		const wrong = expect.objectContaining({ pointer: "/values/error_code" });
		for (const status of ["sent", "delivered", "read"]) {
			expect(() => update({ status, error_code: 30003 })).toThrow(wrong);
			const path = `${pathOf(CONVERSATION_MESSAGES)}/${message.sid}/Receipts`;
			const resources = [{ account: ACCOUNT, path, items: [{}, { status, error_code: 30003 }] }];
			expect(() => sandbox.seed({ resources })).toThrow(expect.objectContaining({ pointer: "/resources/0/items/1/error_code" }));
		}
		expect(() => update({ error_code: 30003 })).toThrow(wrong);
		for (const status of ["failed", "undelivered"]) update({ status, error_code: 30003 });
		expect(() => update({ status: "read" })).toThrow(wrong);
		update({ status: "read", error_code: 0 });
		update({ status: "failed" });
		expect(await receipts()).toMatchObject([{ status: "failed", error_code: 0 }]);
	});

	test("survives a snapshot", async () => {
		const sandbox = sandboxWith({ [ANN]: sms });
		const { receipts, url } = await send(sandbox);
		const other = checkedSandbox({ seed: sandbox.snapshot() });
		expect((await call(other, "GET", `${url}/Receipts`)).body.delivery_receipts).toEqual(await receipts());
		await send(other);
		expect(other.snapshot().resources.filter(({ path }) => path.endsWith("/Receipts"))).toHaveLength(2);
	});
});

describe("a message that is seeded", () => {
	const SID = `IM${"d".repeat(32)}`;
	const RECEIPTS = `${pathOf(CONVERSATION_MESSAGES)}/${SID}/Receipts`;
	const messages = { account: ACCOUNT, path: pathOf(SERVICE_MESSAGES), items: [{ sid: SID, author: "+15550100" }] };
	const people = { nonChatParticipants: { [ANN]: sms, [BOB]: sms }, participants: { "+15550100": BOB } };
	const receiptsIn = async (sandbox: Sandbox, sid = SID): Promise<{ participant_sid: string }[]> =>
		(await call(sandbox, "GET", `${CONVERSATION_MESSAGES}/${sid}/Receipts`)).body.delivery_receipts;
	const deliveryIn = async (sandbox: Sandbox) => (await call(sandbox, "GET", `${CONVERSATION_MESSAGES}/${SID}`)).body.delivery;

	test("gets the receipts that a created one gets, after a reset too", async () => {
		const sandbox = checkedSandbox({ seed: { resources: [messages], ...people } });
		for (const again of [() => {}, () => sandbox.reset()]) {
			again();
			expect(await receiptsIn(sandbox)).toMatchObject([{ participant_sid: ANN, status: "sent" }]);
			expect(await deliveryIn(sandbox)).toMatchObject({ total: 1, sent: "all" });
		}
		sandbox.seed({ resources: [{ ...messages, items: [{ sid: `IM${"e".repeat(32)}` }] }] });
		expect(await receiptsIn(sandbox, `IM${"e".repeat(32)}`)).toMatchObject([{ participant_sid: ANN }, { participant_sid: BOB }]);
	});

	test("gets none if the seed states its receipts itself", async () => {
		for (const items of [[], [{ participant_sid: EVE }]]) {
			const stated = { account: ACCOUNT, path: byService(RECEIPTS), items };
			for (const resources of [
				[messages, stated],
				[stated, messages],
			]) {
				expect(await receiptsIn(checkedSandbox({ seed: { resources, ...people } }))).toMatchObject(items);
			}
		}
	});

	test("gets none by a snapshot that was taken without", async () => {
		const sandbox = checkedSandbox({ seed: { resources: [messages] } });
		sandbox.seed(people);
		const { body: later } = await call(sandbox, "POST", CONVERSATION_MESSAGES, { Body: "x" });
		const snapshot = sandbox.snapshot();
		for (const again of [checkedSandbox({ seed: snapshot }), sandbox]) {
			again.restore(snapshot);
			expect(await receiptsIn(again)).toEqual([]);
			expect(await receiptsIn(again, later.sid)).toHaveLength(2);
			expect(again.snapshot()).toEqual(snapshot);
		}
		const replayed = checkedSandbox();
		for (const change of JSON.parse(JSON.stringify([...sandbox.changes.list()]))) replayed.changes.replay(change);
		expect(replayed.snapshot()).toEqual(snapshot);
	});
});

describe("the author of a message decides its participant", () => {
	const seed = { participants: { ann: ANN, bob: BOB } };
	const WITHOUT = ["eve", ""];

	test("in a creation, a seed, and a change by a request or by the service", async () => {
		const sandbox = checkedSandbox({ seed });
		const { body: message } = await call(sandbox, "POST", SERVICE_MESSAGES, { Body: "x", Author: "ann" });
		const path = pathOf(`${SERVICE_MESSAGES}/${message.sid}`);
		const shown = async () => (await call(sandbox, "GET", `${SERVICE_MESSAGES}/${message.sid}`)).body;
		const changes: ((author: string) => unknown)[] = [
			(Author) => call(sandbox, "POST", `${CONVERSATION_MESSAGES}/${message.sid}`, { Author }),
			(author) => sandbox.update({ account: ACCOUNT, path, values: { author } }),
		];
		for (const change of changes) {
			for (const author of ["bob", ...WITHOUT, "ann"]) {
				await change(author);
				expect(await shown()).toMatchObject({ author, participant_sid: { ann: ANN, bob: BOB }[author] ?? null });
			}
		}
		sandbox.update({ account: ACCOUNT, path, values: { author: null } });
		expect(await shown()).toMatchObject({ author: null, participant_sid: null });
		sandbox.update({ account: ACCOUNT, path, values: { author: "ann", participant_sid: EVE } });
		expect(await shown()).toMatchObject({ author: "ann", participant_sid: EVE });
		sandbox.update({ account: ACCOUNT, path, values: { body: "y" } });
		expect(await shown()).toMatchObject({ author: "ann", participant_sid: EVE });
	});

	test("also if the same seed names the participant", () => {
		const items = [{ author: "eve" }, { author: "bob" }, { author: "bob", participant_sid: ANN }, {}];
		const resources = [{ account: ACCOUNT, path: pathOf(SERVICE_MESSAGES), items }];
		const sandbox = checkedSandbox({ seed: { resources, ...seed } });
		const [collection] = sandbox.snapshot().resources;
		expect(collection?.items.map(({ participant_sid }) => participant_sid)).toEqual([null, BOB, ANN, null]);
	});
});

describe("an update that is wrong is rejected by its place, and changes nothing", () => {
	test.each<[pointer: string, change: (path: string) => unknown]>([
		["", () => []],
		["/path", () => ({ values: {} })],
		["/path", () => ({ path: "/v1/Nothing/IM1", values: {} })],
		["/path", (path) => ({ path: `${path}0`, values: {} })],
		["/path", (path) => ({ path: path.slice(0, path.lastIndexOf("/")), values: {} })],
		["/path", (path) => ({ path: `${path.slice(0, path.lastIndexOf("/"))}/%zz`, values: {} })],
		["/account", (path) => ({ account: 1, path, values: {} })],
		["/server", (path) => ({ server: 1, path, values: {} })],
		["/value", (path) => ({ path, value: {}, values: {} })],
		["/values", (path) => ({ path })],
		["/values", (path) => ({ path, values: [] })],
		["/values/colour", (path) => ({ path, values: { colour: "red" } })],
		["/values/url", (path) => ({ path, values: { url: "http://a.test/" } })],
		["/values/message_sid", (path) => ({ path, values: { message_sid: `IM${"0".repeat(32)}` } })],
		["/values/status", (path) => ({ path, values: { status: "lost" } })],
		["/values/status", (path) => ({ path, values: { status: undefined } })],
		["/values/chat_service_sid", (path) => ({ path, values: { chat_service_sid: SERVICE } })],
		["/values/chat_service_sid", (path) => ({ path: byService(path), values: { chat_service_sid: SERVICE } })],
		["/values/error_code", (path) => ({ path, values: { error_code: "1" } })],
	])("%s", async (pointer, change) => {
		const sandbox = sandboxWith({ [ANN]: sms });
		const { receipts } = await send(sandbox);
		const [{ url }] = await receipts();
		const before = sandbox.snapshot();
		const given = change(pathOf(url));
		const update = Array.isArray(given) ? given : { account: ACCOUNT, ...(given as object) };
		expect(() => sandbox.update(update as never)).toThrow(SeedError);
		expect(() => sandbox.update(update as never)).toThrow(expect.objectContaining({ pointer }));
		expect(sandbox.snapshot()).toEqual(before);
	});

	test("and named in the error", async () => {
		const sandbox = checkedSandbox();
		expect(() => sandbox.update([] as never)).toThrow("the update: expected an object, got a list");
		expect(() => sandbox.update(undefined as never)).toThrow("the update: expected an object, got undefined");
		expect(() => sandbox.update({ path: "", values: { status: () => "x" } })).toThrow("the update: expected plain JSON: ");
		expect(() => sandbox.seed([] as never)).toThrow("the seed: expected an object, got a list");
		const response = await sandbox.fetch("http://localhost/_sandbox/update", { method: "POST" });
		expect((await response.json()).error).toContain("the update: ");
	});
});

describe("a seed of participants outside chat is rejected by its place", () => {
	test.each<[string, unknown]>([
		["/nonChatParticipants", []],
		["/nonChatParticipants/ann", { ann: sms }],
		[`/nonChatParticipants/${ANN}`, { [ANN]: "sms" }],
		[`/nonChatParticipants/${ANN}/channel`, { [ANN]: { ...sms, channel: "fax" } }],
		[`/nonChatParticipants/${ANN}/conversation_sid`, { [ANN]: { ...sms, conversation_sid: "CH1" } }],
		[`/nonChatParticipants/${ANN}/status`, { [ANN]: { ...sms, status: "lost" } }],
		[`/nonChatParticipants/${ANN}/error_code`, { [ANN]: { ...sms, error_code: -1 } }],
		[`/nonChatParticipants/${ANN}/error_code`, { [ANN]: { ...sms, error_code: 30003 } }],
		[`/nonChatParticipants/${ANN}/error_code`, { [ANN]: { ...sms, status: "read", error_code: 30003 } }],
		[`/nonChatParticipants/${ANN}/colour`, { [ANN]: { ...sms, colour: "red" } }],
	])("%s", (pointer, nonChatParticipants) => {
		const sandbox = checkedSandbox();
		expect(() => sandbox.seed({ nonChatParticipants })).toThrow(expect.objectContaining({ pointer }));
		expect(sandbox.snapshot()).toEqual(checkedSandbox().snapshot());
	});
});
