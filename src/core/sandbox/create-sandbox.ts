import type { Har } from "../operation/har.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import { handleAdmin } from "./admin.ts";
import { Exchanger, type Outcome } from "./exchanger.ts";
import type { Fault, Faults } from "./faults.ts";
import { createFetch, type SandboxFetch } from "./fetch.ts";

import type { ListenOptions, RunningSandbox } from "./listen.ts";
import type { SandboxOptions } from "./options.ts";
import type { SandboxApi, SandboxPolicy } from "./policy.ts";
import type { Seed, Snapshot } from "./state.ts";

export interface Sandbox {
	/**
	 * Answers a request. The answer is there at once, unless a fault delays it.
	 *
	 * @throws {ConnectionResetError} where a fault closes the connection
	 */
	handle(request: HttpRequest): HttpResponse | Promise<HttpResponse>;
	/** The sandbox in the place of the global `fetch`: no port, no network. */
	readonly fetch: SandboxFetch;
	/** Serves the sandbox over HTTP (Node only). */
	listen(options?: ListenOptions): Promise<RunningSandbox>;
	/**
	 * Adds to the state.
	 *
	 * @throws {SeedError} naming the place in the seed that is wrong; nothing is added then
	 */
	seed(seed: Seed): void;
	/** Goes back to the state of the start. */
	reset(): void;
	/** Everything there is, as JSON that can be seeded. */
	snapshot(): Snapshot;
	/** Replaces everything there is by a snapshot. */
	restore(snapshot: Seed): void;
	/** Grows with every change of the state. */
	readonly revision: number;
	/**
	 * Lets something go wrong from now on.
	 *
	 * @returns what ends it
	 * @throws {FaultError} naming the member that makes no sense
	 */
	inject(fault: Fault): () => void;
	/** The last exchanges as HTTP archive, credentials left out. */
	har(): Har;
	/** The faults that are switched on. */
	readonly faults: Faults;
}

/** Thrown by `handle` where a fault closes the connection, as a socket would. */
export class ConnectionResetError extends Error {
	override readonly name = "ConnectionResetError";
	readonly code = "ECONNRESET";
}

/**
 * Makes a sandbox of an API from its description and a policy.
 *
 * @throws {SeedError} naming the place in the seed that is wrong
 * @throws {FaultError} naming the member of a fault that makes no sense
 */
export function createSandbox(api: SandboxApi, policy: SandboxPolicy, options: SandboxOptions = {}): Sandbox {
	const core = new Exchanger(api, policy, options, (request) => handleAdmin(sandbox, request));
	const { state } = core.answerer;
	if (options.seed) state.seed(options.seed);
	const sandbox: Sandbox = {
		handle(request) {
			const outcome = core.exchange(request);
			return outcome instanceof Promise ? outcome.then(toResponse) : toResponse(outcome);
		},
		fetch: createFetch(core),
		async listen(listenOptions) {
			const { listen } = await import("./listen.ts");
			return listen(core, listenOptions);
		},
		seed: (seed) => state.seed(seed),
		reset() {
			state.reset();
			if (options.seed) state.seed(options.seed);
		},
		snapshot: () => state.snapshot(),
		restore: (snapshot) => state.restore(snapshot),
		get revision() {
			return state.revision;
		},
		inject: (fault) => core.faults.add(fault),
		har: () => core.recorder.har(),
		faults: core.faults,
	};
	return sandbox;
}

/** A body that breaks off is half of what its length says. */
function toResponse({ response, ending }: Outcome): HttpResponse {
	if (ending === "reset") throw new ConnectionResetError("The sandbox closed the connection, as a fault asked for");
	if (ending === "complete") return response;
	const { body } = response;
	const headers = { ...response.headers, "content-length": String(new TextEncoder().encode(body ?? "").length) };
	return { ...response, headers, body: body?.slice(0, body.length >> 1) ?? null };
}
