import { expect, test } from "vitest";
import { json, startServer } from "../../support/servers.ts";
import { createToyClient, NOTE } from "./support/toy.ts";

const ARGUMENTS = { Reader: "A1", Note: 7 };

test("a client that is closed rejects calls before they are sent", async () => {
	const { url, requests } = await startServer((_, response) => json(response, 200, NOTE));
	const client = createToyClient({ baseUrl: url });
	await client.close();
	await expect(client.fetchNote(ARGUMENTS)).rejects.toMatchObject({
		name: "ClientError",
		message: expect.stringContaining("closed"),
		outcome: "not-sent",
	});
	await expect(client.listNotes({ Reader: "A1" }).toArray()).rejects.toMatchObject({ outcome: "not-sent" });
	expect(requests).toEqual([]);
});

test("close waits for the calls under way, with their retries", async () => {
	const answers: (() => void)[] = [];
	const { url, requests } = await startServer((_, response, index) => {
		answers.push(() => json(response, index === 0 ? 503 : 200, index === 0 ? { message: "no" } : NOTE));
	});
	const client = createToyClient({ baseUrl: url });
	const ended: string[] = [];
	const call = client.fetchNote(ARGUMENTS).then(() => ended.push("call"));
	await until(() => answers.length === 1);
	const closings = [client.close(), client.close()].map((closing) => closing.then(() => ended.push("close")));
	answers[0]?.();
	await until(() => answers.length === 2);
	expect(ended).toEqual([]);
	answers[1]?.();
	await Promise.all([call, ...closings]);
	expect(ended).toEqual(["call", "close", "close"]);
	expect(requests).toHaveLength(2);
});

test("close waits for a call that fails", async () => {
	const { url } = await startServer((_, response) => json(response, 404, { message: "no" }));
	const client = createToyClient({ baseUrl: url });
	const call = client.fetchNote(ARGUMENTS).catch((error: Error) => error.name);
	await client.close();
	expect(await call).toBe("NotFoundError");
});

test("close closes the idle connections", async () => {
	const { url, sockets } = await startServer((_, response) => json(response, 200, NOTE));
	const client = createToyClient({ baseUrl: url, transport: "node" });
	await client.fetchNote(ARGUMENTS);
	expect(sockets.size).toBe(1);
	await client.close();
	await until(() => sockets.size === 0);
});

test("a client can be disposed of", async () => {
	const client = createToyClient();
	await client[Symbol.asyncDispose]();
	await expect(client.fetchNote(ARGUMENTS)).rejects.toMatchObject({ outcome: "not-sent" });
});

/** Waits for a condition; the test fails by its own time-out if it never holds. */
async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}
