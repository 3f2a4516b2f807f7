import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { sleep } from "../../../src/core/client/on-abort.ts";
import type { ClientOptions, RetryEvent } from "../../../src/core/client/options.ts";
import { parseRetryAfter } from "../../../src/core/operation/retry-after.ts";
import { json, startServer, unusedAddress } from "../../support/servers.ts";
import { createToyClientOver, NOTE, TRANSPORTS } from "./support/toy.ts";

/** A clock that only `sleep` moves, and the time that was slept. */
function createClock(start = Date.UTC(2026, 0, 1)) {
	const slept: number[] = [];
	let time = start;
	const sleep = async (milliseconds: number) => {
		slept.push(milliseconds);
		time += milliseconds;
	};
	return { slept, options: { now: () => time, sleep } };
}

const ARGUMENTS = { Reader: "A1", Note: 7 };

/** Answers with the statuses in turn, the last one forever. */
const serve = (statuses: readonly number[], headers: Record<string, string> = {}) =>
	startServer((_, response, index) => {
		const status = statuses[Math.min(index, statuses.length - 1)] ?? 200;
		json(response, status, status < 300 ? NOTE : { message: "no" }, headers);
	});

/** A header, and the milliseconds that it asks for. The backoff is 500. */
const RETRY_AFTER: readonly [name: string, value: string, delay: number][] = [
	["retry-after", "2", 2000],
	["retry-after", "1.5", 1500],
	["retry-after", "86400", 10_000],
	["retry-after", "Thu, 01 Jan 2026 00:00:05 GMT", 5000],
	["retry-after", "Thursday, 01-Jan-26 00:00:05 GMT", 5000],
	["retry-after", "Thu Jan  1 00:00:05 2026", 5000],
	["retry-after", "Thu, 01 Jan 2027 00:00:05 GMT", 10_000],
	["retry-after-ms", "1234.5", 1234.5],
	["retry-after-ms", "86400000", 10_000],
];

/** A header that asks for no delay, or is unreadable. */
const NO_DELAY: readonly [name: string, value: string, delay: number][] = [
	["retry-after", "0", 500],
	["retry-after", "0.0", 500],
	["retry-after", "Thu, 01 Jan 2025 00:00:05 GMT", 500],
	["retry-after-ms", "0", 500],
	["retry-after", "soon", 500],
	["retry-after", "-3", 500],
	["retry-after", "1e3", 500],
	["retry-after", "Infinity", 500],
	["retry-after", "2026-01-01T00:00:05Z", 500],
	["retry-after-ms", "soon", 500],
];

test("Retry-After is read in the forms of RFC 9110 and as a fraction, and milliseconds are preferred", () => {
	const now = () => 0;
	const read = (text: string, more: Record<string, string> = {}) =>
		parseRetryAfter(new Headers({ "retry-after": text, ...more }), now);
	expect(read("")).toBeUndefined();
	expect(read("2026")).toBe(2_026_000);
	expect(read("Thu, 01 Jan 1970 00:00:01 GMT")).toBe(1000);
	expect(read("2", { "retry-after-ms": "1500" })).toBe(1500);
	expect(read("2", { "retry-after-ms": "soon" })).toBe(2000);
	expect(parseRetryAfter(new Headers(), now)).toBeUndefined();
});

test("every date is read in all three forms, whatever the time zone of the machine", () => {
	vi.stubEnv("TZ", "America/New_York");
	onTestFinished(() => void vi.unstubAllEnvs());
	expect(new Date(0).getHours()).toBe(19);
	const seconds = fc.integer({ min: Date.UTC(2000) / 1000, max: Date.UTC(2049) / 1000 });
	fc.assert(
		fc.property(seconds, (time) => {
			const [day = "", date = "", month = "", year = "", clock = ""] = new Date(time * 1000).toUTCString().split(/,? /);
			const weekday = new Date(time * 1000).toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
			for (const text of [
				`${day}, ${date} ${month} ${year} ${clock} GMT`,
				`${weekday}, ${date}-${month}-${year.slice(2)} ${clock} GMT`,
				`${day} ${month} ${date.replace(/^0/, " ")} ${clock} ${year}`,
			])
				expect(
					parseRetryAfter(new Headers({ "retry-after": text }), () => 0),
					text,
				).toBe(time * 1000);
		}),
	);
});

describe.each(TRANSPORTS)("with the transport %s", (transport) => {
	const createClient = createToyClientOver(transport);

	test("the delay doubles up to eight seconds, and all of it is jitter", async () => {
		const { url } = await serve([500]);
		for (const [random, delays] of [
			[1, [500, 1000, 2000, 4000, 8000, 8000]],
			[0.5, [250, 500, 1000, 2000, 4000, 4000]],
			[0, [0, 0, 0, 0, 0, 0]],
		] as const) {
			const clock = createClock();
			const client = createClient({ baseUrl: url, retries: 6, random: () => random, ...clock.options });
			await expect(client.fetchNote(ARGUMENTS)).rejects.toMatchObject({ name: "ServerError", attempts: 7 });
			expect(clock.slept).toEqual(delays);
		}
	});

	test.each([...RETRY_AFTER, ...NO_DELAY])("%s: %s", async (name, value, delay) => {
		const server = await serve([429, 503, 200], { [name]: value });
		const clock = createClock();
		const client = createClient({ baseUrl: server.url, maxRetryAfter: 10_000, random: () => 1, ...clock.options });
		expect(await client.fetchNote(ARGUMENTS)).toEqual(NOTE);
		expect(clock.slept[0]).toBe(delay);
		expect(server.requests).toHaveLength(3);
	});

	test("a create that was rejected with 429 is retried with the same bytes", async () => {
		const server = await serve([429, 429, 201]);
		await createClient({ baseUrl: server.url }).createNote({ Reader: "A1", Text: "milk" });
		expect(server.requests.map(({ body }) => body)).toEqual(["Text=milk", "Text=milk", "Text=milk"]);
	});

	test("a create that may be repeated is retried when its outcome is unknown", async () => {
		const server = await serve([503, 201]);
		await createClient({ baseUrl: server.url }).createNote({ Reader: "A1", Text: "milk" }, { idempotent: true });
		expect(server.requests).toHaveLength(2);
	});

	test("a read that may not be repeated is not retried when its outcome is unknown", async () => {
		const server = await serve([503, 200]);
		const call = createClient({ baseUrl: server.url }).fetchNote(ARGUMENTS, { idempotent: false });
		await expect(call).rejects.toMatchObject({ name: "ServerError", attempts: 1 });
	});

	test("each retry is reported before its delay", async () => {
		const { url } = await serve([503, 200], { "retry-after": "3" });
		const events: RetryEvent[] = [];
		await createClient({ baseUrl: url, onRetry: (event) => events.push(event) }).fetchNote(ARGUMENTS);
		expect(events).toEqual([
			{
				callId: expect.any(Number),
				operationId: "fetchNote",
				method: "GET",
				url: `${url}/readers/A1/notes/7`,
				urlTemplate: "/readers/{Reader}/notes/{Note}",
				attempt: 1,
				delay: 3000,
				status: 503,
				error: undefined,
			},
		]);
	});

	test("the report of a retry without a response holds the error", async () => {
		const events: RetryEvent[] = [];
		const client = createClient({ baseUrl: await unusedAddress(), retries: 1, onRetry: (event) => events.push(event) });
		await client.createNote({ Reader: "A1", Text: "milk" }).catch(() => {});
		expect(events).toMatchObject([{ status: undefined, error: { name: "ConnectionError", code: "ECONNREFUSED" } }]);
	});

	test.each<[string, NonNullable<ClientOptions["onRetry"]>]>([
		[
			"throws",
			() => {
				throw new Error("observer");
			},
		],
		["rejects", (() => Promise.reject(new Error("observer"))) as () => void],
	])("an observer that %s changes nothing", async (_, onRetry) => {
		const { url } = await serve([503, 200]);
		expect(await createClient({ baseUrl: url, onRetry }).fetchNote(ARGUMENTS)).toEqual(NOTE);
	});

	test("retries: 0 sends once, for the client or for a call", async () => {
		const server = await serve([503]);
		await createClient({ baseUrl: server.url, retries: 0 })
			.fetchNote(ARGUMENTS)
			.catch(() => {});
		await createClient({ baseUrl: server.url })
			.fetchNote(ARGUMENTS, { retries: 0 })
			.catch(() => {});
		expect(server.requests).toHaveLength(2);
	});

	test.each(["before", "while"])("a call is aborted %s it waits for a retry", async (when) => {
		const { url, requests } = await serve([503], { "retry-after": "3600" });
		const controller = new AbortController();
		const abort = () => controller.abort(new Error("enough"));
		const delays: number[] = [];
		const client = createClient({
			baseUrl: url,
			maxRetryAfter: 3_600_000,
			onRetry: () => when === "before" && abort(),
			sleep: async (milliseconds, signal) => {
				delays.push(milliseconds);
				// If the signal did not end it, the test would run into its own time-out.
				const woken = sleep(milliseconds, signal);
				if (when === "while") abort();
				await woken;
			},
		});
		const error = await client.fetchNote(ARGUMENTS, { signal: controller.signal }).catch((error: unknown) => error);
		expect(error).toMatchObject({ name: "AbortError", attempts: 1, outcome: "unknown", cause: new Error("enough") });
		expect(delays).toEqual([3_600_000]);
		expect(requests).toHaveLength(1);
	});

	test.each(["86400", "Thu, 01 Jan 2027 00:00:05 GMT"])(
		"Retry-After: %s waits for a minute unless set otherwise",
		async (header) => {
			const { url } = await serve([429, 201], { "retry-after": header });
			const clock = createClock();
			expect(await createClient({ baseUrl: url, ...clock.options }).createNote({ Reader: "A1", Text: "milk" })).toEqual(NOTE);
			expect(clock.slept).toEqual([60_000]);
		},
	);

	test("the default sleep ends with an abort", async () => {
		const { url } = await serve([503], { "retry-after": "3600" });
		const controller = new AbortController();
		const onRetry = () => controller.abort();
		const client = createClient({ baseUrl: url, maxRetryAfter: 3_600_000, onRetry, sleep: undefined });
		await expect(client.fetchNote(ARGUMENTS, { signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
	});

	test("a call that is aborted beforehand sends nothing", async () => {
		const { url, requests } = await serve([200]);
		const call = createClient({ baseUrl: url }).createNote({ Reader: "A1", Text: "milk" }, { signal: AbortSignal.abort() });
		await expect(call).rejects.toMatchObject({ name: "AbortError", attempts: 0, outcome: "not-sent" });
		expect(requests).toHaveLength(0);
	});

	test("a call is aborted on the way, and its outcome is unknown", async () => {
		const controller = new AbortController();
		const { url, sockets } = await startServer(() => controller.abort());
		const call = createClient({ baseUrl: url }).createNote({ Reader: "A1", Text: "milk" }, { signal: controller.signal });
		await expect(call).rejects.toMatchObject({ name: "AbortError", attempts: 1, outcome: "unknown" });
		await vi.waitUntil(() => [...sockets].every(({ bytesRead }) => bytesRead === 0));
	});

	test("a retry past the deadline is not waited for", async () => {
		const { url, requests } = await serve([429], { "retry-after": "30" });
		const clock = createClock();
		const client = createClient({ baseUrl: url, totalTimeout: 20_000, ...clock.options });
		await expect(client.fetchNote(ARGUMENTS)).rejects.toMatchObject({ name: "RateLimitError", retryAfter: 30_000, attempts: 1 });
		expect(clock.slept).toEqual([]);
		expect(requests).toHaveLength(1);
	});

	test("totalTimeout limits all attempts together", async () => {
		const { url } = await startServer(() => {});
		let time = 0;
		const tick = () => {
			time += 25;
		};
		const clock = { now: () => time, random: () => 0, onRetry: tick };
		const client = createClient({ baseUrl: url, timeout: 25, totalTimeout: 60, retries: 9, ...clock });
		const error = await client.fetchNote(ARGUMENTS).catch((error: unknown) => error);
		expect(error).toMatchObject({ name: "TimeoutError", kind: "total", timeout: 60, attempts: 3 });
	});

	test("a fetch that ignores its signal does not delay the caller", async () => {
		const client = createClient({ baseUrl: "http://localhost", fetch: () => new Promise(() => {}), timeout: 10, retries: 0 });
		await expect(client.createNote({ Reader: "A1", Text: "milk" })).rejects.toMatchObject({
			name: "TimeoutError",
			outcome: "unknown",
		});
	});

	test("an error without a known cause leaves the outcome unknown", async () => {
		let sent = 0;
		const fetch = async () => {
			sent++;
			throw new TypeError("Load failed");
		};
		const client = createClient({ baseUrl: "http://localhost", fetch });
		await expect(client.createNote({ Reader: "A1", Text: "milk" })).rejects.toMatchObject({
			name: "ConnectionError",
			outcome: "unknown",
		});
		expect(sent).toBe(1);
	});

	test.each<[string, object, string]>([
		["a name that cannot be resolved", { code: "ENOTFOUND", syscall: "getaddrinfo" }, "not-sent"],
		["a resolver that is away", { code: "EAI_AGAIN" }, "not-sent"],
		["a connect time-out of undici", { code: "UND_ERR_CONNECT_TIMEOUT" }, "not-sent"],
		["a connect time-out of the system", { code: "ETIMEDOUT", syscall: "connect" }, "not-sent"],
		["a certificate that is not trusted", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "not-sent"],
		["a host that cannot be reached", { code: "EHOSTUNREACH", syscall: "connect" }, "not-sent"],
		["a read time-out", { code: "ETIMEDOUT", syscall: "read" }, "unknown"],
		["a host that got lost on the way", { code: "EHOSTUNREACH", syscall: "read" }, "unknown"],
		["a reset", { code: "ECONNRESET", syscall: "read" }, "unknown"],
		["a broken pipe", { code: "EPIPE", syscall: "write" }, "unknown"],
		["a socket that was closed", { code: "UND_ERR_SOCKET" }, "unknown"],
		["headers that never came", { code: "UND_ERR_HEADERS_TIMEOUT" }, "unknown"],
		["two refused addresses", { code: "ECONNREFUSED", errors: [{ code: "ECONNREFUSED" }, { syscall: "connect" }] }, "not-sent"],
		[
			"one refused address, one reset",
			{ code: "ECONNREFUSED", errors: [{ code: "ECONNREFUSED" }, { code: "ECONNRESET" }] },
			"unknown",
		],
	])("%s: %o is %s", async (_, facts, outcome) => {
		let sent = 0;
		const fetch = async () => {
			sent++;
			throw new TypeError("fetch failed", { cause: Object.assign(new Error("why"), facts) });
		};
		const client = createClient({ baseUrl: "http://localhost", fetch });
		await expect(client.createNote({ Reader: "A1", Text: "milk" })).rejects.toMatchObject({ name: "ConnectionError", outcome });
		expect(sent).toBe(outcome === "not-sent" ? 3 : 1);
	});

	test("an abort during a delay counts every attempt before it", async () => {
		const controller = new AbortController();
		const answers = [() => Promise.reject(new TypeError("Load failed")), async () => new Response("{}", { status: 429 })];
		let sent = 0;
		const client = createClient({
			baseUrl: "http://localhost",
			fetch: () => answers[sent++]?.() ?? Promise.reject(new Error("one too many")),
			onRetry: ({ attempt }) => attempt === 2 && controller.abort(),
		});
		const call = client.deleteNote(ARGUMENTS, { signal: controller.signal });
		await expect(call).rejects.toMatchObject({ name: "AbortError", attempts: 2, outcome: "unknown" });
	});

	test("a connection that fails at last does not undo what a reset may have done", async () => {
		let sent = 0;
		const fetch = async () => {
			throw new TypeError("fetch failed", {
				cause: Object.assign(new Error("why"), { code: sent++ === 0 ? "ECONNRESET" : "ECONNREFUSED" }),
			});
		};
		const call = createClient({ baseUrl: "http://localhost", fetch }).deleteNote(ARGUMENTS);
		await expect(call).rejects.toMatchObject({ name: "ConnectionError", code: "ECONNREFUSED", attempts: 3, outcome: "unknown" });
	});

	test("one signal can end any number of calls, which leave no listener", async () => {
		const warnings: Error[] = [];
		const onWarning = (warning: Error) => warnings.push(warning);
		process.on("warning", onWarning);
		onTestFinished(() => void process.off("warning", onWarning));
		const controller = new AbortController();
		const { signal } = controller;
		const added = vi.spyOn(signal, "addEventListener");
		const removed = vi.spyOn(signal, "removeEventListener");
		const { url } = await serve([200]);
		const client = createClient({ baseUrl: url });
		await Promise.all(Array.from({ length: 50 }, () => client.fetchNote(ARGUMENTS, { signal })));
		expect(new Set(added.mock.calls.map(([, listener]) => listener)).size).toBe(1);
		expect(removed.mock.calls.at(-1)?.[1]).toBe(added.mock.calls[0]?.[1]);
		const stalled = await startServer(() => {});
		const calls = Array.from({ length: 20 }, () => createClient({ baseUrl: stalled.url }).fetchNote(ARGUMENTS, { signal }));
		const outcomes = Promise.allSettled(calls);
		controller.abort();
		for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { name: "AbortError" } });
		expect(warnings).toEqual([]);
	});
});
