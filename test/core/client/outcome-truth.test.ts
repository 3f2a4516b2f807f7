import { createServer as createTlsServer } from "node:https";
import { createServer } from "node:net";
import { expect, test, vi } from "vitest";
import type { ClientError } from "../../../src/core/client/errors.ts";
import { selfSignedCertificate } from "../../support/certificate.ts";
import { listen, unusedAddress } from "../../support/servers.ts";
import { fetchNote } from "./support/calls.ts";
import { RESPONSES, startFaultyService, type Treatment } from "./support/faulty-service.ts";
import { startFullServer } from "./support/stalls.ts";
import { createToyClient, type ToyClient, TRANSPORTS } from "./support/toy.ts";

// Whether the outcome of a create is what a real service did with it, whatever happens to its connection.

/** The number of creates by each transport. */
const CREATES = Number(process.env.OUTCOME_CREATES ?? 1000);
const SEED = Number(process.env.OUTCOME_SEED ?? Date.now() % 1_000_000);
/** How many creates run at the same time. */
const LANES = 12;
/** The time limit of a call that nothing would end, in milliseconds. */
const STALL = 40;

type Random = () => number;

/** The generator mulberry32. */
function createRandom(seed: number): Random {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

interface Services {
	readonly [name: string]: ToyClient;
}

/** One create: the client that sends it, what the service does with it, when its caller aborts it. */
interface Plan {
	readonly to: string;
	readonly treatment?: Treatment;
	readonly abortAfter?: number;
	readonly timeout?: number;
	/** Kills the idle connections just before, as if the process had been blocked. */
	readonly stale?: boolean;
}

const pick = <Item>(random: Random, items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
const open = (random: Random, respond: Treatment["respond"]): Plan => ({
	to: "service",
	treatment: { carriesOut: random() < 0.5, respond },
});

/** How a call ends that nothing else would end. */
const ENDS: Readonly<Record<string, (random: Random) => Pick<Plan, "timeout" | "abortAfter">>> = {
	"a time-out": () => ({ timeout: STALL }),
	"an abort": (random) => ({ abortAfter: random() * STALL }),
};

/** What a call waits for until its end. */
const STALLS: Readonly<Record<string, (random: Random) => Plan>> = {
	"a connection": () => ({ to: "full" }),
	"a free connection": () => ({ to: "busy" }),
	"the handshake of TLS": () => ({ to: "mute" }),
	"a response": (random) => open(random, RESPONSES.nothing),
};

type Fault = readonly [name: string, plan: (random: Random) => Plan];

const STALL_FAULTS = Object.entries(STALLS).flatMap(([awaited, stall]) =>
	Object.entries(ENDS).map(
		([name, end]): Fault => [`${name} while it waits for ${awaited}`, (random) => ({ ...stall(random), ...end(random) })],
	),
);

const OTHER_FAULTS: Readonly<Record<string, (random: Random) => Plan>> = {
	"no fault": () => ({ to: "service", treatment: { carriesOut: true, respond: RESPONSES.success } }),
	refused: () => ({ to: "refused" }),
	"a certificate that is not trusted": () => ({ to: "untrusted" }),
	"a connection that died unnoticed": () => ({ to: "stale", stale: true }),
	"a connection that breaks off": (random) =>
		pick(random, [{ to: "resetting" }, open(random, RESPONSES.reset), open(random, RESPONSES.close)]),
	"a success that is cut off": () => ({ to: "service", treatment: { carriesOut: true, respond: RESPONSES.cutOff } }),
	"an error that leaves it open": (random) => open(random, RESPONSES.status(pick(random, [408, 500, 502, 503, 504]))),
	"an error that rejects it": (random) => ({
		to: "service",
		treatment: { carriesOut: false, respond: RESPONSES.status(pick(random, [400, 401, 404, 409, 429])) },
	}),
	"an abort at any moment": (random) => ({
		to: "service",
		treatment: {
			carriesOut: true,
			respond: (socket) => setTimeout(() => RESPONSES.success(socket), random() * 4),
		},
		abortAfter: random() * 8,
	}),
};

const FAULTS: readonly Fault[] = [...STALL_FAULTS, ...Object.entries(OTHER_FAULTS)];

async function runCreates(transport: (typeof TRANSPORTS)[number]) {
	const random = createRandom(SEED);
	const treatments = new Map<string, Treatment>();
	const success: Treatment = { carriesOut: true, respond: RESPONSES.success };
	const service = await startFaultyService((text) => treatments.get(text) ?? success);
	const certificate = selfSignedCertificate();
	const mute = await listen(createServer((socket) => void socket.on("error", () => {})));
	const resetting = await listen(createServer((socket) => void socket.on("error", () => {}).resetAndDestroy()));
	const addresses = {
		service: service.baseUrl,
		refused: await unusedAddress(),
		untrusted: `https://127.0.0.1:${(await listen(createTlsServer(certificate))).port}`,
		full: `http://127.0.0.1:${await startFullServer()}`,
		mute: `https://127.0.0.1:${mute.port}`,
		resetting: resetting.url,
		busy: mute.url,
	};
	const make = (baseUrl: string, maxSockets?: number) =>
		createToyClient({ transport, baseUrl, retries: 1, ...(transport === "node" && { maxSockets }) });
	const clients: Services = Object.fromEntries(
		Object.entries(addresses).map(([name, url]) => [name, make(url, name === "busy" ? 1 : undefined)]),
	);
	// The connection that the others wait for. With fetch, there is no limit, and they wait for a response.
	const busy = new AbortController();
	const holder = clients.busy && fetchNote(clients.busy, { signal: busy.signal, timeout: 1_000_000 }).catch(() => {});

	// A process that was blocked sees that time has passed.
	const realNow = Date.now;
	let skipped = 0;
	const clock = vi.spyOn(Date, "now").mockImplementation(() => realNow() + skipped);
	const runs = new Map<string, { readonly fault: string; readonly error: ClientError | undefined }>();
	let started = 0;
	const staleServices = new Set<typeof service>();
	const runLane = async () => {
		const stale = await startFaultyService(() => success);
		staleServices.add(stale);
		const own: Services = { ...clients, stale: make(stale.baseUrl) };
		while (started < CREATES) {
			const text = `n${String(started++).padStart(7, "0")}`;
			const [fault, makePlan] = pick(random, FAULTS);
			const plan = makePlan(random);
			if (plan.treatment) treatments.set(text, plan.treatment);
			const client = own[plan.to] as ToyClient;
			const controller = new AbortController();
			if (plan.stale) {
				await fetchNote(client);
				for (const socket of stale.sockets) socket.destroy();
				skipped += 2000;
			}
			const timer = plan.abortAfter !== undefined && setTimeout(() => controller.abort(), plan.abortAfter);
			const options = { signal: controller.signal, timeout: plan.timeout };
			const error = await client.createNote({ Reader: "A1", Text: text }, options).then(
				() => undefined,
				(error: ClientError) => error,
			);
			if (timer) clearTimeout(timer);
			runs.set(text, { fault, error });
		}
	};
	await Promise.all(Array.from({ length: LANES }, runLane));
	// What was sent before an abort may still arrive.
	await new Promise((resolve) => setTimeout(resolve, 200));
	clock.mockRestore();
	busy.abort();
	await holder;
	const truthOf = (text: string) =>
		[service, ...staleServices].map(({ truths }) => truths.get(text)).find(Boolean) ?? { received: 0, carriedOut: 0 };
	return [...runs].map(([text, run]) => ({ text, ...run, ...truthOf(text) }));
}

type Run = Awaited<ReturnType<typeof runCreates>>[number];

/** What each outcome says of the truth; undefined is a success. */
function isTrue({ error, received, carriedOut }: Run): boolean {
	if (error === undefined || error.outcome === "done") return carriedOut === 1;
	if (error.outcome === "not-sent") return received === 0;
	return error.outcome === "unknown" || carriedOut === 0;
}

function summarize(runs: readonly Run[]) {
	const failed = runs.filter(({ error }) => error !== undefined);
	const unknown = failed.filter(({ error }) => error?.outcome === "unknown").length;
	const show = ({ text, fault, error, received, carriedOut }: Run) => ({
		text,
		fault,
		error: String(error),
		received,
		carriedOut,
	});
	return {
		failed: failed.length,
		unknown,
		share: unknown / failed.length,
		doubled: runs.filter(({ carriedOut }) => carriedOut > 1).map(show),
		lost: runs.filter(({ error, carriedOut }) => error === undefined && carriedOut === 0).map(show),
		wrong: runs.filter((run) => !isTrue(run)).map(show),
	};
}

test("no create is doubled or lost, each outcome is true, and the transport of Node leaves half as many open", async () => {
	const shares: Record<string, number> = {};
	for (const transport of TRANSPORTS) {
		const { share, failed, unknown, ...defects } = summarize(await runCreates(transport));
		expect(defects, `${transport}, OUTCOME_SEED=${SEED}`).toEqual({ doubled: [], lost: [], wrong: [] });
		if (process.env.OUTCOME_CREATES) console.log({ transport, seed: SEED, creates: CREATES, failed, unknown, share });
		shares[transport] = share;
	}
	const { node = 1, fetch = 0 } = shares;
	expect(node, `OUTCOME_SEED=${SEED}: ${JSON.stringify(shares)}`).toBeLessThanOrEqual(fetch / 2);
}, 900_000);
