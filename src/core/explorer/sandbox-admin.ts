import type { Fault } from "../sandbox/fault.ts";
import type { Seed, Snapshot } from "../sandbox/seed.ts";
import { adminUrl, type SandboxConnection } from "./connection.ts";

/** The endpoints for the sandbox itself. Each rejects with an `Error` that says what was expected and what came. */
export interface SandboxAdmin {
	state(): Promise<Snapshot>;
	restore(snapshot: Seed): Promise<void>;
	seed(seed: unknown): Promise<void>;
	reset(): Promise<void>;
	faults(): Promise<readonly Fault[]>;
	addFault(fault: Fault): Promise<void>;
	clearFaults(): Promise<void>;
	/** The last exchanges as an HTTP archive. */
	har(): Promise<unknown>;
}

/** Administers the sandbox of a connection. */
export function createAdmin(connection: SandboxConnection): SandboxAdmin {
	const call = async <Result>(method: string, endpoint: string, body?: unknown): Promise<Result> => {
		const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
		const response = await connection.fetch(adminUrl(connection, endpoint), init);
		const text = await response.text();
		const value = text === "" ? undefined : JSON.parse(text);
		if (response.ok) return value;
		throw new Error(value.error);
	};
	return {
		state: () => call("GET", "/state"),
		restore: (snapshot) => call("PUT", "/state", snapshot),
		seed: (seed) => call("POST", "/seed", seed),
		reset: () => call("POST", "/reset"),
		faults: () => call("GET", "/faults"),
		addFault: (fault) => call("POST", "/faults", fault),
		clearFaults: () => call("DELETE", "/faults"),
		har: () => call("GET", "/har"),
	};
}
