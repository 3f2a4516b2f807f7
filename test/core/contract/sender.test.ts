import { expect, test } from "vitest";
import { Sender } from "../../../src/core/contract/run/sender.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");

/** How long a request waits after the first response, and how often it is sent. */
async function waitsAfter(status: number, headers: Readonly<Record<string, string>>): Promise<{ waits: number[]; sent: number }> {
	const waits: number[] = [];
	let sent = 0;
	const sender = new Sender({
		now: () => NOW,
		sleep: async (milliseconds) => void waits.push(milliseconds),
		send: () => (sent++ === 0 ? { status, headers, body: null } : { status: 200, headers: {}, body: null }),
	});
	await sender.send({ method: "GET", url: "http://localhost/", headers: {}, body: null }, false);
	return { waits, sent };
}

test.each([
	["retry-after", "2", 2000],
	["retry-after", "1.5", 1500],
	["retry-after", "Thu, 01 Jan 2026 00:00:05 GMT", 5000],
	["retry-after", "Thursday, 01-Jan-26 00:00:05 GMT", 5000],
	["retry-after", "Thu Jan  1 00:00:05 2026", 5000],
	["retry-after-ms", "1234.5", 1234.5],
	["retry-after", "86400", 30_000],
	["retry-after", "Fri, 01 Jan 2027 00:00:05 GMT", 30_000],
	["retry-after", "0", 1000],
	["retry-after", "soon", 1000],
])("after a 429 and a 503 with %s: %s, a request is sent again after %d ms", async (name, text, delay) => {
	expect(await waitsAfter(429, { [name]: text })).toEqual({ waits: [delay], sent: 2 });
	expect(await waitsAfter(503, { [name]: text })).toEqual({ waits: [delay], sent: 2 });
});

test("after a 429 without Retry-After a request is sent again, after a 503 without it is not", async () => {
	expect(await waitsAfter(429, {})).toEqual({ waits: [1000], sent: 2 });
	expect(await waitsAfter(503, {})).toEqual({ waits: [], sent: 1 });
});
