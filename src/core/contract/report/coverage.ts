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

/** The names of what was covered, by part of the coverage. */
export type CoveredNames = Readonly<Record<keyof Coverage, readonly string[]>>;

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
	finish(planned: readonly (Case | Skip)[]): { readonly coverage: Coverage; readonly covered: CoveredNames } {
		const ids = this.#operationIds;
		const documented = ids.flatMap((id) => Object.keys(operationOf(this.#api, id).responses).map((status) => `${id} ${status}`));
		const rules = planned.filter(({ operationIds: [id = ""] }) => ids.includes(id)).flatMap(ruleNames);
		const operations = split(ids, this.#operations);
		const statuses = split(documented, this.#statuses);
		const constraints = split(rules, this.#constraints);
		return {
			coverage: { operations: toShare(operations), statuses: toShare(statuses), constraints: toShare(constraints) },
			covered: { operations: operations.covered, statuses: statuses.covered, constraints: constraints.covered },
		};
	}
}

function ruleNames({ operationIds: [operationId = ""], rule }: Case | Skip): string[] {
	return rule ? [`${operationId} ${rule.part}${rule.pointer} ${rule.keyword}`] : [];
}

/** The names of what is covered, and of what is not. */
interface SplitNames {
	readonly covered: readonly string[];
	readonly missing: readonly string[];
}

function split(all: readonly string[], seen: ReadonlySet<string>): SplitNames {
	const names = [...new Set(all)];
	return { covered: names.filter((name) => seen.has(name)), missing: names.filter((name) => !seen.has(name)) };
}

function toShare({ covered, missing }: SplitNames): Share {
	return { covered: covered.length, total: covered.length + missing.length, missing };
}
