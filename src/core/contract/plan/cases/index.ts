import type { RunContext } from "../../run/run-context.ts";
import { NO_CREATOR } from "../../run/session.ts";
import type { Case, CaseKind, Plan, Skip } from "../case.ts";
import { credentialsCases } from "./credentials.ts";
import { exampleCases } from "./examples.ts";
import { fieldRuleCases } from "./field-rules.ts";
import { lifeCycleCases } from "./life-cycle.ts";
import { pagingCases } from "./paging.ts";
import { readingCases } from "./reading.ts";
import { ruleCases } from "./rules.ts";
import { unknownCases } from "./unknown.ts";

const SOURCES = [
	exampleCases,
	lifeCycleCases,
	fieldRuleCases,
	pagingCases,
	readingCases,
	credentialsCases,
	unknownCases,
	ruleCases,
];

/** Cases of these kinds send operations that must succeed; those of the others change such a request. */
const SUCCEEDING: ReadonlySet<CaseKind> = new Set(["example", "life-cycle", "paging", "reading"]);

/** Derives all cases from the description. An operation that none of them tries with success is a skip. */
export function planCases(context: RunContext): Plan {
	const planned = SOURCES.flatMap((source): readonly (Case | Skip)[] => source(context));
	const tried = new Set(planned.filter(({ kind }) => SUCCEEDING.has(kind)).flatMap(({ operationIds }) => operationIds));
	const untried = Object.keys(context.api.operations).filter((operationId) => !tried.has(operationId));
	const skips = untried.map((operationId): Skip => {
		return { id: `life-cycle ${operationId}`, kind: "life-cycle", operationIds: [operationId], reason: NO_CREATOR };
	});
	return {
		cases: planned.filter((item) => "run" in item),
		skips: [...planned.filter((item) => "reason" in item), ...skips],
	};
}
