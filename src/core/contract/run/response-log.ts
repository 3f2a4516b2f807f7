import { type Step, statusOf } from "../exchange.ts";

/** The number of requests in a row without a response, or with nothing but 429, after which the run gives up. */
const MAX_SILENT_REQUESTS = 8;

/** Statuses that prove nothing about the contract: no response, no access, or no resource. */
const UNINFORMATIVE_STATUSES = new Set([0, 401, 403, 404]);

/** Which responses a run has received: tells whether the target is there, and whether they prove anything. */
export class ResponseLog {
	/** 0 stands for no response. */
	readonly #statuses = new Set<number>();
	/** The operations of the last requests, as long as none of them got a response of use. */
	#silent: string[] = [];
	/** Whether any request needed access to prove something. */
	#neededAccess = false;

	add(step: Step): void {
		const status = statusOf(step);
		this.#statuses.add(status);
		this.#neededAccess ||= step.expect.kind === "success" || step.expect.kind === "rejected";
		this.#silent = status === 0 || status === 429 ? [...this.#silent, step.exchange.operationId] : [];
	}

	/** Whether the target stopped responding. One silent operation says nothing about the others, if any of them responded. */
	get isSilent(): boolean {
		if (this.#silent.length < MAX_SILENT_REQUESTS) return false;
		return new Set(this.#silent).size > 1 || this.#statuses.size === 1;
	}

	/** Whether requests were sent, and none got a response. */
	get isUnreachable(): boolean {
		return this.#statuses.size === 1 && this.#statuses.has(0);
	}

	/** @param isSelection whether the cases were selected: a selection of nothing but rejections is proved by them */
	provesNothing(isSelection: boolean): boolean {
		if (isSelection && !this.#neededAccess) return false;
		return [...this.#statuses].every((status) => UNINFORMATIVE_STATUSES.has(status));
	}
}
