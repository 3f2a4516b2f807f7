import { expect, test } from "vitest";
import type { ClientOptions } from "../../../src/core/client/options.ts";
import { json, startServer, unusedAddress } from "../../support/servers.ts";
import { createToyClient, NOTE } from "./support/toy.ts";

const ARGUMENTS = { Reader: "A1", Note: 7 };

/** Options that write down every event, in its order. */
function recordEvents() {
	const events: [name: string, event: Record<string, unknown>][] = [];
	const record = (name: string) => (event: object) => void events.push([name, { ...event }]);
	const options: ClientOptions = {
		onRequest: record("request"),
		onResponse: record("response"),
		onError: record("error"),
		onRetry: record("retry"),
	};
	return { events, options };
}

test("the events of a call tell of each attempt, of its end and of the retry", async () => {
	const { url } = await startServer((_, response, index) =>
		json(response, index === 0 ? 503 : 200, index === 0 ? { message: "no" } : NOTE, { "x-request-name": `R${index}` }),
	);
	const { events, options } = recordEvents();
	let time = 1000;
	const now = () => {
		time += 5;
		return time;
	};
	await createToyClient({ baseUrl: url, random: () => 1, now, ...options }).fetchNote(ARGUMENTS);
	const attempt = (attempt: number) => ({
		callId: events[0]?.[1].callId,
		operationId: "fetchNote",
		method: "GET",
		url: `${url}/readers/A1/notes/7`,
		urlTemplate: "/readers/{Reader}/notes/{Note}",
		attempt,
	});
	expect(events).toEqual([
		["request", attempt(1)],
		["response", { ...attempt(1), status: 503, requestId: "R0", outcome: "unknown", duration: 5 }],
		["retry", { ...attempt(1), delay: 500, status: 503, error: undefined }],
		["request", attempt(2)],
		["response", { ...attempt(2), status: 200, requestId: "R1", outcome: "done", duration: 5 }],
	]);
});

test("an attempt without a response ends with its error", async () => {
	const { events, options } = recordEvents();
	const client = createToyClient({ baseUrl: await unusedAddress(), retries: 1, ...options });
	const error = await client.createNote({ Reader: "A1", Text: "milk" }).catch((error: unknown) => error);
	expect(events.map(([name, { attempt }]) => [name, attempt])).toEqual([
		["request", 1],
		["error", 1],
		["retry", 1],
		["request", 2],
		["error", 2],
	]);
	expect(events[1]?.[1]).toMatchObject({ outcome: "not-sent", duration: expect.any(Number) });
	expect(events[4]?.[1].error).toBe(error);
});

test("calls at the same time are told apart, and so are the pages of a list", async () => {
	const server = await startServer(({ url }, response) => {
		const next = url.endsWith("page=1") ? null : `${server.url}/readers/A1/notes?page=1`;
		json(response, 200, url.includes("/notes/") ? NOTE : { notes: [NOTE], meta: { next } });
	});
	const { events, options } = recordEvents();
	const client = createToyClient({ baseUrl: server.url, ...options });
	await Promise.all([client.fetchNote(ARGUMENTS), client.fetchNote(ARGUMENTS), client.listNotes({ Reader: "A1" }).toArray()]);
	const ids = events.map(([, { callId }]) => callId);
	expect(new Set(ids).size).toBe(4);
	for (const id of ids) {
		expect(events.filter(([, event]) => event.callId === id).map(([name]) => name)).toEqual(["request", "response"]);
	}
});

test.each(["onRequest", "onResponse", "onError", "onRetry"] as const)(
	"what %s throws or rejects with is ignored",
	async (name) => {
		const { url } = await startServer((_, response, index) => (index === 0 ? response.destroy() : json(response, 200, NOTE)));
		const failing = [
			() => {
				throw new Error("observer");
			},
			async () => {
				throw new Error("observer");
			},
		];
		for (const observer of failing) {
			expect(await createToyClient({ baseUrl: url, [name]: observer }).fetchNote(ARGUMENTS)).toEqual(NOTE);
		}
	},
);

test("a call that is aborted as it is reported is not sent, and its events are paired", async () => {
	const { url, requests } = await startServer((_, response) => json(response, 201, NOTE));
	const { events, options } = recordEvents();
	const controller = new AbortController();
	const onRequest: ClientOptions["onRequest"] = (event) => {
		options.onRequest?.(event);
		controller.abort();
	};
	const client = createToyClient({ baseUrl: url, ...options, onRequest });
	const call = client.createNote({ Reader: "A1", Text: "milk" }, { signal: controller.signal });
	await expect(call).rejects.toMatchObject({ name: "AbortError" });
	expect(events.map(([name]) => name)).toEqual(["request", "error"]);
	expect(requests).toEqual([]);
});
