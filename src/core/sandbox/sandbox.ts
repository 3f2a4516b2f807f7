import type { Har } from "../operation/har.ts";
import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import type { ActorRequest } from "./act.ts";
import type { ChangeSource } from "./change.ts";
import type { SandboxListener } from "./events.ts";
import type { Fault } from "./fault.ts";
import type { Faults } from "./faults.ts";
import type { SandboxFetch } from "./fetch.ts";
import type { RunningSandbox } from "./listen.ts";
import type { ListenOptions } from "./listen-options.ts";
import type { Seed, Snapshot } from "./seed.ts";
import type { ResourceUpdate } from "./update-resource.ts";
import type { SeedWithWebhooks } from "./webhook-options.ts";
import type { Webhooks } from "./webhooks.ts";

/** A running mock server with its state. */
export interface Sandbox {
	/**
	 * Responds to a request: at once, or with a promise where a fault adds latency.
	 *
	 * @throws {ConnectionResetError} where a fault closes the connection
	 */
	handle(request: HttpRequest): HttpResponse | Promise<HttpResponse>;
	/** Takes the place of the global `fetch`: no port, no network. */
	readonly fetch: SandboxFetch;
	/**
	 * Serves the sandbox over HTTP (Node only).
	 *
	 * @throws {TypeError} naming the option that is invalid
	 */
	listen(options?: ListenOptions): Promise<RunningSandbox>;
	/**
	 * Adds to the state.
	 *
	 * @throws {SeedError} naming the place in the seed that is wrong; nothing is added then
	 */
	seed(seed: SeedWithWebhooks): void;
	/**
	 * Changes a resource as the service itself would, such as when a delivery moves on.
	 *
	 * @throws {SeedError} naming the place in the update that is wrong; nothing is changed then
	 */
	update(update: ResourceUpdate): void;
	/**
	 * Carries out an operation as someone besides the clients of the API, such as a user of an app whose message comes in.
	 *
	 * @returns what a client would get for the request
	 * @throws {SeedError} naming the place in the request that is wrong
	 */
	act(request: ActorRequest): HttpResponse | Promise<HttpResponse>;
	/** Goes back to the state, the faults and the webhooks of the start. */
	reset(): void;
	/** The whole state, as JSON that can be seeded. */
	snapshot(): Snapshot;
	/** Replaces the whole state by a snapshot. */
	restore(snapshot: Seed): void;
	/** The state as changes, for those who keep it elsewhere. */
	readonly changes: ChangeSource;
	/**
	 * Switches a fault on.
	 *
	 * @returns the function that switches it off
	 * @throws {FaultError} naming the member that is invalid
	 */
	inject(fault: Fault): () => void;
	/**
	 * Reports each exchange, webhook and change of the state, the faults or the webhooks from now on. Secrets are redacted.
	 * Exchanges and webhooks are reported at once, changes when the work under way is done.
	 *
	 * @returns the function that ends this
	 */
	watch(listener: SandboxListener): () => void;
	/** The last exchanges as an HTTP archive, without credentials. */
	har(): Har;
	/** Where webhooks go, and the last ones that were sent. */
	readonly webhooks: Webhooks;
	/** The faults that are switched on. */
	readonly faults: Faults;
}

/** Thrown by `handle` where a fault closes the connection, as a socket would. */
export class ConnectionResetError extends Error {
	override readonly name = "ConnectionResetError";
	readonly code = "ECONNRESET";
}
