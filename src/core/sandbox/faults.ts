import type { HttpRequest, HttpResponse } from "../operation/http.ts";
import type { RequestPart } from "../operation/violation.ts";
import { BUILT_IN_DRIFTS } from "./drifts.ts";
import type { Snapshot } from "./state.ts";

/** What a drift is told of the exchange that it changes. */
export interface DriftContext {
	/** The operation that the request is for; undefined where it is for none. */
	readonly operationId: string | undefined;
	readonly request: HttpRequest;
	/** The state, to look at or to put back: a drift can undo what it let happen. */
	snapshot(): Snapshot;
	restore(snapshot: Snapshot): void;
}

/** What a drift may ask of the sandbox when it lets it answer. */
export interface DriftLeave {
	/** The request to answer; the client's own when left out. */
	readonly request?: HttpRequest;
	/** What not to check: the service then accepts what it documents to refuse. */
	readonly unchecked?: readonly ("credentials" | RequestPart)[];
}

/**
 * A deviation from the description, to see whether it is noticed: a function around the answering of one exchange.
 * It can change the request before `next` and the response after it, call `next` several times or not at all, and
 * remember things from one exchange to the next.
 */
export type Drift = (context: DriftContext, next: (leave?: DriftLeave) => HttpResponse) => HttpResponse;

/** Which requests a fault strikes. */
export interface FaultScope {
	/** Only those of this operation; all when left out. */
	readonly operationId?: string;
	/** How many requests it strikes before it is over; no end when left out. */
	readonly times?: number;
}

/** What goes wrong, on demand. One fault can be several things at once. */
export interface Fault extends FaultScope {
	/** Milliseconds to wait before the request is looked at. */
	readonly latency?: number;
	/** Answer with this status (400 to 599) and carry nothing out. */
	readonly status?: number;
	/** Seconds, for the header `Retry-After` of such an answer; 1 by default with 429. */
	readonly retryAfter?: number;
	/** Close the connection without an answer. The request is not carried out. */
	readonly reset?: boolean;
	/** Carry the request out, and break off in the middle of the answer's body. */
	readonly truncate?: boolean;
	/** Answer otherwise than documented: the name of a drift with its argument, such as `missing:/sid`, or a function. */
	readonly drift?: string | Drift;
}

/** All that strikes one request. */
export interface Strike {
	readonly latency: number;
	readonly forced: { readonly status: number; readonly retryAfter?: number } | undefined;
	readonly reset: boolean;
	readonly truncate: boolean;
	readonly drifts: readonly Drift[];
}

/** Makes a drift from the argument after its name. */
export type DriftMaker = (argument: string) => Drift;

export class FaultError extends Error {
	override readonly name = "FaultError";
}

interface Active {
	readonly fault: Fault;
	readonly drift: Drift | undefined;
	left: number;
}

/** The faults that are switched on. */
export class Faults {
	readonly #drifts: Readonly<Record<string, DriftMaker>>;
	readonly #active = new Set<Active>();
	readonly #operationIds: readonly string[];

	constructor(operationIds: readonly string[], drifts: Readonly<Record<string, DriftMaker>> = {}) {
		this.#operationIds = operationIds;
		this.#drifts = { ...BUILT_IN_DRIFTS, ...drifts };
	}

	/** Whether any fault is switched on. */
	get active(): boolean {
		return this.#active.size > 0;
	}

	/** The faults, as they would have to be added again. */
	list(): Fault[] {
		return [...this.#active].map(({ fault, left }) => (Number.isFinite(left) ? { ...fault, times: left } : fault));
	}

	/**
	 * Switches a fault on.
	 *
	 * @returns what switches it off
	 * @throws {FaultError} naming the member that makes no sense
	 */
	add(fault: Fault): () => void {
		const active = this.#activate(fault);
		this.#active.add(active);
		return () => this.#active.delete(active);
	}

	clear(): void {
		this.#active.clear();
	}

	/** Collects what strikes a request, and counts it down. `header` holds faults for this request alone. */
	strike(operationId: string | undefined, header: string | undefined): Strike | undefined {
		if (this.#active.size === 0 && header === undefined) return undefined;
		const striking = header === undefined ? [] : [this.#activate(parseFault(header))];
		for (const active of this.#active) {
			const { fault } = active;
			if (fault.operationId !== undefined && fault.operationId !== operationId) continue;
			striking.push(active);
			active.left--;
			if (active.left <= 0) this.#active.delete(active);
		}
		return striking.length === 0 ? undefined : combine(striking);
	}

	#activate(fault: Fault): Active {
		for (const [name, value] of Object.entries(fault)) {
			const expected = Object.hasOwn(EXPECTED, name) ? EXPECTED[name] : undefined;
			if (expected === undefined)
				throw new FaultError(`${name}: no such fault; expected one of ${Object.keys(EXPECTED).join(", ")}`);
			if (!expected.test(value)) throw new FaultError(`${name}: expected ${expected.what}, got ${JSON.stringify(value)}`);
		}
		if (fault.operationId !== undefined && !this.#operationIds.includes(fault.operationId)) {
			throw new FaultError(`operationId: expected one of ${this.#operationIds.join(", ")}, got ${fault.operationId}`);
		}
		const drift = typeof fault.drift === "string" ? this.#driftOf(fault.drift) : fault.drift;
		return { fault, drift, left: fault.times ?? Number.POSITIVE_INFINITY };
	}

	#driftOf(text: string): Drift {
		const [name = "", ...argument] = text.split(":");
		const make = Object.hasOwn(this.#drifts, name) ? this.#drifts[name] : undefined;
		if (make === undefined) throw new FaultError(`drift: expected one of ${Object.keys(this.#drifts).join(", ")}, got ${name}`);
		return make(argument.join(":"));
	}
}

interface Expectation {
	readonly what: string;
	readonly test: (value: unknown) => boolean;
}

const isWhole = (least: number, most: number) => (value: unknown) =>
	value === undefined || (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most);
const isSwitch = (value: unknown) => value === undefined || typeof value === "boolean";
const isText = (value: unknown) => value === undefined || typeof value === "string";

const EXPECTED: Readonly<Record<string, Expectation>> = {
	operationId: { what: "the id of an operation", test: isText },
	times: { what: "a whole number from 1", test: isWhole(1, Number.MAX_SAFE_INTEGER) },
	latency: { what: "milliseconds, at most an hour", test: isWhole(0, 3_600_000) },
	status: { what: "a status from 400 to 599", test: isWhole(400, 599) },
	retryAfter: { what: "whole seconds", test: isWhole(0, 86_400) },
	reset: { what: "true or false", test: isSwitch },
	truncate: { what: "true or false", test: isSwitch },
	drift: { what: "the name of a drift", test: (value) => isText(value) || typeof value === "function" },
};

/**
 * Reads a fault from text: members with a value after `=`, apart by commas, such as `status=429,retryAfter=2`,
 * `latency=200`, `reset` or `drift=missing:/sid`.
 *
 * @throws {FaultError} naming the member that makes no sense
 */
export function parseFault(text: string): Fault {
	const members = text
		.split(",")
		.map((part) => part.trim())
		.filter((part) => part !== "")
		.map((part): [string, unknown] => {
			const [name = "", ...rest] = part.split("=");
			const value = rest.join("=").trim();
			return [name.trim(), rest.length === 0 ? true : readValue(value)];
		});
	return Object.fromEntries(members);
}

function readValue(text: string): unknown {
	if (/^\d+$/.test(text)) return Number(text);
	return text === "true" ? true : text === "false" ? false : text;
}

function combine(striking: readonly Active[]): Strike {
	const forced = striking.find(({ fault }) => fault.status !== undefined)?.fault;
	const retryAfter = forced?.retryAfter ?? (forced?.status === 429 ? 1 : undefined);
	return {
		latency: striking.reduce((sum, { fault }) => sum + (fault.latency ?? 0), 0),
		forced:
			forced?.status === undefined ? undefined : { status: forced.status, ...(retryAfter === undefined ? {} : { retryAfter }) },
		reset: striking.some(({ fault }) => fault.reset === true),
		truncate: striking.some(({ fault }) => fault.truncate === true),
		drifts: striking.flatMap(({ drift }) => (drift ? [drift] : [])),
	};
}
