import { describe, expect, test } from "vitest";
import type { CaseKind } from "../../../../src/core/contract/plan/case.ts";
import { groupBy } from "../../../../src/core/operation/group-by.ts";
import { alterationsOf, type Bench } from "./altered.ts";

/** Tests that no case of an API passes without having sent what it proves. */
export function evidenceTests(name: string, { plan, context, unproved }: Bench): void {
	const kinds = [...groupBy(plan.cases, ({ kind }) => kind)];

	describe(`the cases of ${name}`, () => {
		test("each name the requests that they need, for every operation that they are about", () => {
			for (const { id, operationIds, evidence } of plan.cases) {
				const needed = new Set(evidence.map(({ operationId }) => operationId));
				expect(
					[...operationIds].filter((operationId) => !needed.has(operationId)),
					id,
				).toEqual([]);
			}
		});

		test.each(kinds)(
			"of the kind %s prove nothing if a request that they need is sent otherwise",
			async (kind: CaseKind, cases) => {
				const passing: string[] = [];
				let tried = 0;
				for (const testCase of cases) {
					if ((await run(testCase)) !== undefined) continue;
					for (const alteration of alterationsOf(testCase, context)) {
						tried++;
						if ((await run(testCase, alteration)) === undefined) passing.push(`${testCase.id}, ${alteration.name}`);
					}
				}
				expect(passing).toEqual([]);
				expect(tried, kind).toBeGreaterThan(cases.length / 2);
			},
		);
	});

	/** A case that cannot go on proves nothing either. */
	function run(...[testCase, alteration]: Parameters<Bench["unproved"]>): Promise<string | undefined> {
		return unproved(testCase, alteration).catch((error: Error) => {
			if (error.name === "SkipError") return error.message;
			throw error;
		});
	}
}
