import fc from "fast-check";
import { expect, test } from "vitest";
import type { ClientError } from "../../../src/core/client/errors.ts";
import { createToyClient, NOTE, type ToyClient } from "./support/toy.ts";

/** How an attempt ends for the client. */
type Ending = "refused" | "reset" | "timeout" | "abort" | "abort while waiting" | number | `${number} cut off`;

/** One attempt, and whether the service carries the request out where the ending leaves that open. */
interface Attempt {
	readonly ending: Ending;
	readonly carriedOut: boolean;
}

/** What really happened to the attempts of one call. */
interface Truth {
	attempts: number;
	received: number;
	carriedOut: number;
	/** The service reported a success, whether the report arrived whole or not. */
	succeeded: number;
	/** Attempts whose ending does not say whether they were carried out. */
	open: number;
}

const CALLS = {
	createNote: (client, options) => client.createNote({ Reader: "A1", Text: "milk" }, options),
	replaceNote: (client, options) => client.replaceNote({ Reader: "A1", Note: 7, Text: "milk" }, options),
	deleteNote: (client, options) => client.deleteNote({ Reader: "A1", Note: 7 }, options),
	fetchNote: (client, options) => client.fetchNote({ Reader: "A1", Note: 7 }, options),
} satisfies Record<string, (client: ToyClient, options: { signal: AbortSignal }) => Promise<unknown>>;

const STATUSES = [200, 302, 400, 404, 408, 409, 429, 500, 503] as const;
const ENDINGS: readonly Ending[] = [
	"refused",
	"reset",
	"timeout",
	"abort",
	"abort while waiting",
	...STATUSES,
	...STATUSES.map((status) => `${status} cut off` as const),
];

const attempts = fc.array(fc.record({ ending: fc.constantFrom(...ENDINGS), carriedOut: fc.boolean() }), { maxLength: 5 });

const isOpen = (status: number) => status === 302 || status === 408 || status >= 500;

/** A `fetch` that plays the attempts and keeps the truth; after the last one, the service is well. */
function play(script: readonly Attempt[], truth: Truth, abort: () => void) {
	const receive = (carriedOut: boolean, open: boolean) => {
		truth.received++;
		if (carriedOut) truth.carriedOut++;
		if (open) truth.open++;
	};
	return async (_: string, { method }: RequestInit): Promise<Response> => {
		const { ending, carriedOut } = script[truth.attempts++] ?? { ending: 200, carriedOut: true };
		if (ending === "refused") throw failure("ECONNREFUSED");
		if (typeof ending === "string" && !ending.endsWith("cut off")) {
			receive(carriedOut, true);
			if (ending === "timeout") return new Promise(() => {});
			if (ending === "abort") abort();
			throw failure("ECONNRESET");
		}
		const status = Number.parseInt(String(ending), 10);
		const isSuccess = status === 200;
		if (isSuccess) truth.succeeded++;
		receive(isSuccess || (isOpen(status) && carriedOut), isOpen(status));
		if (isSuccess && ending === 200 && method === "DELETE") return new Response(null, { status: 204 });
		const body = typeof ending === "string" ? brokenBody() : JSON.stringify(isSuccess ? NOTE : { message: "no" });
		return new Response(body, { status, headers: { "content-type": "application/json" } });
	};
}

const failure = (code: string) => new TypeError("fetch failed", { cause: Object.assign(new Error("why"), { code }) });
const brokenBody = () => new ReadableStream({ start: (controller) => controller.error(failure("ECONNRESET")) });

/** What each outcome says of the truth. */
const HOLDS: Readonly<Record<ClientError["outcome"], (truth: Truth) => boolean>> = {
	"not-sent": ({ received }) => received === 0,
	rejected: ({ received, carriedOut, open }) => received > 0 && carriedOut === 0 && open === 0,
	unknown: ({ open, succeeded }) => open > 0 && succeeded === 0,
	done: ({ succeeded }) => succeeded > 0,
};

test.each(Object.entries(CALLS))(
	"%s: the outcome is what really happened, whatever happens to the attempts",
	async (name, call) => {
		await fc.assert(
			fc.asyncProperty(attempts, fc.nat(4), async (script, retries) => {
				const truth: Truth = { attempts: 0, received: 0, carriedOut: 0, succeeded: 0, open: 0 };
				const controller = new AbortController();
				const client = createToyClient({
					baseUrl: "http://localhost",
					fetch: play(script, truth, () => controller.abort()),
					retries,
					timeout: 1,
					onRetry: ({ attempt }) => script[attempt - 1]?.ending === "abort while waiting" && controller.abort(),
				});
				const error = await call(client, { signal: controller.signal }).then(
					() => undefined,
					(error: ClientError) => error,
				);
				if (name === "createNote") expect(truth.carriedOut).toBeLessThanOrEqual(1);
				expect(truth.attempts).toBeLessThanOrEqual(retries + 1);
				if (error === undefined) {
					expect(truth.succeeded).toBeGreaterThan(0);
				} else {
					expect(error).toMatchObject({ attempts: truth.attempts });
					expect(HOLDS[error.outcome](truth), `${error.outcome}: ${JSON.stringify(truth)}`).toBe(true);
				}
			}),
			{ numRuns: 1250 },
		);
	},
	60_000,
);

test.each<[string, () => Promise<Response>]>([
	["a 404", async () => Response.json({ message: "gone" }, { status: 404 })],
	["a refused connection", () => Promise.reject(failure("ECONNREFUSED"))],
	["a time-out", () => new Promise(() => {})],
	["a 503", async () => Response.json({ message: "busy" }, { status: 503 })],
])("after a success that broke off, %s leaves the change done", async (_, second) => {
	const first = async () => new Response(brokenBody(), { headers: { "content-type": "application/json" } });
	let sent = 0;
	const fetch = () => (sent++ === 0 ? first() : second());
	const client = createToyClient({ baseUrl: "http://localhost", fetch, timeout: 5, retries: 1 });
	const call = client.replaceNote({ Reader: "A1", Note: 7, Text: "milk" });
	await expect(call).rejects.toMatchObject({ attempts: 2, outcome: "done" });
});

test("a request that was rejected and then not sent again was rejected", async () => {
	let sent = 0;
	const fetch = async () => {
		if (sent++ > 0) throw failure("ECONNREFUSED");
		return Response.json({ message: "too many" }, { status: 429 });
	};
	const call = createToyClient({ baseUrl: "http://localhost", fetch }).createNote({ Reader: "A1", Text: "milk" });
	await expect(call).rejects.toMatchObject({ name: "ConnectionError", attempts: 3, outcome: "rejected" });
});
