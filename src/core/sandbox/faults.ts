import { kindOf } from "../operation/value.ts";
import { checkFault, type Fault, parseFault } from "./fault.ts";
import { FaultError } from "./fault-error.ts";
import { BUILT_IN_MUTATIONS, type Mutation, type MutationFactory } from "./mutations.ts";

/** The faults of one request, combined. */
export interface InjectedFaults {
	readonly faults: readonly Fault[];
	readonly latency: number;
	readonly statusOverride: { readonly status: number; readonly retryAfter?: number } | undefined;
	readonly reset: boolean;
	readonly truncate: boolean;
	readonly mutations: readonly Mutation[];
}

interface ActiveFault {
	readonly fault: Fault;
	readonly mutation: Mutation | undefined;
	/** The number of requests that it still applies to. */
	left: number;
}

/** The faults that are switched on. */
export class Faults {
	/**
	 * Is called after a fault was switched on or off, or counted down.
	 *
	 * @internal
	 */
	onChange: (() => void) | undefined;
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
		if (!Array.isArray(initial)) throw new FaultError(`faults: expected a list, got ${kindOf(initial)}`);
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
		this.onChange?.();
		return () => {
			if (this.#active.delete(active)) this.onChange?.();
		};
	}

	clear(): void {
		this.#active.clear();
		this.onChange?.();
	}

	/** Goes back to the faults of the start. */
	reset(): void {
		this.clear();
		for (const fault of this.#initial) this.add(fault);
	}

	/**
	 * Collects the faults of a request, and counts them down.
	 *
	 * @internal
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
			if (fault.times !== undefined) this.onChange?.();
		}
		return collected.length === 0 ? undefined : combine(collected);
	}

	#activate(fault: Fault): ActiveFault {
		checkFault(fault, this.#operationIds);
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

function combine(faults: readonly ActiveFault[]): InjectedFaults {
	const override = faults.find(({ fault }) => fault.status !== undefined)?.fault;
	const retryAfter = override?.retryAfter ?? (override?.status === 429 ? 1 : undefined);
	return {
		faults: faults.map(({ fault }) => fault),
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
