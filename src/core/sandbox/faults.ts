import { BUILT_IN_MUTATIONS, type Mutation, type MutationFactory } from "./mutations.ts";

/** An error on demand. One fault can be several things at once. */
export interface Fault {
	/** Applies to requests of this operation only; to all by default. */
	readonly operationId?: string;
	/** The number of requests after which it ends; it does not end by default. */
	readonly times?: number;
	/** Milliseconds to wait before the request is handled. */
	readonly latency?: number;
	/** Respond with this status (400 to 599); the request is not carried out. */
	readonly status?: number;
	/** Seconds, for the header `Retry-After` of such a response; 1 by default with 429. */
	readonly retryAfter?: number;
	/** Close the connection without a response. The request is not carried out. */
	readonly reset?: boolean;
	/** Carry the request out, and break off in the middle of the response's body. */
	readonly truncate?: boolean;
	/** Deviate from the description: the name of a mutation with its argument, such as `undocumented:/extra`, or a function. */
	readonly mutation?: string | Mutation;
}

/** The faults of one request, combined. */
export interface InjectedFaults {
	readonly latency: number;
	readonly statusOverride: { readonly status: number; readonly retryAfter?: number } | undefined;
	readonly reset: boolean;
	readonly truncate: boolean;
	readonly mutations: readonly Mutation[];
}

/** A fault that cannot be used; the message names the member that is invalid. */
export class FaultError extends Error {
	override readonly name = "FaultError";
}

interface ActiveFault {
	readonly fault: Fault;
	readonly mutation: Mutation | undefined;
	/** The number of requests that it still applies to. */
	left: number;
}

/** The faults that are switched on. */
export class Faults {
	readonly #mutations: Readonly<Record<string, MutationFactory>>;
	readonly #active = new Set<ActiveFault>();
	readonly #operationIds: readonly string[];
	readonly #initial: readonly Fault[];

	/** @param initial the faults that are switched on at the start, and again by `reset` */
	constructor(
		operationIds: readonly string[],
		mutations: Readonly<Record<string, MutationFactory>> = {},
		initial: readonly Fault[] = [],
	) {
		this.#operationIds = operationIds;
		this.#mutations = { ...BUILT_IN_MUTATIONS, ...mutations };
		this.#initial = initial;
		this.reset();
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
	 * @returns the function that switches it off
	 * @throws {FaultError} naming the member that is invalid
	 */
	add(fault: Fault): () => void {
		const active = this.#activate(fault);
		this.#active.add(active);
		return () => this.#active.delete(active);
	}

	clear(): void {
		this.#active.clear();
	}

	/** Goes back to the faults of the start. */
	reset(): void {
		this.clear();
		for (const fault of this.#initial) this.add(fault);
	}

	/**
	 * Collects the faults of a request, and counts them down.
	 *
	 * @param header a fault for this request alone, as text: see `parseFault`
	 * @throws {FaultError} naming the member of the header that is invalid
	 */
	collect(operationId: string | undefined, header: string | undefined): InjectedFaults | undefined {
		if (this.#active.size === 0 && header === undefined) return undefined;
		const collected = header === undefined ? [] : [this.#activate(parseFault(header))];
		for (const active of this.#active) {
			const { fault } = active;
			if (fault.operationId !== undefined && fault.operationId !== operationId) continue;
			collected.push(active);
			active.left--;
			if (active.left <= 0) this.#active.delete(active);
		}
		return collected.length === 0 ? undefined : combine(collected);
	}

	#activate(fault: Fault): ActiveFault {
		for (const [name, value] of Object.entries(fault)) {
			const expected = Object.hasOwn(FAULT_MEMBERS, name) ? FAULT_MEMBERS[name] : undefined;
			if (expected === undefined)
				throw new FaultError(`${name}: no such fault; expected one of ${Object.keys(FAULT_MEMBERS).join(", ")}`);
			if (!expected.test(value)) throw new FaultError(`${name}: expected ${expected.what}, got ${JSON.stringify(value)}`);
		}
		if (fault.operationId !== undefined && !this.#operationIds.includes(fault.operationId)) {
			throw new FaultError(`operationId: expected one of ${this.#operationIds.join(", ")}, got ${fault.operationId}`);
		}
		const mutation = typeof fault.mutation === "string" ? this.#createMutation(fault.mutation) : fault.mutation;
		return { fault, mutation, left: fault.times ?? Number.POSITIVE_INFINITY };
	}

	#createMutation(text: string): Mutation {
		const [name = "", ...argument] = text.split(":");
		const create = Object.hasOwn(this.#mutations, name) ? this.#mutations[name] : undefined;
		if (create === undefined) {
			throw new FaultError(`mutation: expected one of ${Object.keys(this.#mutations).join(", ")}, got ${name}`);
		}
		return create(argument.join(":"));
	}
}

interface MemberRequirement {
	readonly what: string;
	readonly test: (value: unknown) => boolean;
}

const isWhole = (min: number, max: number) => (value: unknown) =>
	value === undefined || (Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max);
const isSwitch = (value: unknown) => value === undefined || typeof value === "boolean";
const isText = (value: unknown) => value === undefined || typeof value === "string";

/** The members of a fault, with what each has to be. */
export const FAULT_MEMBERS: Readonly<Record<string, MemberRequirement>> = {
	operationId: { what: "the id of an operation", test: isText },
	times: { what: "a whole number from 1", test: isWhole(1, Number.MAX_SAFE_INTEGER) },
	latency: { what: "milliseconds, at most an hour", test: isWhole(0, 3_600_000) },
	status: { what: "a status from 400 to 599", test: isWhole(400, 599) },
	retryAfter: { what: "whole seconds", test: isWhole(0, 86_400) },
	reset: { what: "true or false", test: isSwitch },
	truncate: { what: "true or false", test: isSwitch },
	mutation: { what: "the name of a mutation", test: (value) => isText(value) || typeof value === "function" },
};

/**
 * Reads a fault from text: members with a value after `=`, separated by commas, such as `status=429,retryAfter=2`,
 * `latency=200`, `reset` or `mutation=undocumented:/extra`.
 *
 * The values are checked when the fault is switched on.
 *
 * @throws {FaultError} naming a member that is given twice
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
	const repeated = members.find(([name], index) => members.findIndex(([other]) => other === name) !== index);
	if (repeated) throw new FaultError(`${repeated[0]}: given twice`);
	return Object.fromEntries(members);
}

function readValue(text: string): unknown {
	if (/^\d+$/.test(text)) return Number(text);
	if (text === "true" || text === "false") return text === "true";
	return text;
}

function combine(faults: readonly ActiveFault[]): InjectedFaults {
	const override = faults.find(({ fault }) => fault.status !== undefined)?.fault;
	const retryAfter = override?.retryAfter ?? (override?.status === 429 ? 1 : undefined);
	return {
		latency: faults.reduce((sum, { fault }) => sum + (fault.latency ?? 0), 0),
		statusOverride:
			override?.status === undefined
				? undefined
				: { status: override.status, ...(retryAfter === undefined ? {} : { retryAfter }) },
		reset: faults.some(({ fault }) => fault.reset === true),
		truncate: faults.some(({ fault }) => fault.truncate === true),
		mutations: faults.flatMap(({ mutation }) => mutation ?? []),
	};
}
