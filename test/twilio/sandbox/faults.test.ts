import { describe, expect, test, vi } from "vitest";
import { BUILT_IN_MUTATIONS } from "../../../src/core/sandbox/mutations.ts";
import {
	ConnectionResetError,
	createSandbox,
	type Fault,
	FaultError,
	type Mutation,
	parseFault,
	type SandboxExchange,
	type SandboxOptions,
} from "../../../src/sandbox.ts";
import { AUTHORIZATION, CHANNEL_MESSAGES, call, checkedSandbox, problemsOf } from "./helpers.ts";

const GET = { method: "GET", url: CHANNEL_MESSAGES, headers: { authorization: AUTHORIZATION }, body: null };

/** A sandbox whose answers may break the description, and what they break. */
function drifting(options: SandboxOptions) {
	const exchanges: SandboxExchange[] = [];
	const sandbox = createSandbox({ ...options, onExchange: (exchange) => void exchanges.push(exchange) });
	return { sandbox, problems: () => exchanges.flatMap(problemsOf) };
}

describe("a fault", () => {
	test("answers with a status, with Retry-After for 429, and carries nothing out", async () => {
		const sandbox = checkedSandbox({
			faults: [
				{ status: 429, times: 1 },
				{ status: 503, retryAfter: 7, times: 1 },
			],
		});
		const first = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" });
		expect([first.status, first.headers.get("retry-after"), first.body.code]).toEqual([429, "1", 20429]);
		// The second fault has been counted down with the first: both struck the same request.
		const second = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" });
		expect(second.status).toBe(201);
		expect(sandbox.faults.list()).toEqual([]);
		expect(sandbox.snapshot().resources[0]?.items).toHaveLength(1);
	});

	test.each([400, 403, 500, 503])("answers with %d as the service would", async (status) => {
		const sandbox = checkedSandbox({ faults: [{ status, operationId: "createChannelMessage" }] });
		expect(await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" })).toMatchObject({
			status,
			body: { status, more_info: expect.stringContaining("errors/") },
		});
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).status).toBe(200);
	});

	test("waits, with the waiting of the caller, and can be aborted meanwhile", async () => {
		const waited: number[] = [];
		const sandbox = checkedSandbox({
			faults: [{ latency: 250 }, { latency: 50 }],
			sleep: async (milliseconds) => void waited.push(milliseconds),
		});
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).status).toBe(200);
		expect(waited).toEqual([300]);
		const stuck = checkedSandbox({ faults: [{ latency: 1 }], sleep: () => new Promise(() => {}) });
		const controller = new AbortController();
		const pending = stuck.fetch(CHANNEL_MESSAGES, { signal: controller.signal });
		controller.abort(new Error("enough"));
		await expect(pending).rejects.toThrow("enough");
	});

	test("closes the connection before anything is carried out", async () => {
		const sandbox = checkedSandbox({ faults: [{ reset: true, times: 3 }] });
		expect(() => sandbox.handle(GET)).toThrow(ConnectionResetError);
		await expect(call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" })).rejects.toThrow(TypeError);
		const { url, close } = await sandbox.listen();
		await expect(
			call({ fetch }, "POST", CHANNEL_MESSAGES.replace("https://chat.twilio.com", url), { Body: "x" }),
		).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
		await close();
		expect(sandbox.snapshot().resources).toEqual([]);
	});

	test.each([
		["missing:/nothing", "nothing to mutate at /nothing"],
		["null:/meta/nothing/page", "nothing to mutate at /meta/nothing/page"],
		["undocumented:/messages/0/extra", "nothing to mutate at /messages/0/extra"],
		["null:/meta/next_page_url", "nothing to mutate at /meta/next_page_url"],
		["renamed:/meta=meta", "nothing to mutate at /meta"],
	])("whose mutation finds nothing says so in log and recording: %s", async (mutation, note) => {
		const exchanges: SandboxExchange[] = [];
		const sandbox = checkedSandbox({ faults: [{ mutation }], onExchange: (exchange) => void exchanges.push(exchange) });
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).status).toBe(200);
		expect(exchanges.map(({ notes }) => notes)).toEqual([[note]]);
		expect(sandbox.har().log.entries.map(({ comment }) => comment)).toEqual([note]);
	});

	test("cuts a body off after the request was carried out", async () => {
		const sandbox = checkedSandbox({ faults: [{ truncate: true }] });
		const plain = await sandbox.handle(GET);
		expect(Number(plain.headers["content-length"])).toBeGreaterThan(plain.body?.length ?? 0);
		await expect(call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" })).rejects.toThrow(TypeError);
		const { url, close } = await sandbox.listen();
		await expect(
			call({ fetch }, "POST", CHANNEL_MESSAGES.replace("https://chat.twilio.com", url), { Body: "x" }),
		).rejects.toThrow();
		await close();
		expect(sandbox.snapshot().resources[0]?.items).toHaveLength(2);
	});

	test.each([{ status: 503 }, null])("is rejected at the start where %j is no list of them", (faults) => {
		expect(() => createSandbox({ faults: faults as never })).toThrow(/^faults: expected a list, got /);
	});

	test("is asked for by a request for itself alone", async () => {
		const sandbox = checkedSandbox();
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES, undefined, { "x-sandbox-fault": "status=503" })).status).toBe(503);
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).status).toBe(200);
		const wrong = await call(sandbox, "GET", CHANNEL_MESSAGES, undefined, { "x-sandbox-fault": "constructor=1" });
		expect(wrong).toMatchObject({ status: 400, body: { error: expect.stringContaining("constructor: no such fault") } });
	});

	test("is switched on and off over HTTP", async () => {
		const sandbox = checkedSandbox();
		const admin = (method: string, path: string, body?: unknown) =>
			sandbox.fetch(`http://localhost/_sandbox${path}`, {
				method,
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
		expect((await admin("POST", "/faults", { status: 500, times: 2 })).status).toBe(204);
		expect(await (await admin("GET", "/faults")).json()).toEqual([{ status: 500, times: 2 }]);
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).status).toBe(500);
		expect(await (await admin("GET", "/faults")).json()).toEqual([{ status: 500, times: 1 }]);
		expect((await admin("DELETE", "/faults")).status).toBe(204);
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).status).toBe(200);
		const rejected: [unknown, string][] = [
			[{ status: 200 }, "status: expected a status from 400 to 599, got 200"],
			[{}, "the fault does nothing: expected latency, status, reset, truncate, mutation"],
			[[], "expected an object, got a list"],
			[[{ status: 500 }], "expected an object, got a list"],
			[null, "expected an object, got null"],
			[undefined, "expected an object, got undefined"],
			[{ mutation: "missing:sid" }, 'mutation: expected a JSON pointer to a member, such as /id, got "sid"'],
		];
		for (const [body, error] of rejected) {
			const wrong = await admin("POST", "/faults", body);
			expect([wrong.status, await wrong.json()]).toEqual([400, { error }]);
		}
		expect(await (await admin("GET", "/faults")).json()).toEqual([]);
	});

	test.each(["in process", "over HTTP"])("is gone after a reset unless it was there from the start: %s", async (way) => {
		const sandbox = checkedSandbox({ faults: [{ status: 503, times: 2 }] });
		const reset = async () =>
			way === "in process" ? sandbox.reset() : void (await sandbox.fetch("http://localhost/_sandbox/reset", { method: "POST" }));
		sandbox.inject({ status: 500, operationId: "createChannelMessage" });
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).status).toBe(503);
		await reset();
		expect(sandbox.faults.list()).toEqual([{ status: 503, times: 2 }]);
		sandbox.faults.clear();
		await reset();
		expect(sandbox.faults.list()).toEqual([{ status: 503, times: 2 }]);
	});

	test.each([
		["status=429,retryAfter=2,times=3", { status: 429, retryAfter: 2, times: 3 }],
		["latency=200, reset", { latency: 200, reset: true }],
		["mutation=renamed:/sid=id", { mutation: "renamed:/sid=id" }],
	])("is written %s", (text, fault) => {
		expect(parseFault(text)).toEqual(fault);
	});

	test.each<[string, Fault]>([
		["operationId: expected one of", { operationId: "fetchNothing" }],
		["times: expected a whole number from 1", { times: 0 }],
		[`mutation: expected one of ${Object.keys(BUILT_IN_MUTATIONS).join(", ")}`, { mutation: "toString" }],
		["the fault does nothing: expected latency, status, reset, truncate, mutation", {}],
		["the fault does nothing", { operationId: "createChannelMessage", times: 2 }],
		["the fault does nothing", { latency: 0, reset: false, truncate: false }],
		["retryAfter: expected a status beside it", { retryAfter: 1 }],
		["retryAfter: expected a status beside it", { retryAfter: 1, reset: true }],
		["expected an object, got a list", [] as Fault],
		...["missing", "renamed", "retyped", "null"].flatMap((name): [string, Fault][] => [
			["mutation: expected ", { mutation: name }],
			["mutation: expected ", { mutation: `${name}:sid` }],
			["mutation: expected ", { mutation: `${name}:/a~2b` }],
			["mutation: expected ", { mutation: `${name}:/a~` }],
		]),
		['mutation: expected a JSON pointer to a member, such as /id, got "sid"', { mutation: "renamed:sid=id" }],
		["mutation: expected renamed:/pointer=name, got renamed:/sid", { mutation: "renamed:/sid" }],
		["mutation: expected renamed:/pointer=name, got renamed:/sid=", { mutation: "renamed:/sid=" }],
		["mutation: expected a JSON pointer", { mutation: "undocumented:extra" }],
	])("that makes no sense is rejected: %s %j", (message, fault) => {
		expect(() => checkedSandbox().inject(fault)).toThrow(FaultError);
		expect(() => checkedSandbox().inject(fault)).toThrow(message);
	});
});

describe("a drift", () => {
	test.each([
		["missing:/sid", "sid", undefined, "required"],
		["renamed:/sid=id", "id", expect.stringMatching(/^IM/), "required"],
		["retyped:/index", "index", "0", "type"],
		["null:/index", "index", null, "type"],
	])("%s shows in the payload, and breaks the description", async (drift, name, value, keyword) => {
		const { sandbox, problems } = drifting({ faults: [{ mutation: drift }] });
		const { body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" });
		expect(body[name]).toEqual(value);
		expect(problems().join()).toContain(`"keyword":"${keyword}"`);
	});

	test("undocumented adds a member, also to the items of a list", async () => {
		const { sandbox } = drifting({
			faults: [{ mutation: "undocumented:/messages/0/extra", operationId: "listChannelMessages" }],
		});
		await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "x" });
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).body.messages[0].extra).toBe("undocumented");
	});

	test("can be any function around an exchange: a stale read", async () => {
		let remembered: unknown;
		const staleRead: Mutation = ({ operationId }, next) => {
			const response = next();
			if (operationId !== "fetchChannelMessage" || response.status !== 200) return response;
			remembered ??= response.body;
			return { ...response, body: String(remembered) };
		};
		const { sandbox } = drifting({ faults: [{ mutation: staleRead }] });
		const { body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "old" });
		const url = `${CHANNEL_MESSAGES}/${body.sid}`;
		await call(sandbox, "GET", url);
		await call(sandbox, "POST", url, { Body: "new" });
		expect((await call(sandbox, "GET", url)).body.body).toBe("old");
	});

	test("can undo what was carried out: a lost update, and a message that does not die", async () => {
		const forgetful: Mutation = ({ snapshot, restore, request }, next) => {
			const before = snapshot();
			const response = next();
			if (request.method !== "GET") restore(before);
			return response;
		};
		const { sandbox } = drifting({});
		const { body } = await call(sandbox, "POST", CHANNEL_MESSAGES, { Body: "old" });
		const url = `${CHANNEL_MESSAGES}/${body.sid}`;
		const end = sandbox.inject({ mutation: forgetful });
		expect((await call(sandbox, "POST", url, { Body: "new" })).body.body).toBe("new");
		expect((await call(sandbox, "DELETE", url)).status).toBe(204);
		expect((await call(sandbox, "GET", url)).body).toEqual({ ...body, attributes: "{}" });
		end();
		expect((await call(sandbox, "DELETE", url)).status).toBe(204);
		expect((await call(sandbox, "GET", url)).status).toBe(404);
	});

	test("can switch checks off: no credentials, a malformed SID, a missing field, attributes that are no JSON", async () => {
		const lax: Mutation = (_, next) => next({ unchecked: ["credentials", "path", "body"] });
		const { sandbox } = drifting({ faults: [{ mutation: lax }] });
		const post = (url: string, fields: Record<string, string>) => call(sandbox, "POST", url, fields, { authorization: "" });
		expect((await post(CHANNEL_MESSAGES, { Body: "x" })).status).toBe(201);
		expect((await post(CHANNEL_MESSAGES.replace("IS1", "XX"), { Body: "x" })).status).toBe(201);
		expect((await post(CHANNEL_MESSAGES, {})).status).toBe(201);
		expect((await post(CHANNEL_MESSAGES, { Body: "x", Attributes: "{" })).body.attributes).toBe("{");
	});

	test("can be named by the caller, and then be asked for like the others", async () => {
		const { sandbox } = drifting({ mutations: { teapot: (text) => (_, next) => ({ ...next(), status: Number(text) }) } });
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES, undefined, { "x-sandbox-fault": "mutation=teapot:418" })).status).toBe(
			418,
		);
	});

	test("the first one is the outermost", async () => {
		const order: string[] = [];
		const note =
			(name: string): Mutation =>
			(_, next) => {
				order.push(name);
				return next();
			};
		const { sandbox } = drifting({ faults: [{ mutation: note("first") }, { mutation: note("second") }] });
		await call(sandbox, "GET", CHANNEL_MESSAGES);
		expect(order).toEqual(["first", "second"]);
	});
});

describe("a mistake in the sandbox itself", () => {
	const broken: Mutation = () => {
		throw new Error("broken drift");
	};

	test("is thrown at the caller in process, and is a 500 over HTTP, after which the server goes on", async () => {
		const sandbox = checkedSandbox({ faults: [{ mutation: broken, times: 3 }] });
		expect(() => sandbox.handle(GET)).toThrow("broken drift");
		const { url, close } = await sandbox.listen();
		const warning = new Promise((resolve) => process.once("warning", resolve));
		const ask = () => fetch(CHANNEL_MESSAGES.replace("https://chat.twilio.com", url), { headers: GET.headers });
		expect((await ask()).status).toBe(500);
		expect(await warning).toMatchObject({ name: "SandboxError", message: expect.stringContaining("broken drift") });
		sandbox.inject({ latency: 1, times: 1 });
		expect((await ask()).status).toBe(500);
		const last = await ask();
		expect([last.status, last.headers.get("twilio-concurrent-requests")]).toEqual([200, "1"]);
		await close();
	});

	test("is a 500 everywhere where somebody is told", async () => {
		const onError = vi.fn();
		let chance = 0;
		const random = () => {
			if (chance++ === 0) throw new Error("no chance");
			return 0.5;
		};
		const sandbox = checkedSandbox({ onError, random });
		expect((await call(sandbox, "GET", CHANNEL_MESSAGES)).body.code).toBe(20500);
		expect(onError).toHaveBeenCalledOnce();
	});
});
