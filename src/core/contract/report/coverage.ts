import { type GeneratedApi, operationOf } from "../../operation/generated-api.ts";
import { documentedStatus } from "../../operation/response.ts";
import { type Step, statusOf, succeeded } from "../exchange.ts";
import type { Case, Skip } from "../plan/case.ts";

/** How much of the description a run has put to the test, and what it has not, by name. */
export interface Coverage {
	/** Operations that succeeded at least once. */
	readonly operations: Share;
	/** Documented statuses that were seen, as `operationId 200`. */
	readonly statuses: Share;
	/** Rules of requests that were broken or tried out on purpose. */
	readonly constraints: Share;
}

export interface Share {
	readonly covered: number;
	readonly total: number;
	readonly missing: readonly string[];
}

/** Gathers coverage while a run goes on. */
export class CoverageCounter {
	readonly #api: GeneratedApi;
	readonly #operations = new Set<string>();
	readonly #statuses = new Set<string>();
	readonly #constraints = new Set<string>();

	constructor(api: GeneratedApi) {
		this.#api = api;
	}

	addStep(step: Step): void {
		const { operationId } = step.exchange;
		const status = documentedStatus(operationOf(this.#api, operationId), statusOf(step));
		if (status !== undefined) this.#statuses.add(`${operationId} ${status}`);
		if (succeeded(step)) this.#operations.add(operationId);
	}

	addCase({ operationIds: [operationId = ""], rule }: Pick<Case, "operationIds" | "rule">): void {
		if (rule) this.#constraints.add(`${operationId} ${rule.part}${rule.pointer} ${rule.keyword}`);
	}

	/** @param planned all cases and skips, those included that were not run */
	finish(planned: readonly (Case | Skip)[]): Coverage {
		const { operations } = this.#api;
		const statuses = Object.entries(operations).flatMap(([id, { responses }]) =>
			Object.keys(responses).map((status) => `${id} ${status}`),
		);
		const constraints = planned.flatMap(({ operationIds: [id = ""], rule }) =>
			rule ? [`${id} ${rule.part}${rule.pointer} ${rule.keyword}`] : [],
		);
		return {
			operations: share(Object.keys(operations), this.#operations),
			statuses: share(statuses, this.#statuses),
			constraints: share(constraints, this.#constraints),
		};
	}
}

function share(all: readonly string[], covered: ReadonlySet<string>): Share {
	const names = [...new Set(all)];
	const missing = names.filter((name) => !covered.has(name));
	return { covered: names.length - missing.length, total: names.length, missing };
}
