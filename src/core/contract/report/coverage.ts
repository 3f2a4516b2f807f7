import { type GeneratedApi, operationOf } from "../../operation/generated-api.ts";
import { documentedStatus } from "../../operation/response.ts";
import { type Step, statusOf, succeeded } from "../exchange.ts";
import type { Case, Skip } from "../plan/case.ts";

/** How much of the description a run has tested, and the names of what it has not. */
export interface Coverage {
	/** Operations that succeeded at least once in a case that was not skipped, by operationId. */
	readonly operations: Share;
	/** Documented statuses that were received, as `operationId 200`. */
	readonly statuses: Share;
	/** Rules of requests that a case broke or tried at the limit, as `operationId body/Name maxLength`. */
	readonly constraints: Share;
}

/** A part of a total. */
export interface Share {
	/** The number of covered things, from 0 to `total`. */
	readonly covered: number;
	readonly total: number;
	/** The names of the `total - covered` others. */
	readonly missing: readonly string[];
}

/** Counts coverage during a run. */
export class CoverageCounter {
	readonly #api: GeneratedApi;
	readonly #operationIds: readonly string[];
	readonly #operations = new Set<string>();
	readonly #statuses = new Set<string>();
	readonly #constraints = new Set<string>();

	/** @param operationIds the operations that count */
	constructor(api: GeneratedApi, operationIds: readonly string[]) {
		this.#api = api;
		this.#operationIds = operationIds;
	}

	addStep(step: Step): void {
		const { operationId } = step.exchange;
		const status = documentedStatus(operationOf(this.#api, operationId), statusOf(step));
		if (status !== undefined) this.#statuses.add(`${operationId} ${status}`);
		if (succeeded(step)) this.#operations.add(operationId);
	}

	addCase(testCase: Case): void {
		for (const name of ruleNames(testCase)) this.#constraints.add(name);
	}

	/** @param planned all cases and skips of these operations, whether they were run or not */
	finish(planned: readonly (Case | Skip)[]): Coverage {
		const ids = this.#operationIds;
		const statuses = ids.flatMap((id) => Object.keys(operationOf(this.#api, id).responses).map((status) => `${id} ${status}`));
		const rules = planned.filter(({ operationIds: [id = ""] }) => ids.includes(id)).flatMap(ruleNames);
		return {
			operations: toShare(ids, this.#operations),
			statuses: toShare(statuses, this.#statuses),
			constraints: toShare(rules, this.#constraints),
		};
	}
}

function ruleNames({ operationIds: [operationId = ""], rule }: Case | Skip): string[] {
	return rule ? [`${operationId} ${rule.part}${rule.pointer} ${rule.keyword}`] : [];
}

function toShare(all: readonly string[], covered: ReadonlySet<string>): Share {
	const names = [...new Set(all)];
	const missing = names.filter((name) => !covered.has(name));
	return { covered: names.length - missing.length, total: names.length, missing };
}
