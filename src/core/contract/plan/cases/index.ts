import type { RunContext } from "../../run/session.ts";
import type { Case, Plan, Skip } from "../case.ts";
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

/** Derives all cases from the description. */
export function planCases(context: RunContext): Plan {
	const planned = SOURCES.flatMap((source): readonly (Case | Skip)[] => source(context));
	return { cases: planned.filter((item) => "run" in item), skips: planned.filter((item) => "reason" in item) };
}
