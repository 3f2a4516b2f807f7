import type { DriftMaker, Fault } from "./faults.ts";
import type { Exchange } from "./har.ts";
import type { Random } from "./random.ts";
import type { Seed } from "./state.ts";

/** How a sandbox runs, whatever API it serves. */
export interface SandboxOptions {
	/** The clock: milliseconds since 1970. `Date.now` by default. */
	readonly now?: () => number;
	/** The random source of identifiers: a number from 0 to below 1. `Math.random` by default. */
	readonly random?: Random;
	/** Waits so many milliseconds, for faults with latency. */
	readonly sleep?: (milliseconds: number) => Promise<void>;
	/** What is there from the start, and again after every reset. */
	readonly seed?: Seed;
	/** What goes wrong from the start. */
	readonly faults?: readonly Fault[];
	/** More drifts that faults can name. */
	readonly drifts?: Readonly<Record<string, DriftMaker>>;
	/** The largest body that is read, in bytes; 1 MiB by default. A larger one is answered with 413. */
	readonly maxBodyBytes?: number;
	/** How many exchanges are kept for the recording; 100 by default, 0 for none. */
	readonly record?: number;
	/** Is told of every exchange, when it has been answered. */
	readonly onExchange?: (exchange: Exchange) => void;
	/** Is told of errors in the sandbox itself; the request is answered with a 500. They are thrown where nobody is told. */
	readonly onError?: (error: unknown) => void;
}
